"""Not sure: the grader says so, one press asks a moderator, and what is decided holds for all who said the same."""

from __future__ import annotations

from tests.stories.evening import Evening, plain

TEXT = "a tower on the coast with a strong lamp, it warns ships"


async def _leaves_in_doubt(evening: Evening) -> None:
    """Let the grader have been in doubt about what was answered so far; points stay as they are."""
    evening.writes(
        "INSERT INTO gradings SELECT answer, 2, score, outcome, points, covered, grader, cause, graded_at_ms, 1 "
        "FROM gradings WHERE outcome = 'partly' AND answer NOT IN (SELECT answer FROM gradings WHERE n = 2)"
    )


async def test_one_press_asks_a_moderator_and_nothing_leaks(evening: Evening) -> None:
    """Pressed while the question is open, seen by moderators after it has closed, accepted for both who said it."""
    post = await evening.asks("lighthouse")
    for person in (evening.ben, evening.chiyo):
        assert "Partly right" in (await evening.answers(person, TEXT, post=post)).text
    await _leaves_in_doubt(evening)

    told = await evening.ben.presses("Answer", message=post)
    assert "I'm not sure" in told.text
    assert "- a tower on the coast that carries a strong lamp" in told.text
    assert "flashes" not in told.text
    noted = await evening.ben.presses("I was right")
    assert "once the question has closed" in noted.text
    await evening.ben.presses("Answer", message=post)
    again = await evening.ben.presses("I was right")
    assert "appealed this answer already" in again.text
    queue = await evening.ada.runs("appeals")
    assert TEXT not in queue.text
    await evening.closes()

    queue = await evening.ada.runs("appeals")
    for said in (TEXT, "1 other person", "I'm not sure", "flashes tells sailors"):
        assert said in plain(queue.text)
    await evening.ada.presses("Accept", message=queue)
    await evening.ada.submits("")
    await evening.quiet()
    board = plain((await evening.chiyo.runs("leaderboard")).text)
    for name in ("Ben", "Chiyo"):
        assert f"1st {name} · 100 points · 1 of 1 right" in board


async def test_moderators_see_what_nobody_appealed(evening: Evening) -> None:
    """In a section of its own, one entry for equal answers; left as it is, it may still be appealed."""
    post = await evening.asks("lighthouse")
    for person in (evening.ben, evening.chiyo):
        await evening.answers(person, TEXT, post=post)
    await _leaves_in_doubt(evening)
    assert "no answer the grader was not sure about" in (await evening.ada.runs("appeals", show="Not sure")).text
    await evening.closes()
    queue = await evening.ada.runs("appeals", show="Not sure")
    for said in (TEXT, "2 people answered", "1 of 1"):
        assert said in plain(queue.text)
    left = await evening.ada.presses("Leave it", message=queue)
    assert "Left as it is" in left.text
    assert "no answer the grader was not sure about" in left.text
    await evening.quiet()

    own = await evening.ben.presses("My result")
    assert "I'm not sure" in own.text
    await evening.ben.presses("I was right")
    await evening.ben.submits("")
    await evening.ada.presses("Accept", message=await evening.ada.runs("appeals"))
    await evening.ada.submits("")
    await evening.quiet()
    board = plain((await evening.ada.runs("leaderboard")).text)
    for name in ("Ben", "Chiyo"):
        assert f"1st {name} · 100 points · 1 of 1 right" in board
