"""Guild events: servers that invite the bot, remove it, or cannot be reached for a while."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

import discord

from bot.core.ids import ChannelId, GuildId, UserId

_WRITABLE = discord.Permissions(view_channel=True, send_messages=True, embed_links=True)


class GuildListener(Protocol):
    """What is told of servers."""

    async def sync_guilds(self, there: Mapping[GuildId, ChannelId | None], unreachable: frozenset[GuildId]) -> None:
        """Learn which servers the bot is in (each with a channel it may be greeted in), and which are out of reach."""
        ...

    async def joined(self, guild: GuildId, channel: ChannelId | None) -> None:
        """Learn of a server that invited the bot."""
        ...

    async def left(self, guild: GuildId) -> None:
        """Learn of a server that removed it."""
        ...

    async def record_activity(self, guild: GuildId, user: UserId, name: str, at: datetime) -> None:
        """Learn that somebody acted in a server."""
        ...

    def unreachable(self, guild: GuildId) -> None:
        """Learn of a server that Discord cannot reach."""
        ...

    def reachable(self, guild: GuildId) -> None:
        """Learn of one that it can reach again."""
        ...


class GuildEvents(discord.Client):
    """The part of the client that hears of servers."""

    _guilds: GuildListener
    _wake: Callable[[], None]

    async def sync_guilds(self) -> None:
        """Tell where we are; before anything is sent, and after each new beginning at Discord."""
        there = {GuildId(guild.id): greetable(guild) for guild in self.guilds}
        unreachable = frozenset(GuildId(guild.id) for guild in self.guilds if guild.unavailable)
        await self._guilds.sync_guilds(there, unreachable)

    async def on_ready(self) -> None:
        """Take stock again: Discord began anew, and much may have happened meanwhile."""
        await self.sync_guilds()

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Greet a server, or take up what was left there."""
        await self._guilds.joined(GuildId(guild.id), greetable(guild))
        self._wake()

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Put a server's things away."""
        await self._guilds.left(GuildId(guild.id))

    async def on_guild_unavailable(self, guild: discord.Guild) -> None:
        """Let what is due in a server wait."""
        self._guilds.unreachable(GuildId(guild.id))

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Do what has waited."""
        self._guilds.reachable(GuildId(guild.id))
        self._wake()


def greetable(guild: discord.Guild) -> ChannelId | None:
    """Return the channel a server is greeted in: where Discord itself greets, else the first that may be written to."""
    if guild.unavailable:
        return None
    places = sorted(guild.text_channels, key=lambda place: (place != guild.system_channel, place.position, place.id))
    found = (place.id for place in places if place.permissions_for(guild.me).is_superset(_WRITABLE))
    return next(map(ChannelId, found), None)
