"""Deliveries: what is due is brought to Discord side by side, so that a channel that hangs holds up no other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog

from bot.chat.outbox.outbox import Claimed, Outbox
from bot.chat.outbox.sender import Sender
from bot.core.errors import DatabaseFault
from bot.core.ids import PostId
from bot.db.database import Transaction

#: Under way at once: enough to keep Discord's rate limit busy, few enough that a claim does not run out.
MOST_AT_ONCE = 50
#: While a greater share of these is under way, wait so long for more to end before claiming again, in seconds.
_BUSY, _GATHER_S = 0.7, 0.25
_log = structlog.get_logger(__name__)


class Deliveries:
    """Claims messages and has them carried out, never two of one message at once.

    Args of the constructor:
        ended: Called after each delivery, because what is due next may have changed.
    """

    def __init__(self, outbox: Outbox, sender: Sender, ended: Callable[[], None]) -> None:
        self._outbox = outbox
        self._sender = sender
        self._ended = ended
        self._under_way: dict[PostId, asyncio.Task[None]] = {}
        self._finishing = False
        self._claiming = asyncio.Lock()

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._under_way

    async def wait_idle(self) -> None:
        """Wait until nothing is under way."""
        while self._under_way:
            await asyncio.wait(self._under_way.values())

    def next_due(self, tx: Transaction) -> datetime | None:
        """Return when a message is owed next that is not under way; None: none is."""
        return self._outbox.next_due(tx, self._under_way.keys())

    async def begin_due(self) -> int:
        """Claim what is due and begin to deliver it, once there is room. Returns how many were begun."""
        while len(self._under_way) >= MOST_AT_ONCE:
            await asyncio.wait(self._under_way.values(), return_when=asyncio.FIRST_COMPLETED)
        await self._more_room()
        async with self._claiming:
            if self._finishing:
                return 0
            claimed = await self._outbox.claim(MOST_AT_ONCE - len(self._under_way), list(self._under_way))
            for one in claimed:
                self._begin(one)
        return len(claimed)

    async def finish(self, timeout: float) -> int:  # noqa: ASYNC109 - the caller's grace period, not a deadline of ours
        """Begin nothing new, let what is under way end, and cut off what has not within `timeout` seconds.

        Returns:
            How many were cut off; they are taken up at the next start.
        """
        self._finishing = True
        # What is being claimed just now is begun as well: once this returns, nobody may send any more.
        async with self._claiming:
            pass
        if not self._under_way:
            return 0
        _, late = await asyncio.wait(self._under_way.values(), timeout=timeout)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)
        return len(late)

    async def _more_room(self) -> None:
        """Where there is little room, wait a moment for more: claiming one costs as much as claiming many."""
        loop = asyncio.get_running_loop()
        until = loop.time() + _GATHER_S
        while len(self._under_way) > MOST_AT_ONCE * _BUSY and (left_s := until - loop.time()) > 0:
            await asyncio.wait(self._under_way.values(), timeout=left_s, return_when=asyncio.FIRST_COMPLETED)

    def _begin(self, claimed: Claimed) -> None:
        task = asyncio.create_task(self._deliver(claimed))
        self._under_way[claimed.post.id] = task
        task.add_done_callback(lambda _: self._end(claimed.post.id))

    async def _deliver(self, claimed: Claimed) -> None:
        try:
            await self._outbox.report(claimed, await self._sender.deliver(claimed))
        except DatabaseFault:
            # It may stand, and nobody can write that down now: once its claim has run out it is looked for.
            _log.exception("delivery-not-recorded")
        except Exception:  # noqa: BLE001 - error boundary: what is wrong with one message must not stop all others
            _log.exception("message-postponed", purpose=claimed.post.purpose, post=claimed.post.id)
            await self._outbox.put_off(claimed.post.id)

    def _end(self, post: PostId) -> None:
        self._under_way.pop(post, None)
        self._ended()
