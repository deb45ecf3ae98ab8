"""Erasures as rows; `tests/services/test_privacy.py` shows what they do to boards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import text

from bot.store import erasures
from bot.store.store import Store
from bot.terms.ids import GuildId, UserId

HERE, ADA = GuildId(1), UserId(7)


async def test_with_nothing_to_erase_it_ends_at_once(store: Store, asking: Any) -> None:
    """The row is there while there is work, and goes with the last of it."""
    async with store.write() as unit:
        await erasures.begin(unit, HERE, ADA, UserId(99), asking.noon)
        assert await erasures.next_at(unit) == asking.noon
        assert await erasures.due(unit, asking.noon - timedelta(seconds=1)) is None
        found = await erasures.due(unit, asking.noon)
        assert found is not None
        assert (found.user, found.guild, found.tombstone) == (ADA, HERE, 99)
        assert not await erasures.some(unit, found, asking.noon)
        assert await erasures.one(unit, UserId(99)) is None
        assert await erasures.next_at(unit) is None


async def test_a_second_wish_means_only_what_came_later(store: Store, asking: Any) -> None:
    """Two wishes at work share the answers by when they were given."""
    async with store.write() as unit:
        await erasures.begin(unit, HERE, ADA, UserId(98), asking.noon)
        await erasures.begin(unit, HERE, ADA, UserId(99), asking.noon + timedelta(hours=1))
        first, second = await erasures.one(unit, UserId(98)), await erasures.one(unit, UserId(99))
    assert first is not None
    assert second is not None
    assert first.since_at_ms < first.asked_at_ms == second.since_at_ms < second.asked_at_ms


async def test_a_hidden_person_leaves_a_hidden_tombstone(store: Store, asking: Any) -> None:
    """Who was on no board does not come onto one by being forgotten."""
    async with store.write() as unit:
        await unit.execute(text("INSERT INTO people VALUES (7, 1)"))
        await erasures.begin(unit, HERE, ADA, UserId(99), asking.noon)
        assert await unit.scalar(text("SELECT hidden FROM people WHERE user = 99"))
