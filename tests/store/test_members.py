"""Members: names as the last interaction carried them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.store import members
from bot.store.store import Store
from bot.store.tables import members as table
from bot.terms.ids import GuildId, UserId
from bot.terms.instants import from_ms

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HERE, ELSEWHERE, ADA, BEN = GuildId(1), GuildId(2), UserId(7), UserId(8)


async def test_the_latest_name_is_kept(store: Store) -> None:
    """A changed name is seen at once, and is another one in another server."""
    async with store.write() as unit:
        await members.touch(unit, HERE, ADA, "Ada", NOON)
        await members.touch(unit, ELSEWHERE, ADA, "ada-at-work", NOON)
        await members.touch(unit, HERE, ADA, "Ada L.", NOON + timedelta(seconds=1))
        assert await members.names_of(unit, HERE, [ADA, BEN]) == {ADA: "Ada L."}
        assert await members.names_of(unit, ELSEWHERE, [ADA]) == {ADA: "ada-at-work"}
        assert await members.names_of(unit, HERE, []) == {}


async def test_being_seen_is_written_to_the_hour(store: Store) -> None:
    """The same name a minute later writes nothing; two hours later it does; an earlier instant never turns it back."""
    seen = []
    async with store.write() as unit:
        for after in (timedelta(0), timedelta(minutes=1), timedelta(hours=2), timedelta(hours=1)):
            await members.touch(unit, HERE, ADA, "Ada", NOON + after)
            seen.append(from_ms(await unit.scalar(select(table.c.seen_at_ms))) - NOON)
    assert seen == [timedelta(0), timedelta(0), timedelta(hours=2), timedelta(hours=2)]


async def test_a_name_without_measure_is_cut(store: Store) -> None:
    """Whatever the wire brings, a column's length is kept."""
    async with store.write() as unit:
        await members.touch(unit, HERE, ADA, "x" * 5_000, NOON)
        assert await members.names_of(unit, HERE, [ADA]) == {ADA: "x" * members.NAME_MOST}
