"""`deckhand run`: connect to Discord and play until told to stop."""

from __future__ import annotations

import asyncio

from bot.cli.fault import CommandFailed, read_settings
from bot.text.catalogue import say


def run() -> None:
    """Run the bot in the foreground; SIGTERM or Ctrl-C lets answers under way finish.

    Raises:
        CommandFailed: There is no token, or nothing to connect to or to write into.
    """
    from bot.ops.memory import begin_loading, keep_loaded

    begin_loading()
    from bot.app import App
    from bot.ops.clock import SystemClock
    from bot.ops.log import configure
    from bot.ops.signals import stop_requested

    settings = read_settings()
    if settings.token is None or not settings.token.get_secret_value().strip():
        raise CommandFailed(say("cli-token-missing"))
    configure(level=settings.log_level, form=settings.log_format, secrets=(settings.token.get_secret_value(),))

    async def play() -> None:
        async with App(settings, SystemClock()).running() as app:
            await app.run_until(stop_requested())

    keep_loaded()
    asyncio.run(play())
