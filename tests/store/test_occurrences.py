"""Occurrences are unique by schedule, date and slot, and tell when they want something next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.store import dues, occurrences
from bot.store.occurrences import AUTO, NewOccurrence, slot_now
from bot.store.states import OccurrenceState
from bot.store.store import Store
from bot.terms.ids import ChannelId, DeckId, GuildId, OccurrenceId, ScheduleId, SourceId

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
NEW = NewOccurrence(
    schedule=ScheduleId(1),
    local_date=date(2026, 11, 24),
    slot=AUTO,
    guild=GuildId(1),
    channel=ChannelId(10),
    deck=DeckId("demo"),
    state=OccurrenceState.DUE,
    due_at=NOW,
    opens_at=NOW,
    closes_at=NOW + timedelta(hours=8),
)


async def test_unique(store: Store, asking: Any) -> None:
    """The same schedule, date and slot is kept once; another date or slot is another occurrence."""
    async with store.write() as unit:
        await asking.question(unit)
        first = await occurrences.insert_one(unit, NEW)
        assert first is not None
        assert await occurrences.insert_one(unit, NEW) is None
        assert await occurrences.insert_one(unit, replace(NEW, local_date=date(2026, 11, 25))) is not None
        extra = await occurrences.insert_one(unit, replace(NEW, slot=slot_now(SourceId(5))))
        assert extra is not None
        found = await occurrences.of_slot(unit, ScheduleId(1), "now:5")
        assert found is not None
        assert found.id == extra
        assert await occurrences.of_slot(unit, ScheduleId(1), "now:6") is None
        assert await occurrences.last_auto(unit, ScheduleId(1)) == date(2026, 11, 25)
        assert await occurrences.last_auto(unit, ScheduleId(2)) is None


async def test_next(store: Store, asking: Any) -> None:
    """The earliest of settling and refreshing is next, and an end plans nothing."""
    async with store.write() as unit:
        occurrence = (await asking.question(unit)).occurrence
        closes = NOW + timedelta(hours=8)
        assert (await dues.of(unit)).first == closes + timedelta(seconds=5)
        await occurrences.plan_refresh(unit, occurrence, NOW + 20 * SECOND)
        await occurrences.plan_refresh(unit, occurrence, NOW + 10 * SECOND)
        await occurrences.plan_refresh(unit, occurrence, NOW + 30 * SECOND)
        assert (await dues.of(unit)).first == NOW + 10 * SECOND
        assert await occurrences.to_refresh(unit, NOW + 9 * SECOND, 50) == ()
        assert [found.id for found in await occurrences.to_refresh(unit, NOW + 10 * SECOND, 50)] == [occurrence]
        await occurrences.end(unit, occurrence, OccurrenceState.SETTLED)
        assert (await dues.of(unit)).first is None
        assert await occurrences.one(unit, OccurrenceId(99)) is None


async def test_lease(store: Store, asking: Any) -> None:
    """The end of an edit keeps what an answer planned meanwhile."""
    async with store.write() as unit:
        occurrence = (await asking.question(unit)).occurrence
        until = NOW + 60 * SECOND
        await occurrences.lease_refresh(unit, occurrence, NOW, until)
        await occurrences.plan_refresh(unit, occurrence, NOW + 10 * SECOND)
        await occurrences.end_refresh(unit, occurrence, until)
        assert (await dues.of(unit)).first == NOW + 10 * SECOND
        await occurrences.lease_refresh(unit, occurrence, NOW, until)
        await occurrences.end_refresh(unit, occurrence, until)
        assert await occurrences.to_refresh(unit, NOW + timedelta(days=1), 50) == ()
        found = await occurrences.one(unit, occurrence)
        assert found is not None
        assert found.refreshed_at == NOW
        await occurrences.plan_refresh(unit, occurrence, NOW)
        await occurrences.drop_refresh(unit, occurrence)
        assert await occurrences.to_refresh(unit, NOW + timedelta(days=1), 50) == ()


async def test_open_in(store: Store, asking: Any) -> None:
    """Open are those whose questions are open and whose time is not over, of one server."""
    async with store.write() as unit:
        here = (await asking.question(unit)).occurrence
        await asking.question(unit, guild=2)
        assert [found.id for found in await occurrences.open_in(unit, GuildId(1), NOW)] == [here]
        await occurrences.close(unit, here, NOW, settle_at=NOW)
        assert await occurrences.open_in(unit, GuildId(1), NOW) == ()
        assert [found.id for found in await occurrences.to_settle(unit, NOW, 50)] == [here]
        await occurrences.opened(unit, here, settle_at=NOW + SECOND)
        assert await occurrences.to_settle(unit, NOW, 50) == ()
