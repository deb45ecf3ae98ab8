"""Guilds: servers are met once, and have a time zone sooner or later."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.store import guilds
from bot.store.store import Store
from bot.store.tables import guilds as table
from bot.terms.ids import GuildId
from bot.terms.instants import to_ms

HERE = GuildId(1)


async def test_the_first_time_counts(store: Store, asking: Any) -> None:
    """Meeting a server again changes nothing."""
    async with store.write() as unit:
        await guilds.see(unit, HERE, asking.noon)
        await guilds.see(unit, HERE, asking.noon + timedelta(days=1))
        assert await unit.scalar(select(table.c.since_at_ms)) == to_ms(asking.noon)


async def test_a_chosen_zone_goes_before_a_schedules(store: Store, asking: Any) -> None:
    """Without a choice the oldest schedule tells the zone; without a schedule nobody does."""
    async with store.write() as unit:
        assert await guilds.zone_of(unit, HERE) is None
        await asking.question(unit, guild=1)
        assert await guilds.zone_of(unit, HERE) == "UTC"
        await guilds.set_zone(unit, HERE, "Europe/Berlin", asking.noon)
        await guilds.set_zone(unit, HERE, "Asia/Tokyo", asking.noon)
        assert await guilds.zone_of(unit, HERE) == "Asia/Tokyo"
        assert await guilds.zone_of(unit, GuildId(2)) is None
