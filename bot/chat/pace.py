"""Pace: what the bot says on its own goes out evenly, just below what Discord takes.

Discord takes 50 requests a second from a bot and refuses the rest; a thousand posts due in one minute, sent as fast as
hands allow, are refused some hundred times, and who is refused 10,000 times in ten minutes is banned for a while.
Source: Discord documentation, topics/rate-limits.
"""

from __future__ import annotations

import asyncio

#: Two less than Discord takes, for replies to people that count as well.
PER_S = 48


class Pace:
    """Lets requests pass one by one."""

    def __init__(self, per_s: float = PER_S) -> None:
        """Take how many may pass in a second."""
        self._gap_s = 1 / per_s
        self._free_at = 0.0

    def wait_s(self, now: float) -> float:
        """Take the next turn; return in how many seconds it comes, given a clock's reading in seconds."""
        at = max(now, self._free_at)
        self._free_at = at + self._gap_s
        return at - now

    async def turn(self) -> None:
        """Wait for one's turn."""
        wait_s = self.wait_s(asyncio.get_running_loop().time())
        if wait_s > 0:
            await asyncio.sleep(wait_s)
