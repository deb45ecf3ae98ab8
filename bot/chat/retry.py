"""Retry: what discord.py 2.7 gives up on too early, where asking twice does no harm."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

import aiohttp
import discord

T = TypeVar("T")
#: Seconds before the second, third … try.
PAUSES_S = (0.25, 1.0)
#: What may pass by itself: the library retries neither a 503 on a bot's route nor a reset connection on Linux.
PASSING = (discord.DiscordServerError, aiohttp.ClientError, ConnectionError, TimeoutError)
#: Discord's code. Source: Discord documentation, topics/opcodes-and-status-codes.
ALREADY_ACKNOWLEDGED = 40060
_RATE_LIMITED = 429
#: Seconds as a header has them; less than a day and a half, or it is none of Discord's.
_SECONDS = re.compile(r"\d{1,5}(\.\d{1,6})?")


async def insist(ask: Callable[[], Awaitable[T]], pauses: tuple[float, ...] = PAUSES_S) -> T | None:
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
        except PASSING:
            if pause is None:
                raise
            await asyncio.sleep(pause)
        except discord.HTTPException as error:
            if tries == 0 or error.code != ALREADY_ACKNOWLEDGED:
                raise
            return None
    return None


def pause_asked(fault: BaseException) -> timedelta | None:
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
