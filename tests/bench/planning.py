"""Planning after a start: 10,000 schedules reckoned anew, against reading them, and how long the event loop stands."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import time as clock_time
from pathlib import Path
from random import Random

from sqlalchemy import insert, select, update

from bot.calendar.timetable import Timetable
from bot.calendar.zones import names
from bot.core.ids import ScheduleId
from bot.core.instants import to_ms
from bot.daily.queries import schedules
from bot.daily.service.planning import BATCH, plan_anew
from bot.db.database import Database
from bot.library.service.decks import Decks
from bot.ops.process import keep_loaded
from tests.database import reading, tables, writing

SCHEDULES = 10_000
_TIMES = 5
_TICK_S = 0.001
#: A noon at which nothing of these is due.
_NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planning:
    """What was measured, each several times."""

    read_s: list[float]
    plan_s: list[float]
    #: The same where zones changed: every tenth schedule moves.
    replan_s: list[float]
    #: The longest the event loop stood still while planning, in milliseconds.
    blocked_ms: list[float]


class _Clock:
    def now(self) -> datetime:
        return _NOW


async def measure(folder: Path) -> Planning:
    """Measure reading and planning in turns, so that a machine that is busier by now is so for both."""
    # As the command does; what other benches left behind would otherwise be looked through in this one's time.
    gc.collect()
    keep_loaded()
    db = await Database.open(f"sqlite:///{folder / 'planning.sqlite'}")
    found = Planning(read_s=[], plan_s=[], replan_s=[], blocked_ms=[])
    try:
        await _fill(db)
        await _read(db)
        for _ in range(_TIMES):
            began = time.perf_counter()
            await _read(db)
            found.read_s.append(time.perf_counter() - began)
            async with _longest_gap() as gap:
                began = time.perf_counter()
                await plan_anew(db)
                await db.read(schedules.next_due)
                found.plan_s.append(time.perf_counter() - began)
            found.blocked_ms.append(gap[0] * 1000)
        for _ in range(_TIMES):
            await _move(db)
            async with _longest_gap() as gap:
                began = time.perf_counter()
                await plan_anew(db)
                found.replan_s.append(time.perf_counter() - began)
            found.blocked_ms.append(gap[0] * 1000)
    finally:
        await db.close()
    return found


async def _fill(db: Database) -> None:
    """Keep schedules in every zone, at any minute of the day, of 1,000 servers."""
    chance, zones = Random(1), names()
    rows = []
    for number in range(SCHEDULES):
        minute = chance.randrange(24 * 60)
        timetable = Timetable(
            at=clock_time(*divmod(minute, 60)),
            zone=zones[number % len(zones)],
            days=(0, 1, 2, 3, 4),
        )
        found = timetable.next_after(_NOW)
        assert found is not None
        rows.append(
            {
                "guild": 1 + number // 10,
                "channel": 10_000 + number,
                "deck": "bench",
                "at_minute": minute,
                "zone": timetable.zone,
                "days": 0b11111,
                "questions": 1,
                "open_for_s": 8 * 3600,
                "state": "active",
                "next_on": found[0].isoformat(),
                "next_at_ms": to_ms(found[1]),
                "made_by": 1,
                "made_at_ms": to_ms(_NOW),
            }
        )
    await Decks(db, _Clock(), Path(__file__).parent / "cards").reload()
    with writing(db) as tx:
        for row in rows:
            tx.execute(insert(tables["schedules"]), row)


async def _read(db: Database) -> None:
    after = ScheduleId(0)
    while True:
        with reading(db) as tx:
            batch = schedules.planned(tx, after, BATCH)
        if not batch:
            return
        after = batch[-1].id


async def _move(db: Database) -> None:
    tenth = tables["schedules"].c.id.in_(select(tables["schedules"].c.id).where(tables["schedules"].c.id % 10 == 0))
    with writing(db) as tx:
        later = tables["schedules"].c.next_at_ms + 3_600_000
        tx.execute(update(tables["schedules"]).where(tenth).values(next_at_ms=later))


@contextlib.asynccontextmanager
async def _longest_gap() -> AsyncIterator[list[float]]:
    """Tick while the block runs; yields a list whose only number is the longest gap beyond a tick, in seconds."""
    longest = [0.0]

    async def tick() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(_TICK_S)
            longest[0] = max(longest[0], time.perf_counter() - began - _TICK_S)

    ticking = asyncio.create_task(tick())
    await asyncio.sleep(0)
    try:
        yield longest
    finally:
        ticking.cancel()
