"""The leaderboard: who is ahead, in which span of time, and where one stands oneself."""

from __future__ import annotations

import pytest

from bot.sandbox.person import Person
from tests.stories.evening import QUIZ, Evening, plain


async def test_the_board_of_one_question(evening: Evening) -> None:
    """Points rank people, ties share a place, and the asker's own line stands below."""
    post = await evening.asks("rivers")
    await evening.answers(evening.ben, "Nile")
    evening.passes(seconds=1)
    await evening.answers(evening.ada, "Nile")
    await evening.chiyo.presses("Hint (costs 25%)")
    await evening.answers(evening.chiyo, "Nile", post=post)

    shown = await evening.chiyo.runs("leaderboard")

    assert shown.private
    text = plain(shown.text)
    assert "1st Ben · 100 points · 1 of 1 right" in text
    assert "1st Ada · 100 points · 1 of 1 right" in text
    assert "You: 3rd Chiyo · 75 points · 1 of 1 right" in text
    assert text.index("Ben · 100") < text.index("Ada · 100"), "of tied people the earlier one stands first"
    assert "3 players" in text


async def test_an_empty_board(evening: Evening) -> None:
    """Before anybody has scored the board says so."""
    assert "Nobody has points here yet" in (await evening.ben.runs("leaderboard")).text


async def test_five_and_twenty_players_fill_three_pages(evening: Evening) -> None:
    """Pages turn both ways, places count over pages, and one's own line stands on each of them."""
    await _five_and_twenty(evening)
    last = evening.sandbox.person("player24")

    first = await last.runs("leaderboard", window="today")
    assert _places(first.text) == [("1st", 10)]
    assert "[Higher]" not in first.text
    second = await last.presses("Lower", message=first)
    assert _places(second.text) == [("11th", 10)]
    third = await last.presses("Lower", message=second)
    assert _places(third.text) == [("21st", 5)]
    assert "[Lower]" not in third.text
    back = await last.presses("Higher", message=third)
    assert _places(back.text) == [("11th", 10)]
    for page in (first, second, third, back):
        assert "You: 21st Player24 · 0 points" in plain(page.text)
        assert "25 players" in page.text


async def test_a_board_turns_after_a_restart(evening: Evening) -> None:
    """The buttons of a board that is open on somebody's screen survive the bot."""
    await _five_and_twenty(evening)
    first = await evening.ben.runs("leaderboard", window="today")
    await evening.restart()
    assert _places((await evening.ben.presses("Lower", message=first)).text) == [("11th", 10)]


async def test_windows_of_time(evening: Evening) -> None:
    """Today, the week, the month and all time each count what fell into them."""
    await evening.asks("rivers", open_for="1h")
    await _next(evening, evening.ben, days=1)
    await _next(evening, evening.ben, days=7)
    await _next(evening, evening.ben, days=21)
    await evening.answers(evening.ben, "Nile", post=evening.posts()[-1])
    expected = {"today": 100, "this week": 100, "this month": 100, "all time": 400}
    for window, points in expected.items():
        text = plain((await evening.ben.runs("leaderboard", window=window)).text)
        assert f"1st Ben · {points} points" in text, window

    text = plain((await evening.chiyo.runs("leaderboard", window="all time")).text)
    assert "You have no points here yet" in text


async def test_the_week_and_the_month_gather_days(evening: Evening) -> None:
    """Monday and Tuesday count together in the week; on Tuesday today is Tuesday alone."""
    await evening.asks("rivers", open_for="1h")
    await _next(evening, evening.ben, days=1)
    await evening.answers(evening.ben, "Nile", post=evening.posts()[-1])
    for window, points in (("today", 100), ("week", 200), ("month", 200)):
        text = plain((await evening.ben.runs("leaderboard", window=window)).text)
        assert f"1st Ben · {points} points" in text, window


async def test_boards_of_a_channel_and_of_a_deck(evening: Evening) -> None:
    """A board may cover one channel or one deck; both at once is refused."""
    await evening.ada.runs("daily add", channel="#practice", deck="planets", time="09:00", zone="Europe/Berlin")
    await evening.asks("rivers")
    await evening.answers(evening.ben, "Nile", post=evening.posts()[0])
    text = plain((await evening.ben.runs("leaderboard", channel=QUIZ)).text)
    assert "1st Ben · 100 points" in text
    assert "1st" not in plain((await evening.ben.runs("leaderboard", channel="#practice")).text)
    assert "1st Ben · 100 points" in plain((await evening.ben.runs("leaderboard", deck="rivers")).text)
    assert "1st" not in plain((await evening.ben.runs("leaderboard", deck="planets")).text)
    both = await evening.ben.runs("leaderboard", deck="rivers", channel=QUIZ)
    assert "Choose a channel or a deck" in both.text


@pytest.mark.parametrize("deck", ["no such deck", "*" * 90])
async def test_a_board_of_an_unknown_deck(evening: Evening, deck: str) -> None:
    """A deck there is not has no board, and the reply says which there are."""
    shown = await evening.ben.runs("leaderboard", deck=deck)
    assert shown.private
    assert "rivers" in shown.text


async def _five_and_twenty(evening: Evening) -> None:
    """Let ten answer rightly, ten after a hint, five wrongly."""
    post = await evening.asks("rivers")
    for number in range(25):
        person = evening.ben if number == 0 else evening.joins(f"player{number}")
        if 10 <= number < 20:
            await person.presses("Hint (costs 25%)", message=post)
        await evening.answers(person, "Nile" if number < 20 else "the Thames", post=post)


async def _next(evening: Evening, person: Person, *, days: int) -> None:
    """Answer what is open now and wait for the question some days later."""
    await evening.answers(person, "Nile", post=evening.posts()[-1])
    evening.passes(hours=1, seconds=6)
    await evening.quiet()
    evening.passes_until("09:00", days=days)
    await evening.until(lambda: "message_reference" not in evening.posts()[-1])


def _places(text: str) -> list[tuple[str, int]]:
    """Return the places on a page with how many share each, in order."""
    rows = [line.split()[0] for line in plain(text).splitlines() if " points · " in line and not line.startswith("You")]
    return [(place, rows.count(place)) for place in dict.fromkeys(rows)]
