"""Schedules come back as they were chosen, and the earliest of them is next."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.calendar.timetable import Timetable
from bot.core.ids import ChannelId, DeckId, GuildId, ScheduleId, UserId
from bot.daily.queries import schedules
from bot.daily.queries.schedules import ScheduleInput
from bot.db.database import Database
from tests.database import reading, writing

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
HERE = GuildId(1)
NEW = ScheduleInput(
    guild=HERE,
    channel=ChannelId(10),
    deck=DeckId("demo"),
    timetable=Timetable(at=time(23, 59), zone="America/Nuuk", days=(0, 6)),
    questions=10,
    open_for=timedelta(days=7),
    by=UserId(2**63 - 1),
)


@pytest.fixture
async def kept(db: Database, asking: Any) -> Database:
    """Return a store with a deck and the test's own schedule, its second."""
    with writing(db) as tx:
        asking.question(tx)
        assert schedules.insert_one(tx, NEW, state="active", next_=(TODAY, NOW), at=NOW) == 2
    return db


async def test_round_trip(kept: Database) -> None:
    """Time, zone, weekdays and the longest duration come back unchanged."""
    with reading(kept) as tx:
        found = schedules.one(tx, ScheduleId(2))
        assert found is not None
        assert (found.timetable, found.open_for, found.questions, found.by) == (NEW.timetable, NEW.open_for, 10, NEW.by)
        assert (found.deck_title, found.state, found.paused, found.next_at) == ("demo", "active", None, NOW)
        assert [schedule.id for schedule in schedules.in_guild(tx, HERE)] == [1, 2]
        assert schedules.count(tx, HERE) == 2


async def test_due(kept: Database) -> None:
    """Due is what should have asked by now, and neither what is paused nor what was removed."""
    with writing(kept) as tx:
        assert schedules.next_due(tx) == NOW
        assert [schedule.id for schedule in schedules.due(tx, NOW, 50)] == [2]
        assert schedules.due(tx, NOW - timedelta(milliseconds=1), 50) == ()
        schedules.set_state(tx, ScheduleId(2), state="paused", paused="asked")
        assert schedules.next_due(tx) is None
        schedules.set_next(tx, ScheduleId(2), (TODAY, NOW))
        schedules.remove(tx, ScheduleId(2), NOW)
        assert schedules.next_due(tx) is None
        assert schedules.one(tx, ScheduleId(2)) is None
        assert schedules.count(tx, HERE) == 1


async def test_missed(kept: Database) -> None:
    """The last missed date is remembered."""
    with writing(kept) as tx:
        schedules.set_missed(tx, ScheduleId(2), date(2026, 11, 22))
        found = schedules.one(tx, ScheduleId(2))
    assert found is not None
    assert found.missed_on == date(2026, 11, 22)


async def test_put_off(kept: Database) -> None:
    """What is put off keeps the date it owes."""
    later = NOW + timedelta(hours=1)
    with writing(kept) as tx:
        schedules.put_off(tx, ScheduleId(2), later)
        found = schedules.one(tx, ScheduleId(2))
    assert found is not None
    assert (found.next_on, found.next_at) == (TODAY, later)


async def test_replan(kept: Database) -> None:
    """A plan replaces the one that was read, and no other."""
    with writing(kept) as tx:
        (read,) = schedules.planned(tx, ScheduleId(0), 50)
        assert schedules.planned(tx, read.id, 50) == ()
        moved = (TODAY, NOW + timedelta(minutes=30))
        schedules.replan(tx, [(read, moved)])
        schedules.replan(tx, [(read, None)])
        found = schedules.one(tx, read.id)
    assert found is not None
    assert (found.next_on, found.next_at) == moved
