"""Hints taken are remembered per question and person."""

from __future__ import annotations

from typing import Any

from bot.store import hints
from bot.store.store import Store
from bot.terms.ids import UserId


async def test_hints(store: Store, asking: Any) -> None:
    """The last count stays, and nobody else's is touched."""
    async with store.write() as unit:
        question = (await asking.question(unit)).place.question
        assert await hints.taken(unit, question, UserId(1)) == 0
        await hints.take(unit, question, UserId(1), 1)
        await hints.take(unit, question, UserId(1), 2)
        assert await hints.taken(unit, question, UserId(1)) == 2
        assert await hints.taken(unit, question, UserId(2)) == 0
