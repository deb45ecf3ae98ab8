"""Old texts, a batch at a time; `tests/services/test_retention.py` shows it over the days."""

from __future__ import annotations

from typing import Any

from bot.core.ids import AnswerId
from bot.db.database import Database
from bot.privacy.queries import retention
from tests.database import writing


async def test_an_empty_log(db: Database, asking: Any) -> None:
    """Where nothing was answered there is nothing to drop and nothing to wait for."""
    with writing(db) as tx:
        look = retention.drop(tx, AnswerId(0), asking.noon)
    assert look == retention.Look(cursor=AnswerId(0), next_at=None, more=False)
