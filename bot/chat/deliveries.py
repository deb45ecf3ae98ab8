"""Deliveries: what is due is sent side by side, so that a channel that hangs holds up no other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Generic, TypeVar

import structlog

#: Under way at once: enough to keep Discord's rate limit busy, few enough that a claim does not run out.
MOST_AT_ONCE = 50

#: While a greater share of hands is busy, wait so long for more of them before looking for orders, in seconds.
_BUSY, _GATHER_S = 0.7, 0.25

O = TypeVar("O")  # noqa: E741 - an order
_log = structlog.get_logger(__name__)


class Deliveries(Generic[O]):
    """Claims orders and has them carried out; those of one subject one after the other.

    Args:
        claim: Claims up to so many orders that are due.
        deliver: Carries one out. Whatever it leaves undone is ordered again, so it may be cut off anywhere.
        subject: What an order is about: an edit must not overtake the one before it.
        ended: Called after each delivery, because what is due next may have changed.
    """

    def __init__(
        self,
        *,
        claim: Callable[[int], Awaitable[Sequence[O]]],
        deliver: Callable[[O], Awaitable[None]],
        subject: Callable[[O], Hashable],
        ended: Callable[[], None],
    ) -> None:
        self._claim = claim
        self._deliver = deliver
        self._subject = subject
        self._ended = ended
        self._under_way: set[asyncio.Task[None]] = set()
        self._last: dict[Hashable, asyncio.Task[None]] = {}
        self._finishing = False
        self._claiming = asyncio.Lock()

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._under_way

    async def begin_due(self) -> int:
        """Claim what is due and begin to deliver it; waits for a free hand. Returns how many were begun."""
        while len(self._under_way) >= MOST_AT_ONCE:
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
        await self._more_hands()
        async with self._claiming:
            if self._finishing:
                return 0
            orders = await self._claim(MOST_AT_ONCE - len(self._under_way))
            for order in orders:
                self._begin(order)
        return len(orders)

    async def _more_hands(self) -> None:
        """Where hands are few, wait a moment for more: looking for one order costs as much as looking for many."""
        loop = asyncio.get_running_loop()
        until = loop.time() + _GATHER_S
        while len(self._under_way) > MOST_AT_ONCE * _BUSY and (left_s := until - loop.time()) > 0:
            await asyncio.wait(self._under_way, timeout=left_s, return_when=asyncio.FIRST_COMPLETED)

    async def finish(self, timeout: float) -> int:  # noqa: ASYNC109 - the caller's grace period, not a deadline of ours
        """Begin nothing new, let what is under way end, and cut off what has not within `timeout` seconds.

        Returns:
            How many were cut off; they are ordered again at the next start.
        """
        self._finishing = True
        # What is being claimed just now is begun as well: once this returns, nobody may send any more.
        async with self._claiming:
            pass
        if not self._under_way:
            return 0
        _, late = await asyncio.wait(self._under_way, timeout=timeout)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)
        return len(late)

    def _begin(self, order: O) -> None:
        subject = self._subject(order)
        task = asyncio.create_task(self._in_turn(order, self._last.get(subject)))
        self._last[subject] = task
        self._under_way.add(task)
        task.add_done_callback(lambda done: self._end(subject, done))

    async def _in_turn(self, order: O, earlier: asyncio.Task[None] | None) -> None:
        if earlier is not None:
            await asyncio.wait({earlier})
        try:
            await self._deliver(order)
        except Exception:  # noqa: BLE001 - a door: it is ordered again once its claim has run out
            _log.exception("delivery-failed")

    def _end(self, subject: Hashable, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if self._last.get(subject) is task:
            del self._last[subject]
        self._ended()
