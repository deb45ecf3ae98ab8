"""The alarm rings when something is due, when it is woken, and after a fault."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.chat import alarm as alarm_module
from bot.chat.alarm import Alarm
from bot.db.database import Database, Transaction

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
        self.faults = 0
        self._loop = asyncio.get_running_loop()
        self._asked, self._worked = asyncio.Event(), asyncio.Event()

    def next_due(self, tx: Transaction) -> datetime | None:
        """Return the earliest entry."""
        self._loop.call_soon_threadsafe(self._asked.set)
        return self.due[0] if self.due else None

    async def begin_due(self) -> int:
        """Do what is due, failing as often as told."""
        if self.faults:
            self.faults -= 1
            raise OSError("disk full")
        ready = [instant for instant in self.due if instant <= self.clock.now()]
        self.due = self.due[len(ready) :]
        self.done += ready
        self._worked.set()
        return len(ready)

    async def asked(self) -> None:
        """Wait until the alarm asks for what is due."""
        self._asked.clear()
        async with asyncio.timeout(10):
            await self._asked.wait()

    async def until_done(self, count: int) -> None:
        """Wait until so many entries are done."""
        async with asyncio.timeout(10):
            while len(self.done) < count:
                self._worked.clear()
                await self._worked.wait()


@pytest.fixture
def clock() -> StoppedClock:
    """A clock that a test moves."""
    return StoppedClock()


async def test_what_was_missed_is_done_at_the_start(db: Database, clock: StoppedClock) -> None:
    """Entries of the past are served by the first ring, in order."""
    timetable = Timetable(clock, START - timedelta(days=1), START - timedelta(hours=1))
    alarm = Alarm(db, clock, [timetable])
    alarm.start()
    await timetable.until_done(2)
    await alarm.stop()
    assert timetable.done == [START - timedelta(days=1), START - timedelta(hours=1)]


async def test_the_earliest_of_all_works_counts(db: Database, clock: StoppedClock) -> None:
    """Each work is asked and done, whichever of them is due."""
    first, second = Timetable(clock, START + timedelta(hours=1)), Timetable(clock, START)
    alarm = Alarm(db, clock, [first, second])
    alarm.start()
    await second.until_done(1)
    assert first.done == []
    assert await alarm.next_due() == START + timedelta(hours=1)
    await alarm.stop()


async def test_a_clock_that_jumps_wakes_the_alarm(db: Database, clock: StoppedClock) -> None:
    """Nothing happens before its time; after a jump and a wake it does."""
    timetable = Timetable(clock, START + timedelta(hours=8))
    alarm = Alarm(db, clock, [timetable])
    alarm.start()
    await timetable.asked()
    alarm.wake()
    await timetable.asked()
    assert timetable.done == []
    clock.at += timedelta(hours=9)
    alarm.wake()
    await timetable.until_done(1)
    await alarm.stop()


async def test_the_alarm_rings_by_itself_when_time_comes(db: Database, clock: StoppedClock) -> None:
    """An entry a moment ahead is served without a wake."""
    timetable = Timetable(clock, START + timedelta(seconds=0.1))
    alarm = Alarm(db, clock, [timetable])
    alarm.start()
    await timetable.asked()
    clock.at += timedelta(seconds=1)
    await timetable.until_done(1)
    await alarm.stop()


async def test_a_fault_does_not_stop_the_alarm(
    db: Database, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a ring that failed the alarm tries again."""
    monkeypatch.setattr(alarm_module, "PAUSE_AFTER_FAULT", timedelta(milliseconds=10))
    timetable = Timetable(clock, START)
    timetable.faults = 2
    alarm = Alarm(db, clock, [timetable])
    alarm.start()
    await timetable.until_done(1)
    await alarm.stop()


class Slow(Timetable):
    """Work that begins and does not end before it is let."""

    def __init__(self, clock: StoppedClock) -> None:
        super().__init__(clock, START)
        self.began, self.gate = asyncio.Event(), asyncio.Event()

    async def begin_due(self) -> int:
        """Begin, and end once the gate opens."""
        self.began.set()
        await self.gate.wait()
        return await super().begin_due()


async def test_stopping_lets_the_ring_under_way_finish(db: Database, clock: StoppedClock) -> None:
    """A ring is never cut off half done by a polite stop."""
    slow = Slow(clock)
    alarm = Alarm(db, clock, [slow])
    alarm.start()
    await slow.began.wait()
    stopping = asyncio.create_task(alarm.stop())
    await asyncio.sleep(0)
    assert not stopping.done()
    slow.gate.set()
    await stopping
    assert slow.done == [START]


async def test_waking_a_stopped_alarm_is_harmless(db: Database, clock: StoppedClock) -> None:
    """Late wakes, from answers still draining, ring nothing: another alarm that is woken after it rings before."""
    timetable, later = Timetable(clock, START), Timetable(clock, START)
    alarm, other = Alarm(db, clock, [timetable]), Alarm(db, clock, [later])
    alarm.start()
    await timetable.until_done(1)
    await alarm.stop()
    timetable.due = [START]
    alarm.wake()
    other.start()
    await later.until_done(1)
    await other.stop()
    assert timetable.done == [START]


async def test_a_ring_that_has_not_begun_is_let_go(
    db: Database, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A stop at the instant a ring is handed over does nothing more, and tells of no error."""
    monkeypatch.setattr(alarm_module, "SHORTEST_SLEEP", timedelta(0))
    timetable, later = Timetable(clock, START), Timetable(clock, START)
    alarm, other = Alarm(db, clock, [timetable]), Alarm(db, clock, [later])
    alarm.start()
    alarm._scheduler.wakeup()
    await alarm.stop()
    other.start()
    await later.until_done(1)
    await other.stop()
    assert timetable.done == []
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_a_wake_during_a_ring_is_never_lost(
    db: Database, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if the next ring is due before the scheduler has noticed the end of this one, it comes."""
    monkeypatch.setattr(alarm_module, "SHORTEST_SLEEP", timedelta(0))
    #: Each None ends a ring, so that what comes after it needs a ring of its own.
    answers = [START, None] * 5
    rung = asyncio.Queue[None]()

    class Waking(Timetable):
        def next_due(self, tx: Transaction) -> datetime | None:
            return answers.pop(0) if answers else None

        async def begin_due(self) -> int:
            alarm.wake()
            rung.put_nowait(None)
            return 1

    alarm = Alarm(db, clock, [Waking(clock)])
    alarm.start()
    async with asyncio.timeout(10):
        for _ in range(5):
            await rung.get()
    await alarm.stop()
