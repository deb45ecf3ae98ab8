"""Periods with play: which days, weeks and months of a board hold anything, read by leaps through its index.

Every answer counts for a day and for the week and month around it. So a day that has play stands for all of them, and
the neighbour of any period is found through the nearest day. A leap costs one look into the index, however many
people stand in between.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import bindparam, func, select, text

from bot.boards.tables import tallies
from bot.calendar.periods import span_of
from bot.core.ids import GuildId
from bot.db.database import Transaction

#: As the index of boards says it, which is where periods stand in order.
_HERE = (
    tallies.c.guild == bindparam("guild"),
    tallies.c.scope == bindparam("scope"),
    text("tallies.hidden = false"),
)
_BEFORE = select(func.max(tallies.c.period)).where(*_HERE, tallies.c.period < bindparam("place"))
_AFTER = select(func.min(tallies.c.period)).where(*_HERE, tallies.c.period > bindparam("place"))
_DAY_LENGTH = len("2026-11-23")
#: From any place the next day is at most a month's key, a week's key and a leap over a year's weeks away.
_LEAPS_MOST = 8


def day_before(tx: Transaction, guild: GuildId, scope: str, day: date) -> date | None:
    """Return the last day with play before a day; None: there is none."""
    place = day.isoformat()
    for _ in range(_LEAPS_MOST):
        found = tx.execute(_BEFORE, {"guild": guild, "scope": scope, "place": place}).scalar()
        if found is None:
            return None
        if len(found) == _DAY_LENGTH:
            return date.fromisoformat(found)
        # Weeks stand behind the days of their year: leap over all of them at once.
        place = f"{found[:4]}-W" if "W" in found else found
    return None


def day_after(tx: Transaction, guild: GuildId, scope: str, day: date) -> date | None:
    """Return the first day with play after a day; None: there is none."""
    place = day.isoformat()
    for _ in range(_LEAPS_MOST):
        found = tx.execute(_AFTER, {"guild": guild, "scope": scope, "place": place}).scalar()
        if found is None or (span_of(found) is None):
            return None
        if len(found) == _DAY_LENGTH:
            return date.fromisoformat(found)
        place = f"{found[:4]}-X" if "W" in found else found
    return None
