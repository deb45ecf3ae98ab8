"""Old texts, a batch at a time; `tests/services/test_retention.py` shows it over the days."""

from __future__ import annotations

from typing import Any

from bot.store import retention
from bot.store.store import Store
from bot.terms.ids import AnswerId


async def test_an_empty_log(store: Store, asking: Any) -> None:
    """Where nothing was answered there is nothing to drop and nothing to wait for."""
    async with store.write() as unit:
        look = await retention.drop(unit, AnswerId(0), asking.noon)
    assert look == retention.Look(cursor=AnswerId(0), next_at=None, more=False)
