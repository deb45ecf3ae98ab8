"""Hints taken are remembered per question and person."""

from __future__ import annotations

from typing import Any

from bot.core.ids import UserId
from bot.db.database import Database
from bot.questions.queries import hints
from tests.database import writing


async def test_hints(db: Database, asking: Any) -> None:
    """The last count stays, and nobody else's is touched."""
    with writing(db) as tx:
        question = (asking.question(tx)).place.question
        assert hints.taken(tx, question, UserId(1)) == 0
        hints.take(tx, question, UserId(1), 1)
        hints.take(tx, question, UserId(1), 2)
        assert hints.taken(tx, question, UserId(1)) == 2
        assert hints.taken(tx, question, UserId(2)) == 0
