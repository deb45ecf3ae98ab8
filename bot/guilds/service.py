"""Servers: who invited the bot, who removed it, and which ones Discord cannot reach at the moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import structlog

from bot.chat.feature import Features, GuildChanged, Presence
from bot.core.errors import DatabaseFault
from bot.core.ids import ChannelId, GuildId, UserId
from bot.core.instants import Clock
from bot.db.database import Database, Transaction
from bot.guilds import queries as guilds


class UnreachableGuilds:
    """The servers Discord cannot reach; the gateway says which, and it is forgotten with the connection."""

    def __init__(self) -> None:
        self._guilds: frozenset[GuildId] = frozenset()

    @property
    def guilds(self) -> frozenset[GuildId]:
        """Those that cannot be reached now."""
        return self._guilds

    def add(self, guild: GuildId) -> None:
        """Learn that a server cannot be reached."""
        self._guilds |= {guild}

    def discard(self, guild: GuildId) -> None:
        """Learn that a server is there, or that we are no longer in it."""
        self._guilds -= {guild}

    def replace(self, guilds: frozenset[GuildId]) -> None:
        """Take these, and no others."""
        self._guilds = guilds


#: People who acted in the last hour, of whom it is known that they are written down.
_SEEN_MOST = 10_000
_log = structlog.get_logger(__name__)


class Servers:
    """The servers the bot is in, and those it was in lately.

    Args of the constructor:
        unreachable: What is due there waits: Discord cannot reach them, or the bot is no longer in them.
    """

    def __init__(self, db: Database, clock: Clock, features: Features, unreachable: UnreachableGuilds) -> None:
        self._db = db
        self._clock = clock
        self._features = features
        self._unreachable = unreachable
        self._seen: dict[tuple[GuildId, UserId], datetime] = {}
        #: For each stock that is being taken: the servers that were joined or left since it was counted.
        self._changed: list[set[GuildId]] = []

    async def sync_guilds(self, there: Mapping[GuildId, ChannelId | None], unreachable: frozenset[GuildId]) -> None:
        """Learn at a start which servers the bot is in, whatever happened while it was off.

        Args:
            there: All of them, each with a channel that may be written to (None: not known, or there is none).
            unreachable: Those Discord cannot reach just now.
        """
        # Before anything is awaited: what the gateway tells from now on is newer than `unreachable`.
        self._unreachable.replace(unreachable | (self._unreachable.guilds - there.keys()))
        changed: set[GuildId] = set()
        self._changed.append(changed)
        try:
            known = await self._db.read(guilds.left_at)
            for guild, left_at in known.items():
                if guild in changed:
                    continue
                if guild in there and left_at is not None:
                    await self._take_up(guild, there[guild])
                elif guild not in there and left_at is None:
                    await self._put_away(guild)
                elif guild not in there:
                    self._unreachable.add(guild)
            for guild, channel in there.items():
                # One without a place to be greeted in is met when there is one.
                if guild not in known and channel is not None and guild not in changed:
                    await self._take_up(guild, channel)
        finally:
            self._changed.remove(changed)

    async def joined(self, guild: GuildId, channel: ChannelId | None) -> None:
        """Learn that the bot is in a server, for the first time or again.

        Args:
            guild: The server.
            channel: Where it may be greeted; None: nowhere yet.
        """
        # Before anything is awaited: an outage that begins meanwhile is newer.
        self._unreachable.discard(guild)
        self._is_newer(guild)
        await self._take_up(guild, channel)

    async def _take_up(self, guild: GuildId, channel: ChannelId | None) -> None:
        now = self._clock.now()

        def act(tx: Transaction) -> None:
            self._features.on_guild_changed(
                tx, GuildChanged(guild=guild, presence=Presence.JOINED, channel=channel, at=now)
            )
            if channel is not None:
                guilds.remember_guild(tx, guild, now)
            guilds.set_left(tx, guild, None)

        await self._db.write(act)

    async def left(self, guild: GuildId) -> None:
        """Learn that the bot was removed: nothing is asked there, and all is kept for a while."""
        self._is_newer(guild)
        await self._put_away(guild)

    def _is_newer(self, guild: GuildId) -> None:
        """Keep the stock that is being taken from undoing what the gateway has just told of a server."""
        for changed in self._changed:
            changed.add(guild)

    async def _put_away(self, guild: GuildId) -> None:
        now = self._clock.now()
        self._unreachable.add(guild)

        def act(tx: Transaction) -> None:
            guilds.remember_guild(tx, guild, now)
            guilds.set_left(tx, guild, now)
            self._features.on_guild_changed(tx, GuildChanged(guild=guild, presence=Presence.LEFT, channel=None, at=now))

        await self._db.write(act)
        _log.info("server-left", guild=guild)

    async def record_activity(self, guild: GuildId, user: UserId, name: str, at: datetime) -> None:
        """Learn that somebody acted in a server: what is open there is withheld from them elsewhere, too.

        It is written once an hour for each; a database that fails meanwhile fails nobody's act.
        """
        hour = at.replace(minute=0, second=0, microsecond=0)
        if self._seen.get((guild, user)) == hour:
            return
        if len(self._seen) >= _SEEN_MOST:
            self._seen.clear()
        self._seen[guild, user] = hour
        try:
            await self._db.write(lambda tx: guilds.remember_member(tx, guild, user, name, at))
        except DatabaseFault as fault:
            self._seen.pop((guild, user), None)
            _log.warning("member-not-written", why=str(fault))

    def unreachable(self, guild: GuildId) -> None:
        """Learn that Discord cannot reach a server just now."""
        self._unreachable.add(guild)

    def reachable(self, guild: GuildId) -> None:
        """Learn that Discord can reach it again."""
        self._unreachable.discard(guild)
