"""Requests to Discord: sent evenly, below its rate limit, and again after failures that pass by themselves.

Discord takes 50 requests a second from a bot and refuses the rest. A thousand posts due in one minute, sent as fast as
they can be, are refused some hundred times, and a bot refused 10,000 times in ten minutes is banned for a while.
Source: Discord documentation, topics/rate-limits.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

import aiohttp
import discord

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


T = TypeVar("T")
#: Seconds before the second, third … try.
PAUSES_S = (0.25, 1.0)
#: What may pass by itself: the library retries neither a 503 on a bot's route nor a reset connection on Linux.
TRANSIENT = (discord.DiscordServerError, aiohttp.ClientError, ConnectionError, TimeoutError)
#: Discord's code. Source: Discord documentation, topics/opcodes-and-status-codes.
ALREADY_ACKNOWLEDGED = 40060
_RATE_LIMITED = 429
#: Seconds as a header has them; less than a day and a half, or it is none of Discord's.
_SECONDS = re.compile(r"\d{1,5}(\.\d{1,6})?")


async def retry(ask: Callable[[], Awaitable[T]], pauses: tuple[float, ...] = PAUSES_S) -> T | None:
    """Ask Discord, and again if a fault may pass by itself.

    Only for what may arrive twice: sends with a nonce, edits, first replies (which Discord takes once), and at worst a
    private sentence that is read twice.

    Args:
        ask: Makes the request anew.
        pauses: Seconds before each further try.

    Returns:
        What Discord answered; None where an earlier try of ours turns out to have arrived.

    Raises:
        discord.DiscordException: Discord refused, or failed to the last.
        aiohttp.ClientError: There was no connection to the last.
    """
    for tries, pause in enumerate((*pauses, None)):
        try:
            return await ask()
        except TRANSIENT:
            if pause is None:
                raise
            await asyncio.sleep(pause)
        except discord.HTTPException as error:
            if tries == 0 or error.code != ALREADY_ACKNOWLEDGED:
                raise
            return None
    return None


def requested_pause(fault: BaseException) -> timedelta | None:
    """Return how long Discord asked to wait before the next request of that kind; None: it did not.

    The library waits by itself, but not longer than it was told to (`RateLimited`), and not where a proxy in front of
    Discord answers: that is told by the header alone. Source: Discord documentation, topics/rate-limits.
    """
    if isinstance(fault, discord.RateLimited):
        return timedelta(seconds=fault.retry_after)
    if isinstance(fault, discord.HTTPException) and fault.status == _RATE_LIMITED:
        asked = str(fault.response.headers.get("Retry-After", ""))
        return timedelta(seconds=float(asked)) if _SECONDS.fullmatch(asked) else None
    return None
