"""A real discord.py client on a fresh sandbox."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
import yarl
from discord import app_commands

from bot.sandbox.server import Sandbox


class Bot(discord.Client):
    """A bare bot; tests hang commands and events on it."""

    def __init__(self, *, intents: discord.Intents | None = None, **kwargs: Any) -> None:
        super().__init__(intents=intents or discord.Intents(guilds=True), guild_ready_timeout=0, **kwargs)
        self.tree = app_commands.CommandTree(self)
        self.is_ready_event = asyncio.Event()
        self.heard: list[tuple[str, Any]] = []

    async def on_ready(self) -> None:
        self.is_ready_event.set()


class Stage:
    """A sandbox and the bots that run on it."""

    def __init__(self, sandbox: Sandbox, stack: contextlib.AsyncExitStack) -> None:
        self.sandbox = sandbox
        self._stack = stack

    @contextlib.asynccontextmanager
    async def _running(self, bot: Bot) -> AsyncIterator[Bot]:
        async with bot:
            await bot.login(self.sandbox.token)
            await bot.tree.sync()
            task = asyncio.create_task(bot.connect())
            waiting = asyncio.create_task(bot.is_ready_event.wait())
            await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            if task.done():
                await task
            try:
                yield bot
            finally:
                await bot.close()
                with contextlib.suppress(asyncio.CancelledError):
                    await task

    async def runs(self, bot: Bot) -> Bot:
        """Start a bot; it stops with the test."""
        return await self._stack.enter_async_context(self._running(bot))


@pytest.fixture
async def sandbox(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Sandbox]:
    """Serve the demo world and aim discord.py at it."""
    async with Sandbox().serving() as sandbox:
        aim(monkeypatch, sandbox)
        yield sandbox


def aim(monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox) -> None:
    """Aim discord.py at a sandbox, without the five seconds before a second IDENTIFY."""

    async def at_once(self: object, shard_id: int | None, *, initial: bool = False) -> None:
        return None

    monkeypatch.setattr(discord.http.Route, "BASE", sandbox.api)
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sandbox.gateway))
    monkeypatch.setattr(discord.Client, "before_identify_hook", at_once)


@pytest.fixture
async def stage(sandbox: Sandbox) -> AsyncIterator[Stage]:
    """Offer a stage for bots."""
    async with contextlib.AsyncExitStack() as stack:
        yield Stage(sandbox, stack)
