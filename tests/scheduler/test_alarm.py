"""The alarm rings when something is due, when it is woken, and after a fault."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.chat import alarm as alarm_module
from bot.chat.alarm import Alarm

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class StoppedClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        """Return the set time."""
        return self.at


class Timetable:
    """Things to do at instants; keeps a diary of what was done when."""

    def __init__(self, clock: StoppedClock, *due: datetime) -> None:
        self.clock = clock
        self.due = sorted(due)
        self.done: list[datetime] = []
        self.changed = asyncio.Event()
        self.faults = 0

    async def next_due(self) -> datetime | None:
        """Return the earliest entry."""
        return self.due[0] if self.due else None

    async def work(self) -> int:
        """Do what is due, failing as often as told."""
        if self.faults:
            self.faults -= 1
            raise OSError("disk full")
        ready = [instant for instant in self.due if instant <= self.clock.now()]
        self.due = self.due[len(ready) :]
        self.done += ready
        self.changed.set()
        return len(ready)


async def _until_done(timetable: Timetable, count: int) -> None:
    async with asyncio.timeout(10):
        while len(timetable.done) < count:
            timetable.changed.clear()
            await timetable.changed.wait()


async def test_what_was_missed_is_done_at_the_start() -> None:
    """Entries of the past are served by the first ring, in order."""
    clock = StoppedClock()
    timetable = Timetable(clock, START - timedelta(days=1), START - timedelta(hours=1))
    alarm = Alarm(clock=clock, next_due=timetable.next_due, work=timetable.work)
    alarm.start()
    await _until_done(timetable, 2)
    await alarm.stop()
    assert timetable.done == [START - timedelta(days=1), START - timedelta(hours=1)]


async def test_a_clock_that_jumps_wakes_the_alarm() -> None:
    """Nothing happens before its time; after a jump and a wake it does."""
    clock = StoppedClock()
    timetable = Timetable(clock, START + timedelta(hours=8))
    alarm = Alarm(clock=clock, next_due=timetable.next_due, work=timetable.work)
    alarm.start()
    await asyncio.sleep(0.3)
    assert timetable.done == []
    clock.at += timedelta(hours=9)
    alarm.wake()
    await _until_done(timetable, 1)
    await alarm.stop()


async def test_the_alarm_rings_by_itself_when_time_comes() -> None:
    """An entry a moment ahead is served without a wake."""
    clock = StoppedClock()
    timetable = Timetable(clock, START + timedelta(seconds=0.2))
    alarm = Alarm(clock=clock, next_due=timetable.next_due, work=timetable.work)
    alarm.start()
    await asyncio.sleep(0.15)
    clock.at += timedelta(seconds=1)
    await _until_done(timetable, 1)
    await alarm.stop()


async def test_a_fault_does_not_stop_the_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a ring that failed the alarm tries again."""
    monkeypatch.setattr(alarm_module, "PAUSE_AFTER_FAULT", timedelta(milliseconds=10))
    clock = StoppedClock()
    timetable = Timetable(clock, START)
    timetable.faults = 2
    alarm = Alarm(clock=clock, next_due=timetable.next_due, work=timetable.work)
    alarm.start()
    await _until_done(timetable, 1)
    await alarm.stop()


async def test_stopping_lets_the_ring_under_way_finish() -> None:
    """A ring is never cut off half done by a polite stop."""
    clock = StoppedClock()
    began, gate, finished = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def next_due() -> datetime:
        return START

    async def work() -> int:
        began.set()
        await gate.wait()
        finished.set()
        return 0

    alarm = Alarm(clock=clock, next_due=next_due, work=work)
    alarm.start()
    await began.wait()
    stopping = asyncio.create_task(alarm.stop())
    await asyncio.sleep(0)
    gate.set()
    await stopping
    assert finished.is_set()


async def test_waking_a_stopped_alarm_is_harmless() -> None:
    """Late wakes, from answers still draining, ring nothing."""
    clock = StoppedClock()
    timetable = Timetable(clock, START)
    alarm = Alarm(clock=clock, next_due=timetable.next_due, work=timetable.work)
    alarm.start()
    await _until_done(timetable, 1)
    await alarm.stop()
    timetable.due = [START]
    alarm.wake()
    await asyncio.sleep(0.2)
    assert timetable.done == [START]


async def test_a_ring_that_has_not_begun_is_let_go(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A stop at the instant a ring is handed over does nothing more, and tells of no error."""
    monkeypatch.setattr(alarm_module, "SHORTEST_SLEEP", timedelta(0))
    clock = StoppedClock()
    timetable = Timetable(clock, START)
    alarm = Alarm(clock=clock, next_due=timetable.next_due, work=timetable.work)
    alarm.start()
    alarm._scheduler.wakeup()
    await alarm.stop()
    for _ in range(5):
        await asyncio.sleep(0)
    assert timetable.done == []
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_a_wake_during_a_ring_is_never_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if the next ring is due before the scheduler has noticed the end of this one, it comes."""
    monkeypatch.setattr(alarm_module, "SHORTEST_SLEEP", timedelta(0))
    #: Each None ends a ring, so that what comes after it needs a ring of its own.
    answers = [START, None] * 5
    rung = asyncio.Queue[None]()

    async def next_due() -> datetime | None:
        return answers.pop(0) if answers else None

    async def work() -> int:
        alarm.wake()
        rung.put_nowait(None)
        return 1

    alarm = Alarm(clock=StoppedClock(), next_due=next_due, work=work)
    alarm.start()
    async with asyncio.timeout(10):
        for _ in range(5):
            await rung.get()
    await alarm.stop()
