"""The first right answer is told with the result, and nobody is named who chose not to be."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.daily.service.firsts import First, firsts_of
from bot.db.database import Database
from tests.database import hide, reading, writing


async def test_the_first_to_be_right_is_named(evening: Any) -> None:
    """Not the first to answer, and not the best, but the first who was right."""
    order = await evening.posted(deck="demo", questions=4)
    term = next(question for question in order.open.questions if "stripes" in question.ask)
    evening.clock.advance(minutes=1)
    await evening.answers(term.id, evening.player("ada"), "a stone")
    evening.clock.advance(minutes=1)
    await evening.answers(term.id, evening.player("ben"), "zebra")
    await evening.answers(term.id, evening.player("chiyo"), "zebra")
    closed = (await evening.closes(order)).result
    firsts = {result.question.id: result.first for result in closed.questions}
    assert firsts.pop(term.id) == First(name="ben", after=timedelta(minutes=2))
    assert set(firsts.values()) == {None}


async def test_the_hidden_are_first_for_nobody(evening: Any, db: Database) -> None:
    """Who left the boards is not named; the next one is."""
    order = await evening.posted(deck="demo", questions=4)
    term = next(question for question in order.open.questions if "stripes" in question.ask)
    for name in ("ada", "ben"):
        await evening.answers(term.id, evening.player(name), "zebra")
    with writing(db) as tx:
        hide(tx, evening.player("ada").user, hidden=True)
    closed = (await evening.closes(order)).result
    assert [result.first.name for result in closed.questions if result.first] == ["ben"]


async def test_nobody_was_right(db: Database) -> None:
    """Without answers there is no first."""
    with reading(db) as tx:
        assert firsts_of(tx, 1, [], None) == {}  # type: ignore[arg-type]
