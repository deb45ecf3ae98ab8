"""Guilds: servers are met once, and have a time zone sooner or later."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.core.ids import GuildId
from bot.core.instants import to_ms
from bot.db.database import Database
from bot.guilds.queries import guilds
from bot.guilds.tables import guilds as table
from tests.database import writing

HERE = GuildId(1)


async def test_the_first_time_counts(db: Database, asking: Any) -> None:
    """Meeting a server again changes nothing."""
    with writing(db) as tx:
        guilds.see(tx, HERE, asking.noon)
        guilds.see(tx, HERE, asking.noon + timedelta(days=1))
        assert tx.execute(select(table.c.since_at_ms)).scalar() == to_ms(asking.noon)


async def test_the_last_zone_chosen_is_the_servers(db: Database, asking: Any) -> None:
    """Before anything was chosen there is none."""
    with writing(db) as tx:
        assert guilds.zone_of(tx, HERE) is None
        guilds.set_zone(tx, HERE, "Europe/Berlin", asking.noon)
        guilds.set_zone(tx, HERE, "Asia/Tokyo", asking.noon)
        assert guilds.zone_of(tx, HERE) == "Asia/Tokyo"
        assert guilds.zone_of(tx, GuildId(2)) is None
