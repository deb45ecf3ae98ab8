"""Upkeep: work that orders no message, such as erasing, done in small batches whenever the alarm rings for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.chat.outbox.orders import Order
from bot.core.errors import DatabaseFault
from bot.core.instants import Clock

#: So many batches in a row; then messages that came due meanwhile have their turn.
_BATCHES_MOST = 20
_PUT_OFF = timedelta(hours=1)
_log = structlog.get_logger(__name__)


class Chore(Protocol):
    """Work in batches."""

    async def next_due(self) -> datetime | None:
        """Return when there is something to do next, perhaps in the past; None for never."""
        ...

    async def go_on(self) -> None:
        """Do one batch, in a short unit of its own."""
        ...


class Doors(Protocol):
    """Where the alarm asks for what is to be sent."""

    async def next_due(self) -> datetime | None:
        """Return when something is due next."""
        ...

    async def claim_due(self, limit: int) -> list[Order]:
        """Return what is to be sent."""
        ...


class Upkeep:
    """The alarm's doors, with chores behind them."""

    def __init__(self, doors: Doors, clock: Clock, chores: Sequence[Chore]) -> None:
        self._doors = doors
        self._clock = clock
        self._chores = chores
        self._not_before: dict[Chore, datetime] = {}

    async def next_due(self) -> datetime | None:
        """Return when there is something to send or to do next; None for never."""
        found = [await self._doors.next_due(), *[await self._due_at(chore) for chore in self._chores]]
        return min((at for at in found if at is not None), default=None)

    async def claim_due(self, limit: int) -> list[Order]:
        """Return what is to be sent; where nothing is, do some batches of the chores."""
        orders = await self._doors.claim_due(limit)
        if not orders:
            for chore in self._chores:
                await self._some_of(chore)
        return orders

    async def _some_of(self, chore: Chore) -> None:
        for _ in range(_BATCHES_MOST):
            due_at = await self._due_at(chore)
            if due_at is None or due_at > self._clock.now():
                return
            try:
                await chore.go_on()
            except DatabaseFault:
                raise
            except Exception:  # noqa: BLE001 - a door: one chore must not hold up the others
                _log.exception("chore-put-off")
                self._not_before[chore] = self._clock.now() + _PUT_OFF

    async def _due_at(self, chore: Chore) -> datetime | None:
        due_at, not_before = await chore.next_due(), self._not_before.get(chore)
        return due_at if due_at is None or not_before is None else max(due_at, not_before)
