"""Servers with their settings, their members, and who is on no board."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.core.ids import GuildId, UserId
from bot.core.instants import from_ms, to_ms
from bot.db.database import Database
from bot.guilds import queries as guilds
from bot.guilds.queries import is_hidden, set_hidden
from bot.guilds.tables import guilds as servers
from bot.guilds.tables import members
from tests.database import writing

HERE, ELSEWHERE, ADA, BEN = GuildId(1), GuildId(2), UserId(7), UserId(8)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def test_the_first_time_counts(db: Database, asking: Any) -> None:
    """Meeting a server again changes nothing."""
    with writing(db) as tx:
        guilds.remember_guild(tx, HERE, asking.noon)
        guilds.remember_guild(tx, HERE, asking.noon + timedelta(days=1))
        assert tx.execute(select(servers.c.since_at_ms)).scalar() == to_ms(asking.noon)


async def test_the_last_zone_chosen_is_the_servers(db: Database, asking: Any) -> None:
    """Before anything was chosen there is none."""
    with writing(db) as tx:
        assert guilds.zone_of(tx, HERE) is None
        guilds.set_zone(tx, HERE, "Europe/Berlin", asking.noon)
        guilds.set_zone(tx, HERE, "Asia/Tokyo", asking.noon)
        assert guilds.zone_of(tx, HERE) == "Asia/Tokyo"
        assert guilds.zone_of(tx, GuildId(2)) is None


async def test_the_latest_name_is_kept(db: Database) -> None:
    """A changed name is seen at once, and is another one in another server."""
    with writing(db) as tx:
        guilds.remember_member(tx, HERE, ADA, "Ada", NOON)
        guilds.remember_member(tx, ELSEWHERE, ADA, "ada-at-work", NOON)
        guilds.remember_member(tx, HERE, ADA, "Ada L.", NOON + timedelta(seconds=1))
        assert guilds.names_of(tx, HERE, [ADA, BEN]) == {ADA: "Ada L."}
        assert guilds.names_of(tx, ELSEWHERE, [ADA]) == {ADA: "ada-at-work"}
        assert guilds.names_of(tx, HERE, []) == {}


async def test_being_seen_is_written_to_the_hour(db: Database) -> None:
    """The same name a minute later writes nothing; two hours later it does; an earlier instant never turns it back."""
    seen = []
    with writing(db) as tx:
        for after in (timedelta(0), timedelta(minutes=1), timedelta(hours=2), timedelta(hours=1)):
            guilds.remember_member(tx, HERE, ADA, "Ada", NOON + after)
            seen.append(from_ms(tx.execute(select(members.c.seen_at_ms)).scalar()) - NOON)
    assert seen == [timedelta(0), timedelta(0), timedelta(hours=2), timedelta(hours=2)]


async def test_a_name_without_measure_is_cut(db: Database) -> None:
    """Whatever the wire brings, a column's length is kept."""
    with writing(db) as tx:
        guilds.remember_member(tx, HERE, ADA, "x" * 5_000, NOON)
        assert guilds.names_of(tx, HERE, [ADA]) == {ADA: "x" * guilds.NAME_MOST}


async def test_nobody_is_hidden_unasked(db: Database) -> None:
    """Someone who never chose is shown; a choice is remembered, and may be made twice."""
    with writing(db) as tx:
        assert not is_hidden(tx, UserId(7))
        set_hidden(tx, UserId(7), hidden=True)
        set_hidden(tx, UserId(7), hidden=True)
        assert is_hidden(tx, UserId(7))
        assert not is_hidden(tx, UserId(8))
