"""Chores: work that is due at an instant, done in small batches; one broken row never stops the rest."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

import structlog

from bot.core.errors import DatabaseFault
from bot.core.instants import Clock
from bot.db.database import Database, Transaction

#: Rows per batch; after it the other chores and messages that came due meanwhile have their turn.
BATCH = 50
#: So long a row, or a chore, that failed by our own fault is put off.
PUT_OFF = timedelta(hours=1)
#: What a stored value raises that no program of ours wrote; the database's own errors concern all chores.
_UNREADABLE = (ArithmeticError, LookupError, TypeError, ValueError)
T = TypeVar("T")
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chore:
    """Work that a feature has to do at certain instants."""

    name: str
    #: When there is something to do next, perhaps in the past; None: nothing. One step into an index: asked often.
    next_due: Callable[[Transaction], datetime | None]
    #: Does one batch of what is due, in short transactions of its own; returns how much of it was done, 0 for nothing.
    work: Callable[[datetime], Awaitable[int]]


def row_by_row(
    db: Database,
    *,
    due: Callable[[Transaction, datetime, int], Sequence[T]],
    act: Callable[[T, datetime], Awaitable[object]],
    put_off: Callable[[Transaction, T, datetime], None],
) -> Callable[[datetime], Awaitable[int]]:
    """Make a chore's `work` that takes each row for itself.

    Args:
        db: The database.
        due: Returns rows that are due, at most so many.
        act: Does one.
        put_off: Lets one that failed be due again at that instant only.
    """

    async def postpone(row: T, until: datetime) -> None:
        await db.write(lambda tx: put_off(tx, row, until))

    async def work(now: datetime) -> int:
        rows = await db.read(lambda tx: due(tx, now, BATCH))
        for row in rows:
            try:
                await act(row, now)
            except DatabaseFault:
                raise
            except Exception:  # noqa: BLE001 - error boundary: the row is put off, and the rest goes on
                _log.exception("row-postponed")
                await postpone(row, now + PUT_OFF)
        return len(rows)

    return work


class Chores:
    """All chores of all features."""

    def __init__(self, db: Database, clock: Clock, chores: Iterable[Chore]) -> None:
        self._db = db
        self._clock = clock
        self._chores = tuple(chores)
        self._not_before: dict[str, datetime] = {}

    def next_due(self, tx: Transaction) -> datetime | None:
        """Return when there is something to do next, perhaps in the past; None: nothing."""
        return min((at for chore in self._chores if (at := self._due_at(tx, chore)) is not None), default=None)

    async def begin_due(self) -> int:
        """Do one batch of every chore that is due; returns how much was done."""
        now, done = self._clock.now(), 0

        def look(tx: Transaction) -> list[Chore]:
            return [chore for chore in self._chores if (at := self._due_at(tx, chore)) is not None and at <= now]

        for chore in await self._db.read(look):
            try:
                done += await chore.work(now)
            except DatabaseFault:
                raise
            except Exception:  # noqa: BLE001 - error boundary: one chore must not hold up the others
                _log.exception("chore-postponed", chore=chore.name)
                self._not_before[chore.name] = self._clock.now() + PUT_OFF
        return done

    def _due_at(self, tx: Transaction, chore: Chore) -> datetime | None:
        not_before = self._not_before.get(chore.name)
        try:
            due_at = chore.next_due(tx)
        except _UNREADABLE:
            now = self._clock.now()
            if not_before is None or not_before <= now:
                _log.exception("chore-postponed", chore=chore.name)
                not_before = self._not_before[chore.name] = now + PUT_OFF
            return not_before
        return due_at if due_at is None or not_before is None else max(due_at, not_before)
