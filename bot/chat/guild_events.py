"""Comings: servers that invite the bot, remove it, or cannot be reached for a while, as the gateway tells of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import discord

from bot.core.ids import ChannelId, GuildId
from bot.daily.commands.letters import greetable
from bot.guilds.service.servers import Servers


class Hosting(Protocol):
    """What the client offers here."""

    @property
    def servers(self) -> Servers:
        """The servers service."""
        ...


class Comings(discord.Client):
    """The part of the client that hears of servers.

    Attributes:
        services: What is told of them.
    """

    services: Hosting
    _wake: Callable[[], None]

    async def take_stock(self) -> None:
        """Tell where we are; before anything is sent, and after each new beginning at Discord."""
        there = {GuildId(guild.id): _greetable(guild) for guild in self.guilds}
        unreachable = frozenset(GuildId(guild.id) for guild in self.guilds if guild.unavailable)
        await self.services.servers.take_stock(there, unreachable)

    async def on_ready(self) -> None:
        """Take stock again: Discord began anew, and much may have happened meanwhile."""
        await self.take_stock()

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Greet a server, or take up what was left there."""
        await self.services.servers.joined(GuildId(guild.id), _greetable(guild))
        self._wake()

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Put a server's things away."""
        await self.services.servers.left(GuildId(guild.id))

    async def on_guild_unavailable(self, guild: discord.Guild) -> None:
        """Let what is due in a server wait."""
        self.services.servers.unreachable(GuildId(guild.id))

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Do what has waited."""
        self.services.servers.reachable(GuildId(guild.id))
        self._wake()


def _greetable(guild: discord.Guild) -> ChannelId | None:
    channel = None if guild.unavailable else greetable(guild)
    return None if channel is None else ChannelId(channel)
