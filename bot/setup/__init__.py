"""First run: the greeting, `/setup`, `/help` and `/about`."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.calendar.zones import load_tables
from bot.chat.feature import Feature, GuildChanged, Presence
from bot.daily.queries import schedules as kept
from bot.daily.service.letters import owe_greeting
from bot.daily.service.schedules import Schedules
from bot.db.database import Transaction
from bot.setup.commands import HelpCommands, SetupCommand
from bot.setup.service import Setup


def feature(setup: Setup, schedules: Schedules, wake: Callable[[], None]) -> Feature:
    """Return what this folder brings."""
    command = SetupCommand(setup, schedules, wake)
    return Feature(
        name="setup",
        commands=(*HelpCommands(setup).commands(), *command.commands()),
        presses=command.presses(),
        on_guild_changed=_greet,
        background=_loading_zones,
    )


@asynccontextmanager
async def _loading_zones() -> AsyncIterator[None]:
    """Read the names of time zones while the bot connects, so that the first command need not wait for them."""
    loading = asyncio.create_task(asyncio.to_thread(load_tables))
    try:
        yield
    finally:
        await loading


def _greet(tx: Transaction, guild: GuildChanged) -> None:
    """Greet a server once; one that has a daily quiz needs no greeting."""
    if guild.presence is Presence.JOINED and guild.channel is not None and not kept.count(tx, guild.guild):
        owe_greeting(tx, guild.guild, guild.channel, guild.at)
