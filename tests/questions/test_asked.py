"""Decks are named in posts and results."""

from __future__ import annotations

from typing import Any

from bot.core.ids import DeckId
from bot.questions.service.asked import title_of
from tests.database import reading


async def test_title(evening: Any) -> None:
    """A removed deck keeps its title, and one that never was is called by its id."""
    await evening.decks.sync([])
    with reading(evening.db) as tx:
        assert title_of(tx, DeckId("demo")) == "Demo deck"
        assert title_of(tx, DeckId("never")) == "never"
