"""Dues: when each kind of work is due next, in one read: the alarm asks for it at every ring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Column, Select, bindparam, func, select

from bot.appeals.tables import rulings
from bot.chat.outbox.tables import posts
from bot.core.ids import GuildId
from bot.core.instants import from_ms
from bot.daily.tables import occurrences, schedules, streak_counts
from bot.db.database import Transaction

_AWAY: BindParameter[Any] = bindparam("away", expanding=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dues:
    """When each kind of work is due next, perhaps in the past; None: never."""

    #: An open post is settled.
    settle: datetime | None
    #: The count on a post is edited.
    refresh: datetime | None
    #: A schedule asks.
    schedule: datetime | None
    #: A message is sent, edited or looked for.
    post: datetime | None
    #: Streaks are counted on.
    streaks: datetime | None
    #: A batch of a ruling is applied.
    ruling: datetime | None

    @property
    def first(self) -> datetime | None:
        """The earliest of them."""
        all_of_them = (self.settle, self.refresh, self.schedule, self.post, self.streaks, self.ruling)
        return min((at for at in all_of_them if at is not None), default=None)


def _first(column: Column[Any]) -> Select[Any]:
    # Each is one step into an index that holds only rows that wait.
    return select(func.min(column)).where(column.is_not(None))


def _all_of_them(schedule: Select[Any], post: Select[Any]) -> Select[Any]:
    return select(
        _first(occurrences.c.settle_at_ms).scalar_subquery().label("settle"),
        _first(occurrences.c.refresh_at_ms).scalar_subquery().label("refresh"),
        schedule.scalar_subquery().label("schedule"),
        post.scalar_subquery().label("post"),
        _first(streak_counts.c.due_at_ms).scalar_subquery().label("streaks"),
        _first(rulings.c.due_at_ms).scalar_subquery().label("ruling"),
    )


_schedule, _post = _first(schedules.c.next_at_ms), _first(posts.c.due_at_ms)
_OF_ALL = _all_of_them(_schedule, _post)
_OF_THOSE_HERE = _all_of_them(
    _schedule.where(schedules.c.guild.not_in(_AWAY)), _post.where(posts.c.guild.not_in(_AWAY))
)


def of(tx: Transaction, away: frozenset[GuildId] = frozenset()) -> Dues:
    """Return when each kind of work is due next; what servers that are away would be sent waits for them."""
    row = tx.execute(_OF_THOSE_HERE, {"away": list(away)}).first() if away else tx.execute(_OF_ALL).first()
    found = {} if row is None else row._asdict()
    return Dues(**{kind: None if ms is None else from_ms(ms) for kind, ms in found.items()})
