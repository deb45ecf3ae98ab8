"""Schedules come back as they were chosen, and the earliest of them is next."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.quiz.timetable import Timetable
from bot.store import dues, schedules
from bot.store.schedules import NewSchedule
from bot.store.store import Store
from bot.terms.ids import ChannelId, DeckId, GuildId, ScheduleId, UserId

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
HERE = GuildId(1)
NEW = NewSchedule(
    guild=HERE,
    channel=ChannelId(10),
    deck=DeckId("demo"),
    timetable=Timetable(at=time(23, 59), zone="America/Nuuk", days=(0, 6)),
    questions=10,
    open_for=timedelta(days=7),
    by=UserId(2**63 - 1),
)


@pytest.fixture
async def kept(store: Store, asking: Any) -> Store:
    """Return a store with a deck and the test's own schedule, its second."""
    async with store.write() as unit:
        await asking.question(unit)
        assert await schedules.insert_one(unit, NEW, state="active", next_=(TODAY, NOW), at=NOW) == 2
    return store


async def test_round_trip(kept: Store) -> None:
    """Time, zone, weekdays and the longest duration come back unchanged."""
    async with kept.read() as unit:
        found = await schedules.one(unit, ScheduleId(2))
        assert found is not None
        assert (found.timetable, found.open_for, found.questions, found.by) == (NEW.timetable, NEW.open_for, 10, NEW.by)
        assert (found.deck_title, found.state, found.paused, found.next_at) == ("demo", "active", None, NOW)
        assert [schedule.id for schedule in await schedules.in_guild(unit, HERE)] == [1, 2]
        assert await schedules.count(unit, HERE) == 2


async def test_due(kept: Store) -> None:
    """Due is what should have asked by now, and neither what is paused nor what was removed."""
    async with kept.write() as unit:
        assert (await dues.of(unit)).schedule == NOW
        assert [schedule.id for schedule in await schedules.due(unit, NOW, 50)] == [2]
        assert await schedules.due(unit, NOW - timedelta(milliseconds=1), 50) == ()
        await schedules.set_state(unit, ScheduleId(2), state="paused", paused="asked")
        assert (await dues.of(unit)).schedule is None
        await schedules.set_next(unit, ScheduleId(2), (TODAY, NOW))
        await schedules.remove(unit, ScheduleId(2), NOW)
        assert (await dues.of(unit)).schedule is None
        assert await schedules.one(unit, ScheduleId(2)) is None
        assert await schedules.count(unit, HERE) == 1


async def test_missed(kept: Store) -> None:
    """The last missed date is remembered."""
    async with kept.write() as unit:
        await schedules.set_missed(unit, ScheduleId(2), date(2026, 11, 22))
        found = await schedules.one(unit, ScheduleId(2))
    assert found is not None
    assert found.missed_on == date(2026, 11, 22)


async def test_put_off(kept: Store) -> None:
    """What is put off keeps the date it owes."""
    later = NOW + timedelta(hours=1)
    async with kept.write() as unit:
        await schedules.put_off(unit, ScheduleId(2), later)
        found = await schedules.one(unit, ScheduleId(2))
    assert found is not None
    assert (found.next_on, found.next_at) == (TODAY, later)


async def test_replan(kept: Store) -> None:
    """A plan replaces the one that was read, and no other."""
    async with kept.write() as unit:
        (read,) = await schedules.planned(unit, ScheduleId(0), 50)
        assert await schedules.planned(unit, read.id, 50) == ()
        moved = (TODAY, NOW + timedelta(minutes=30))
        await schedules.replan(unit, [(read, moved)])
        await schedules.replan(unit, [(read, None)])
        found = await schedules.one(unit, read.id)
    assert found is not None
    assert (found.next_on, found.next_at) == moved
