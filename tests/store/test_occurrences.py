"""Occurrences are unique by schedule, date and slot, and tell when they want something next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.core.ids import ChannelId, DeckId, GuildId, OccurrenceId, ScheduleId, SourceId
from bot.daily.queries import dues, occurrences
from bot.daily.queries.occurrences import AUTO, NewOccurrence, slot_now
from bot.db.database import Database
from bot.questions.queries.states import OccurrenceState
from tests.database import writing

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


async def test_unique(db: Database, asking: Any) -> None:
    """The same schedule, date and slot is kept once; another date or slot is another occurrence."""
    with writing(db) as tx:
        asking.question(tx)
        first = occurrences.insert_one(tx, NEW)
        assert first is not None
        assert occurrences.insert_one(tx, NEW) is None
        assert occurrences.insert_one(tx, replace(NEW, local_date=date(2026, 11, 25))) is not None
        extra = occurrences.insert_one(tx, replace(NEW, slot=slot_now(SourceId(5))))
        assert extra is not None
        found = occurrences.of_slot(tx, ScheduleId(1), "now:5")
        assert found is not None
        assert found.id == extra
        assert occurrences.of_slot(tx, ScheduleId(1), "now:6") is None
        assert occurrences.last_auto(tx, ScheduleId(1)) == date(2026, 11, 25)
        assert occurrences.last_auto(tx, ScheduleId(2)) is None


async def test_next(db: Database, asking: Any) -> None:
    """The earliest of settling and refreshing is next, and an end plans nothing."""
    with writing(db) as tx:
        occurrence = (asking.question(tx)).occurrence
        closes = NOW + timedelta(hours=8)
        assert (dues.of(tx)).first == closes + timedelta(seconds=5)
        occurrences.plan_refresh(tx, occurrence, NOW + 20 * SECOND)
        occurrences.plan_refresh(tx, occurrence, NOW + 10 * SECOND)
        occurrences.plan_refresh(tx, occurrence, NOW + 30 * SECOND)
        assert (dues.of(tx)).first == NOW + 10 * SECOND
        assert occurrences.to_refresh(tx, NOW + 9 * SECOND, 50) == ()
        assert [found.id for found in occurrences.to_refresh(tx, NOW + 10 * SECOND, 50)] == [occurrence]
        occurrences.end(tx, occurrence, OccurrenceState.SETTLED)
        assert (dues.of(tx)).first is None
        assert occurrences.one(tx, OccurrenceId(99)) is None


async def test_lease(db: Database, asking: Any) -> None:
    """The end of an edit keeps what an answer planned meanwhile."""
    with writing(db) as tx:
        occurrence = (asking.question(tx)).occurrence
        until = NOW + 60 * SECOND
        occurrences.lease_refresh(tx, occurrence, NOW, until)
        occurrences.plan_refresh(tx, occurrence, NOW + 10 * SECOND)
        occurrences.end_refresh(tx, occurrence, until)
        assert (dues.of(tx)).first == NOW + 10 * SECOND
        occurrences.lease_refresh(tx, occurrence, NOW, until)
        occurrences.end_refresh(tx, occurrence, until)
        assert occurrences.to_refresh(tx, NOW + timedelta(days=1), 50) == ()
        found = occurrences.one(tx, occurrence)
        assert found is not None
        assert found.refreshed_at == NOW
        occurrences.plan_refresh(tx, occurrence, NOW)
        occurrences.drop_refresh(tx, occurrence)
        assert occurrences.to_refresh(tx, NOW + timedelta(days=1), 50) == ()


async def test_open_in(db: Database, asking: Any) -> None:
    """Open are those whose questions are open and whose time is not over, of one server."""
    with writing(db) as tx:
        here = (asking.question(tx)).occurrence
        asking.question(tx, guild=2)
        assert [found.id for found in occurrences.open_in(tx, GuildId(1), NOW)] == [here]
        occurrences.close(tx, here, NOW, settle_at=NOW)
        assert occurrences.open_in(tx, GuildId(1), NOW) == ()
        assert [found.id for found in occurrences.to_settle(tx, NOW, 50)] == [here]
        occurrences.opened(tx, here, settle_at=NOW + SECOND)
        assert occurrences.to_settle(tx, NOW, 50) == ()
