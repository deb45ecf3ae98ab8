"""Threads: whether a schedule wants one for talking about its results, and the one that was opened."""

from __future__ import annotations

from sqlalchemy import bindparam, select, update

from bot.store.store import Unit
from bot.store.tables import occurrences, schedules
from bot.terms.ids import ChannelId, OccurrenceId, ScheduleId

_WANTED = select(schedules.c.thread).where(schedules.c.id == bindparam("schedule"))
_OF = select(occurrences.c.thread).where(occurrences.c.id == bindparam("occurrence"))
_OPENED = update(occurrences).where(occurrences.c.id == bindparam("occurrence"))


async def wanted(unit: Unit, schedule: ScheduleId) -> bool:
    """Tell whether a schedule's results open a thread."""
    return bool(await unit.scalar(_WANTED, {"schedule": schedule}))


async def of(unit: Unit, occurrence: OccurrenceId) -> ChannelId | None:
    """Return the thread of an occurrence; None: it has none."""
    found = await unit.scalar(_OF, {"occurrence": occurrence})
    return None if found is None else ChannelId(found)


async def opened(unit: Unit, occurrence: OccurrenceId, thread: ChannelId) -> None:
    """Remember the thread of an occurrence."""
    await unit.execute(_OPENED.values(thread=thread), {"occurrence": occurrence})
