"""Retry: what discord.py 2.7 gives up on too early, where asking twice does no harm."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
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
