"""The timetable: questions come at the time of day the people there live by, on the days they chose."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.stories.evening import BERLIN, QUIZ, Evening


async def test_a_question_comes_at_nine_local_time(evening: Evening) -> None:
    """A schedule for 09:00 in Berlin posts at that instant, not a second earlier, and tells when it closes."""
    shown = await evening.ada.runs(
        "daily add", channel=QUIZ, deck="rivers", time="09:00", days="mon-fri", zone="Europe/Berlin", open_for="8h"
    )
    assert shown.private
    assert "The daily quiz is set up" in shown.text
    assert "09:00" in shown.text
    assert "Europe/Berlin" in shown.text
    assert "Mon–Fri" in shown.text

    evening.passes_until("08:59:58")
    await evening.quiet()
    assert evening.posts() == []

    nine = evening.passes_until("09:00")
    seen = await evening.reads(
        evening.ben, "Which river flows through Cairo?", "Rivers", "[Answer]", "[Hint (costs 25%)]"
    )
    (post,) = evening.posts()
    posted_at = datetime.fromisoformat(post["timestamp"])
    assert 0 <= (posted_at - nine).total_seconds() < 30
    assert f"<t:{int(nine.timestamp()) + 8 * 3600}:R>" in seen


async def test_defaults_are_nine_on_working_days_for_eight_hours(evening: Evening) -> None:
    """Whoever gives a deck alone gets 09:00, Monday to Friday, one question, eight hours, right here."""
    evening.ada.goes(QUIZ)
    shown = await evening.ada.runs("daily add", deck="rivers")
    for words in ("#daily-quiz", "09:00", "UTC", "Mon–Fri", "8 hours", "a question"):
        assert words in shown.text


async def test_no_question_comes_at_the_weekend(evening: Evening) -> None:
    """A schedule for working days posts on Friday and on Monday and leaves out what lies between."""
    evening.passes_until("08:59:30", days=4)
    await evening.ada.runs("daily add", channel=QUIZ, deck="rivers", zone="Europe/Berlin", open_for="1h")
    for day, posts in (("Fri", 1), ("Sat", 1), ("Sun", 1), ("Mon", 2)):
        evening.passes_until("09:00")
        await evening.until(lambda posts=posts: len(_questions(evening)) == posts)
        await evening.quiet()
        assert len(_questions(evening)) == posts, day
        evening.passes_until("10:00:06")
        await evening.quiet()
        evening.passes_until("08:59:30", days=1)
        await evening.quiet()


async def test_the_clock_change_does_not_move_the_question(evening: Evening) -> None:
    """Before and after the last Sunday of October the question comes at 09:00 on the wall, an hour apart in UTC."""
    evening.passes_until("08:59:30", days=144)
    await evening.ada.runs("daily add", channel=QUIZ, deck="rivers", zone="Europe/Berlin", open_for="1h")
    hours = []
    for days in (0, 3):
        if days:
            evening.passes_until("08:59:30", days=days)
            await evening.quiet()
        before = len(_questions(evening))
        evening.passes_until("09:00")
        await evening.until(lambda before=before: len(_questions(evening)) > before)
        hours.append(datetime.fromisoformat(_questions(evening)[-1]["timestamp"]).astimezone(UTC).hour)
        await evening.quiet()
    assert hours == [7, 8]


@pytest.mark.parametrize(
    "begins_at",
    [
        datetime(2026, 9, 30, 8, 59, 30, tzinfo=BERLIN),
        datetime(2027, 3, 27, 8, 59, 30, tzinfo=BERLIN),
        datetime(2028, 2, 29, 8, 59, 30, tzinfo=BERLIN),
        datetime(2027, 12, 31, 8, 59, 30, tzinfo=BERLIN),
    ],
    ids=["longest names", "clocks go forward overnight", "29 February", "the year ends"],
)
async def test_no_date_is_special(evening: Evening) -> None:
    """On any date a question is asked, answered and closed the next morning, and the next one comes at nine."""
    post = await evening.asks("rivers", open_for="22h")
    asked_on = evening.clock.now().astimezone(BERLIN).date()
    assert "Right" in (await evening.answers(evening.ben, "Nile", post=post)).text

    evening.passes_until("08:59:30", days=1)
    await evening.reads(evening.chiyo, "Result · Rivers", "1st Ben")
    assert "1st **Ben**" in (await evening.ben.runs("leaderboard")).text
    before = len(_questions(evening))
    evening.passes_until("09:00")
    await evening.until(lambda: len(_questions(evening)) > before)
    next_at = datetime.fromisoformat(_questions(evening)[-1]["timestamp"]).astimezone(BERLIN)
    assert (next_at.date() - asked_on, next_at.hour, next_at.minute) == (timedelta(days=1), 9, 0)


async def test_a_question_may_be_asked_at_once(evening: Evening) -> None:
    """`/daily now` posts right away, beside the timetable, and the timetable goes on."""
    await evening.ada.runs("daily add", channel=QUIZ, deck="harbour", zone="Europe/Berlin")
    shown = await evening.ada.runs("daily now")
    assert "On its way to #daily-quiz" in shown.text
    await evening.until(lambda: len(evening.posts()) == 1)

    evening.passes_until("09:00")
    await evening.until(lambda: len(evening.posts()) == 2)
    first, second = (post["embeds"][0]["description"].splitlines()[0] for post in evening.posts())
    assert first != second, "a card that is open is not asked again"


async def test_what_is_open_may_be_closed_at_once(evening: Evening) -> None:
    """`/daily close` brings the result without waiting for the time."""
    await evening.asks("rivers")
    await evening.answers(evening.ben, "Nile")
    shown = await evening.ada.runs("daily close")
    assert "Closed. The result follows in a moment." in shown.text
    await evening.reads(evening.chiyo, "Result · Rivers", "Nile", "1st Ben")


async def test_a_paused_quiz_rests_until_it_is_resumed(evening: Evening) -> None:
    """While paused nothing is asked; resumed, it goes on with the next date and makes up for none."""
    await evening.ada.runs("daily add", channel=QUIZ, deck="rivers", zone="Europe/Berlin", days="every day")
    assert "Paused" in (await evening.ada.runs("daily pause")).text
    assert "Paused" in (await evening.ada.runs("daily list")).text
    evening.passes_until("09:00:01")
    await evening.quiet()
    assert evening.posts() == []

    evening.passes_until("11:00")
    assert "Running again" in (await evening.ada.runs("daily resume")).text
    await evening.quiet()
    assert evening.posts() == []
    evening.passes_until("09:00", days=1)
    await evening.until(lambda: len(evening.posts()) == 1)


async def test_pausing_and_resuming_twice_is_told(evening: Evening) -> None:
    """Whoever pauses what rests already, or resumes what runs, is told so."""
    await evening.ada.runs("daily add", channel=QUIZ, deck="rivers")
    assert "running already" in (await evening.ada.runs("daily resume")).text
    await evening.ada.runs("daily pause")
    assert "paused already" in (await evening.ada.runs("daily pause")).text


async def test_a_removed_quiz_asks_no_more_but_its_open_question_closes(evening: Evening) -> None:
    """Removing asks back; then nothing more comes, while what is open still gets its result."""
    await evening.asks("rivers")
    await evening.answers(evening.ben, "Nile")
    assert "Remove this daily quiz?" in (await evening.ada.runs("daily remove")).text
    assert "It stays as it is" in (await evening.ada.presses("Keep")).text
    await evening.ada.runs("daily remove")
    assert "Removed" in (await evening.ada.presses("Remove")).text
    assert "no daily quiz here yet" in (await evening.ada.runs("daily list")).text

    await evening.closes()
    await evening.quiet()
    posts = len(evening.posts())
    evening.passes_until("09:00:01", days=1)
    await evening.quiet()
    assert len(evening.posts()) == posts


async def test_an_edited_quiz_asks_as_it_says_now(evening: Evening) -> None:
    """Another time, deck and channel hold from the next date on."""
    await evening.ada.runs("daily add", channel=QUIZ, deck="rivers", zone="Europe/Berlin")
    shown = await evening.ada.runs("daily edit", time="09:30", deck="planets", channel="#practice", open_for="2h")
    for words in ("09:30", "Planets", "#practice", "2 hours", "Mon–Fri"):
        assert words in shown.text
    evening.passes_until("09:00:01")
    await evening.quiet()
    assert evening.posts() == []
    evening.passes_until("09:30")
    await evening.reads(evening.ben, "Which planet is closest to the Sun?", where="#practice")
    assert evening.posts() == []


async def test_several_quizzes_are_told_apart(evening: Evening) -> None:
    """With two schedules one has to say which; the suggestions name them, and a stranger's id is unknown."""
    assert "There is no daily quiz here yet" in (await evening.ada.runs("daily pause")).text
    for deck, channel in (("rivers", QUIZ), ("planets", "#practice")):
        await evening.ada.runs("daily add", channel=channel, deck=deck, zone="Europe/Berlin")
    assert "There are 2 daily quizzes here." in (await evening.ada.runs("daily pause")).text
    assert "can't find that daily quiz" in (await evening.ada.runs("daily pause", schedule="999")).text
    choices = await evening.ada.suggestions("daily pause", "schedule", "plan")
    (choice,) = choices
    assert "Planets" in choice["name"]
    assert "#practice" in choice["name"]
    await evening.ada.runs("daily pause", schedule=choice["value"])
    shown = (await evening.ada.runs("daily list")).text
    assert shown.count("Paused") == 1
    assert "Rivers" in shown


@pytest.mark.parametrize(
    ("option", "typed", "expected"),
    [
        ("zone", "berlin", "Europe/Berlin"),
        ("zone", "new york", "America/New_York"),
        ("deck", "harb", "harbour"),
        ("time", "7", "07:00"),
        ("days", "mon", "mon-fri"),
        ("open_for", "2", "2h"),
    ],
)
async def test_typing_is_helped(evening: Evening, option: str, typed: str, expected: str) -> None:
    """Every option that has a list offers what fits, at most 25."""
    choices = [choice["value"] for choice in await evening.ada.suggestions("daily add", option, typed, deck="rivers")]
    assert expected in choices
    assert len(choices) <= 25


def _questions(evening: Evening) -> list[dict[str, object]]:
    """Return the posts that are no replies: results come as replies too."""
    return [post for post in evening.posts() if "message_reference" not in post]
