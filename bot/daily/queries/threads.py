"""Threads: whether a schedule wants one for talking about its results, and the one that was opened."""

from __future__ import annotations

from sqlalchemy import bindparam, select, update

from bot.core.ids import ChannelId, OccurrenceId, ScheduleId
from bot.daily.tables import occurrences, schedules
from bot.db.database import Transaction

_WANTED = select(schedules.c.thread).where(schedules.c.id == bindparam("schedule"))
_OF = select(occurrences.c.thread).where(occurrences.c.id == bindparam("occurrence"))
_OPENED = update(occurrences).where(occurrences.c.id == bindparam("occurrence"))


def wanted(tx: Transaction, schedule: ScheduleId) -> bool:
    """Tell whether a schedule's results open a thread."""
    return bool(tx.execute(_WANTED, {"schedule": schedule}).scalar())


def of(tx: Transaction, occurrence: OccurrenceId) -> ChannelId | None:
    """Return the thread of an occurrence; None: it has none."""
    found = tx.execute(_OF, {"occurrence": occurrence}).scalar()
    return None if found is None else ChannelId(found)


def opened(tx: Transaction, occurrence: OccurrenceId, thread: ChannelId) -> None:
    """Remember the thread of an occurrence."""
    tx.execute(_OPENED.values(thread=thread), {"occurrence": occurrence})
