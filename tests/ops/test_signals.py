"""A signal asks for a stop once."""

from __future__ import annotations

import asyncio
import os
import signal

from bot.ops.signals import stop_requested


async def test_sigterm_sets_the_event() -> None:
    """The process is asked, not ended."""
    event = stop_requested()
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        async with asyncio.timeout(5):
            await event.wait()
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().remove_signal_handler(number)
