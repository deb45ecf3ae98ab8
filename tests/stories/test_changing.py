"""Changing: where a schedule allows it, the last answer counts, and until closing nobody learns anything."""

from __future__ import annotations

from tests.stories.evening import QUIZ, Evening, plain, right


async def test_the_last_answer_counts(evening: Evening) -> None:
    """The receipt is no verdict, the form begins with the earlier text, and the result knows the last attempt alone."""
    post = await _changeable(evening)
    first = await evening.answers(evening.ben, "Rhine", post=post)
    assert first.private
    for words in ("Recorded", "Rhine", "You can change it until"):
        assert words in first.text
    for words in ("Right", "Not this time", "points", "✓", "✗"):
        assert words not in first.text

    form = await evening.ben.presses("Answer", message=post)
    assert "Rhine" in str(form.modal)
    again = await evening.ben.submits(right(_ask(post)))
    assert "Answer changed" in again.text
    assert "100" not in again.text
    assert evening.rows("SELECT attempt, text FROM answers ORDER BY id") == [(1, "Rhine"), (2, right(_ask(post)))]

    seen = await evening.closes()
    assert "1 answered: 1 right" in seen
    assert "100 points" in seen
    mine = await evening.ben.presses("My result")
    assert right(_ask(post)) in mine.text
    assert "Rhine" not in mine.text


async def test_points_do_not_leak_before_closing(evening: Evening) -> None:
    """Boards learn nothing while an answer may be changed, whatever a recount says; then each learns it once."""
    post = await _changeable(evening)
    await evening.answers(evening.ben, right(_ask(post)), post=post)
    assert "Nobody has points here yet" in (await evening.chiyo.runs("leaderboard")).text
    await evening.recount()
    assert evening.rows("SELECT count(*) FROM tallies") == [(0,)]

    await evening.closes()
    assert "100 points" in plain((await evening.chiyo.runs("leaderboard")).text)
    counted = evening.rows("SELECT * FROM tallies ORDER BY scope, period")
    await evening.recount()
    assert evening.rows("SELECT * FROM tallies ORDER BY scope, period") == counted


async def test_giving_up_may_be_taken_back(evening: Evening) -> None:
    """Who gave up may still answer; who answered may still give up."""
    post = await _changeable(evening)
    await evening.ben.presses("I don't know", message=post)
    passed = await evening.ben.presses("Yes, I don't know")
    assert "You chose “I don't know”" in passed.text
    assert "Passed" not in passed.text
    await evening.ben.presses("Change it", message=passed)
    await evening.answers(evening.ben, right(_ask(post)), post=post)
    assert "1 right" in await evening.closes()


async def test_hints_stay_dear(evening: Evening) -> None:
    """An answer does not make the hints free where it may be changed."""
    post = await _changeable(evening)
    await evening.answers(evening.ben, "Rhine", post=post)
    hint = await evening.ben.presses("Hint (costs 25%)", message=post)
    assert "75 points" in hint.text
    await evening.answers(evening.ben, right(_ask(post)), post=post)
    assert "75 points" in await evening.closes()


async def test_the_same_answer_again_is_not_written_again(evening: Evening) -> None:
    """Sending the same text is acknowledged, and the log does not grow; after enough changes the last one stands."""
    post = await _changeable(evening)
    for _ in range(2):
        assert "Recorded" in (await evening.answers(evening.ben, "Rhine", post=post)).text
    assert evening.rows("SELECT count(*) FROM answers") == [(1,)]
    for number in range(24):
        await evening.answers(evening.ben, f"river {number}", post=post)
    refused = await evening.answers(evening.ben, "one more", post=post)
    assert "You have changed this answer 25 times" in refused.text
    assert "one more" in refused.text
    assert evening.rows("SELECT max(attempt) FROM answers") == [(25,)]


async def test_several_questions_may_be_changed_one_by_one(evening: Evening) -> None:
    """Play leads through them; at the end each may be put again, and no points are told."""
    post = await _changeable(evening, questions=2)
    for _ in range(2):
        asked = await evening.ben.presses("Play", message=post)
        passed = await evening.ben.presses("I don't know", message=asked)
        await evening.ben.presses("Yes, I don't know", message=passed)
    done = await evening.ben.presses("Play", message=post)
    assert "You've answered 2 of 2. You may change your answers until" in done.text
    assert "points" not in done.text
    again = await evening.ben.presses("Change 2", message=done)
    assert "Question 2 of 2" in again.text
    hint = await evening.ben.presses("I don't know", message=again)
    assert "unless you change your mind" in hint.text


async def test_what_is_open_keeps_its_terms(evening: Evening) -> None:
    """An option that is switched on while a question is open begins with the next one."""
    post = await evening.asks("rivers")
    await evening.ada.runs("daily options", changeable=True)
    assert "points" in (await evening.answers(evening.ben, "Rhine", post=post)).text


async def _changeable(evening: Evening, questions: int = 1) -> dict[str, object]:
    await evening.ada.runs(
        "daily add",
        channel=QUIZ,
        deck="rivers" if questions == 1 else "harbour",
        time="09:00",
        days="every day",
        zone="Europe/Berlin",
        questions=questions,
    )
    await evening.ada.runs("daily options", changeable=True)
    evening.passes_until("09:00:00")
    await evening.until(evening.posts)
    return evening.posts()[-1]


def _ask(post: dict[str, object]) -> str:
    return str(post["embeds"][0]["description"]).splitlines()[0].strip("*")  # type: ignore[index]
