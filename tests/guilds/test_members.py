"""Members: names as the last interaction carried them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.core.ids import GuildId, UserId
from bot.core.instants import from_ms
from bot.db.database import Database
from bot.guilds.queries import members
from bot.guilds.tables import members as table
from tests.database import writing

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HERE, ELSEWHERE, ADA, BEN = GuildId(1), GuildId(2), UserId(7), UserId(8)


async def test_the_latest_name_is_kept(db: Database) -> None:
    """A changed name is seen at once, and is another one in another server."""
    with writing(db) as tx:
        members.touch(tx, HERE, ADA, "Ada", NOON)
        members.touch(tx, ELSEWHERE, ADA, "ada-at-work", NOON)
        members.touch(tx, HERE, ADA, "Ada L.", NOON + timedelta(seconds=1))
        assert members.names_of(tx, HERE, [ADA, BEN]) == {ADA: "Ada L."}
        assert members.names_of(tx, ELSEWHERE, [ADA]) == {ADA: "ada-at-work"}
        assert members.names_of(tx, HERE, []) == {}


async def test_being_seen_is_written_to_the_hour(db: Database) -> None:
    """The same name a minute later writes nothing; two hours later it does; an earlier instant never turns it back."""
    seen = []
    with writing(db) as tx:
        for after in (timedelta(0), timedelta(minutes=1), timedelta(hours=2), timedelta(hours=1)):
            members.touch(tx, HERE, ADA, "Ada", NOON + after)
            seen.append(from_ms(tx.execute(select(table.c.seen_at_ms)).scalar()) - NOON)
    assert seen == [timedelta(0), timedelta(0), timedelta(hours=2), timedelta(hours=2)]


async def test_a_name_without_measure_is_cut(db: Database) -> None:
    """Whatever the wire brings, a column's length is kept."""
    with writing(db) as tx:
        members.touch(tx, HERE, ADA, "x" * 5_000, NOON)
        assert members.names_of(tx, HERE, [ADA]) == {ADA: "x" * members.NAME_MOST}
