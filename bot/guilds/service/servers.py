"""Servers: who invited the bot, who removed it, and what becomes of what is kept about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import structlog

from bot.core.ids import ChannelId, GuildId
from bot.core.instants import Clock
from bot.daily.queries import occurrences, schedules
from bot.daily.service import letters
from bot.db.database import Database, Transaction
from bot.guilds.queries import guilds
from bot.guilds.service.away import Away
from bot.privacy.queries import purge
from bot.questions.service.outcomes import ScheduleState

#: So long everything of a server that removed the bot is kept, in case it comes back.
KEPT_FOR = timedelta(days=30)
_log = structlog.get_logger(__name__)


class Servers:
    """The servers the bot is in, and those it was in lately.

    Args of the constructor:
        away: What is due there waits: Discord cannot reach them, or the bot is no longer in them.
    """

    def __init__(self, db: Database, clock: Clock, away: Away) -> None:
        self._db = db
        self._clock = clock
        self._away = away

    async def take_stock(self, there: Mapping[GuildId, ChannelId | None], unreachable: frozenset[GuildId]) -> None:
        """Learn at a start which servers the bot is in, whatever happened while it was off.

        Args:
            there: All of them, each with a channel that may be written to (None: not known, or there is none).
            unreachable: Those Discord cannot reach just now.
        """
        # Before anything is awaited: what the gateway tells from now on is newer than `unreachable`.
        self._away.are(unreachable | (self._away.guilds - there.keys()))
        known, greeted = await self._db.read(lambda tx: (guilds.left_at(tx), guilds.greeted_or_at_work(tx)))
        for guild, left_at in known.items():
            if guild in there and left_at is not None:
                await self._take_in(guild, there[guild])
            elif guild not in there and left_at is None:
                await self.left(guild)
            elif guild not in there:
                self._away.went(guild)
        for guild, channel in there.items():
            if guild not in greeted and channel is not None:
                await self._take_in(guild, channel)

    async def joined(self, guild: GuildId, channel: ChannelId | None) -> None:
        """Learn that the bot is in a server: greet it once, or let what it left behind go on.

        Args:
            guild: The server.
            channel: Where it may be greeted; None: nowhere yet.
        """
        await self._take_in(guild, channel)
        self._away.came(guild)

    async def left(self, guild: GuildId) -> None:
        """Learn that the bot was removed: nothing is asked there, and all is kept for a while."""
        self._away.went(guild)

        def act(tx: Transaction) -> None:
            guilds.see(tx, guild, self._clock.now())
            guilds.set_left(tx, guild, self._clock.now())
            for schedule in schedules.in_guild(tx, guild):
                schedules.set_next(tx, schedule.id, None)

        await self._db.write(act)
        _log.info("server-archived", guild=guild)

    def unreachable(self, guild: GuildId) -> None:
        """Learn that Discord cannot reach a server just now."""
        self._away.went(guild)

    def reachable(self, guild: GuildId) -> None:
        """Learn that Discord can reach it again."""
        self._away.came(guild)

    async def next_due(self) -> datetime | None:
        """Return when the next archived server is to be purged."""

        def act(tx: Transaction) -> datetime | None:
            return purge.next_at(tx, KEPT_FOR)

        return await self._db.read(act)

    async def go_on(self) -> None:
        """Purge a batch of what is due."""

        def act(tx: Transaction) -> None:
            guild = purge.due(tx, self._clock.now() - KEPT_FOR)
            if guild is not None and not purge.some(tx, guild):
                self._away.came(guild)
                _log.info("server-purged", guild=guild)

        await self._db.write(act)

    async def _take_in(self, guild: GuildId, channel: ChannelId | None) -> None:
        await self._end_purge(guild)
        now = self._clock.now()

        def act(tx: Transaction) -> None:
            guilds.see(tx, guild, now)
            if guilds.set_left(tx, guild, None):
                self._plan(tx, guild, now)
            if channel is not None and not schedules.count(tx, guild):
                letters.owe_greeting(tx, guild, channel, now)

        await self._db.write(act)

    async def _end_purge(self, guild: GuildId) -> None:
        """End a purge that has begun: half a server cannot come back."""
        while await self._db.write(lambda tx: guilds.is_purging(tx, guild) and purge.some(tx, guild)):
            pass

    def _plan(self, tx: Transaction, guild: GuildId, now: datetime) -> None:
        for schedule in schedules.in_guild(tx, guild):
            if schedule.state == ScheduleState.ACTIVE.value and schedule.next_at is None:
                last = occurrences.last_auto(tx, schedule.id)
                schedules.set_next(tx, schedule.id, schedule.timetable.next_after(now, last=last))
