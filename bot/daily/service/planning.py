"""Planning: after a start, every schedule's next instant is reckoned anew from the local date it stands for.

What is known of time zones changes several times a year, and a release of the bot brings it. Reckoning anew at every
start needs no memory of which release planned what, and mends whatever else went astray. The local date is what a
schedule owes and never changes here, so that no date is asked twice and a missed one is still found missed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import structlog

from bot.calendar.errors import ZoneUnknown
from bot.calendar.timetable import local_date
from bot.chat.feature import GuildChanged, Presence
from bot.core.ids import ScheduleId
from bot.daily.options import ScheduleState
from bot.daily.queries import rounds, schedules
from bot.daily.queries.schedules import Schedule
from bot.db.database import Database, Transaction

#: Schedules per read: few enough that nothing else waits for it.
BATCH = 200
_DAY = timedelta(days=1)
#: Further back than any zone's clocks are from UTC.
_BEFORE = timedelta(days=3)
_log = structlog.get_logger(__name__)

#: A schedule, and the local date and instant that it should wait for; None: no date is left.
_Moved = tuple[Schedule, tuple[date, datetime] | None]


async def plan_anew(db: Database) -> int:
    """Reckon every schedule's next instant anew, batch after batch; returns how many differed."""
    moved, after = 0, ScheduleId(0)
    while True:
        batch = await db.read(partial(schedules.planned, after=after, most=BATCH))
        if not batch:
            break
        # Away from the event loop: the first holiday of a country costs an import.
        differing = await asyncio.to_thread(_moved, batch)
        if differing:
            await db.write(partial(schedules.replan, moved=differing))
            moved += len(differing)
        after = batch[-1].id
    if moved:
        _log.info("schedules-replanned", count=moved)
    return moved


def guild_changed(tx: Transaction, guild: GuildChanged) -> None:
    """Let the schedules of a server that was left rest, and go on from their next date once the bot is back."""
    for schedule in schedules.in_guild(tx, guild.guild):
        if guild.presence is Presence.LEFT:
            schedules.set_next(tx, schedule.id, None)
        elif schedule.state == ScheduleState.ACTIVE.value and schedule.next_at is None:
            last = rounds.last_auto(tx, schedule.id)
            schedules.set_next(tx, schedule.id, schedule.timetable.next_after(guild.at, last=last))


def _moved(batch: Sequence[Schedule]) -> list[_Moved]:
    moved: list[_Moved] = []
    for schedule in batch:
        try:
            found = next_of(schedule)
        except ZoneUnknown:
            # A zone that left tzdata: what is planned still comes once, and then its managers have to choose.
            _log.warning("zone-unknown", schedule=schedule.id, zone=schedule.timetable.zone)
            continue
        if found != (schedule.next_on, schedule.next_at):
            moved.append((schedule, found))
    return moved


def next_of(schedule: Schedule) -> tuple[date, datetime] | None:
    """Return the local date that a schedule owes next, or the one after it if that is gone, and its instant."""
    if schedule.next_at is None:
        return None
    owed = schedule.next_on or local_date(schedule.next_at, schedule.timetable.zone)
    return schedule.timetable.next_after(datetime.combine(owed, time(), UTC) - _BEFORE, last=owed - _DAY)
