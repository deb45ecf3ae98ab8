"""The alarm: one job at the earliest due time; the database is the timetable.

There is no job per schedule: whatever is due is read again at each ring, so nothing is lost with the process and
a ring may be repeated or cut off anywhere.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from bot.core.instants import Clock
from bot.db.database import Database, Transaction

#: Look again at least this often: a wall clock may be stepped under a timer that sleeps.
LONGEST_SLEEP = timedelta(seconds=60)
#: Wakes closer together than this share a ring, so that a storm of answers costs ten reads a second at most.
SHORTEST_SLEEP = timedelta(milliseconds=100)
#: After a ring that failed (database locked, disk full), try again this much later.
PAUSE_AFTER_FAULT = timedelta(seconds=5)

_JOB = "ring"
_log = structlog.get_logger(__name__)


class Work(Protocol):
    """Something with due times: chores, messages."""

    def next_due(self, tx: Transaction) -> datetime | None:
        """Return when there is something to do next, perhaps in the past; None for nothing planned."""
        ...

    async def begin_due(self) -> int:
        """Do some of what is due, or begin to; returns how much of it, 0 where nothing is left."""
        ...


class Alarm:
    """Rings when something is due, and whenever it is woken.

    Args of the constructor:
        clock: Tells what is due; a demo may move it, then call `wake`.
        works: What may be due, asked and done in this order.
    """

    def __init__(self, db: Database, clock: Clock, works: Sequence[Work]) -> None:
        self._db = db
        self._clock = clock
        self._works = works
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._idle = asyncio.Event()
        self._idle.set()
        self._woken = False
        self._stopping = False

    def start(self) -> None:
        """Start ringing; the first ring comes at once and finds what was missed."""
        self._scheduler.start()
        self.wake()

    async def next_due(self) -> datetime | None:
        """Return when something is due next, perhaps in the past; None for nothing planned."""

        def look(tx: Transaction) -> datetime | None:
            return min((at for work in self._works if (at := work.next_due(tx)) is not None), default=None)

        return await self._db.read(look)

    def wake(self) -> None:
        """Say that what is due may have changed. Cheap, and safe to call at any time."""
        if self._idle.is_set():
            self._set(SHORTEST_SLEEP)
        else:
            self._woken = True

    async def stop(self) -> None:
        """Stop ringing, letting a ring under way finish: the scheduler itself would cancel it half done."""
        self._stopping = True
        if self._scheduler.running:
            # A ring handed over but not begun would be cancelled, and that told as an error: let it begin, and end.
            self._scheduler.pause()
            await asyncio.sleep(0)
        await self._idle.wait()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _set(self, delay: timedelta) -> None:
        if self._stopping or not self._scheduler.running:
            return
        # The scheduler keeps the machine's time, whatever the clock given to us says.
        wanted = datetime.now(UTC) + delay
        set_already = self._scheduler.get_job(_JOB)
        if set_already is not None and set_already.next_run_time <= wanted:
            return
        self._scheduler.add_job(
            self._ring,
            DateTrigger(wanted),
            id=_JOB,
            replace_existing=True,
            misfire_grace_time=None,
            coalesce=True,
            # A ring sets the next one before the scheduler counts it as ended, and a ring too many is dropped for good.
            max_instances=3,
        )

    async def _ring(self) -> None:
        if self._stopping:
            return
        if not self._idle.is_set():
            self._woken = True
            return
        self._woken = False
        self._idle.clear()
        try:
            delay = await self._serve()
        except Exception:  # noqa: BLE001 - error boundary: whatever went wrong, the alarm must ring again
            _log.exception("alarm-failed")
            delay = PAUSE_AFTER_FAULT
        finally:
            self._idle.set()
        self._set(SHORTEST_SLEEP if self._woken else delay)

    async def _serve(self) -> timedelta:
        """Do what is due; return how long nothing will be."""
        while not self._stopping:
            due_at = await self.next_due()
            if due_at is None:
                return LONGEST_SLEEP
            wait = due_at - self._clock.now()
            if wait > timedelta(0):
                return min(wait, LONGEST_SLEEP)
            if sum([await work.begin_due() for work in self._works]) == 0:
                # Due, yet nobody could do it: another process holds the claim.
                return PAUSE_AFTER_FAULT
        return LONGEST_SLEEP
