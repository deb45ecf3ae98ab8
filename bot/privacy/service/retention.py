"""Retention: what people wrote is dropped after a time; points, ranks and what a point was earned for stay."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.ids import AnswerId
from bot.core.instants import Clock
from bot.db.database import Database
from bot.privacy.queries import retention

#: Between two looks where nothing is old enough: to the day is exact enough, and to the hour costs nothing.
_PAUSE = timedelta(hours=1)


class Retention:
    """Drops old texts.

    Args of the constructor:
        keep: For how long texts are kept; longer than an answer can be appealed.
    """

    def __init__(self, db: Database, clock: Clock, keep: timedelta) -> None:
        self._db = db
        self._clock = clock
        self._keep = keep
        # Forgotten at a stop: the first looks of a life then find what is done already, and pass it quickly.
        self._cursor = AnswerId(0)
        self._due_at: datetime | None = clock.now()

    async def next_due(self) -> datetime | None:
        """Return when to look again."""
        return self._due_at

    async def go_on(self) -> None:
        """Drop the texts of one batch."""
        now = self._clock.now()
        look = await self._db.write(lambda tx: retention.drop(tx, self._cursor, now - self._keep))
        self._cursor = look.cursor
        if look.more:
            self._due_at = now
        else:
            ripe_at = now if look.next_at is None else look.next_at + self._keep
            self._due_at = max(ripe_at, now + _PAUSE)
