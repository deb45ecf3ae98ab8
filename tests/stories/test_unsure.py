"""Not sure: the grader says so, one press asks a moderator, and what is decided holds for all who said the same."""

from __future__ import annotations

from bot.sandbox.wire import Upload
from tests.stories.evening import Evening, plain

DECK = b"Tea\nWhat is oolong?\ntea that is partly oxidized, between green and black\n"
TEXT = "a tea from China, a bit brown"


async def _asks(evening: Evening) -> None:
    """Bring notes that nobody wrote wordings for, ask them, and let two people answer in words of their own."""
    await evening.ada.runs("library import", file=Upload(filename="tea.txt", data=DECK))
    await evening.ada.presses("Import")
    post = await evening.asks("tea")
    for person in (evening.ben, evening.chiyo):
        told = await evening.answers(person, TEXT, post=post)
        assert "I'm not sure" in told.text
        assert "it counts as partly right" in told.text
        assert "between green" not in told.text


async def test_one_press_asks_a_moderator_and_nothing_leaks(evening: Evening) -> None:
    """Pressed while the question is open, seen by moderators after it has closed, accepted for both who said it."""
    await _asks(evening)
    noted = await evening.ben.presses("I was right")
    assert "once the question has closed" in noted.text
    await evening.ben.presses("Answer")
    again = await evening.ben.presses("I was right")
    assert "appealed this answer already" in again.text
    assert TEXT not in (await evening.ada.runs("appeals")).text
    assert TEXT not in (await evening.ada.runs("appeals", show="Not sure")).text
    await evening.closes()

    queue = await evening.ada.runs("appeals")
    for said in (TEXT, "1 other person", "I'm not sure", "between green and black"):
        assert said in plain(queue.text)
    await evening.ada.presses("Accept", message=queue)
    await evening.ada.submits("")
    await evening.quiet()
    board = plain((await evening.chiyo.runs("leaderboard")).text)
    for name in ("Ben", "Chiyo"):
        assert f"1st {name} · 100 points · 1 of 1 right" in board


async def test_moderators_see_what_nobody_appealed(evening: Evening) -> None:
    """In a section of its own, one entry for equal answers; left as it is, it may still be appealed."""
    await _asks(evening)
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
