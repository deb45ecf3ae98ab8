"""What a person may see of themselves, take back, or keep off the boards; and what is deleted in time."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.chat.chores import Chore
from bot.chat.feature import Features, GuildChanged, PersonErased, PersonHidden, Presence, QuestionsClosed
from bot.core.ids import GuildId, UserId
from bot.core.instants import Clock
from bot.db.database import Database, Transaction
from bot.guilds import queries as guilds
from bot.privacy import queries
from bot.privacy.queries import Erasure

#: So long everything of a server that removed the bot is kept, in case it comes back.
KEPT_AFTER_LEAVING = timedelta(days=30)
#: Between two looks for old texts where nothing is old enough: to the day is exact enough, to the hour costs nothing.
_PAUSE = timedelta(hours=1)
#: Tombstones are smaller than any id Discord ever gave to a person: its first millisecond ends at 2^22.
_TOMBSTONE_MOST = 2**44
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What became of a wish to be forgotten."""

    #: False: answers to questions that are open follow once those have closed.
    wholly: bool


class Privacy:
    """The rights of one person over what is kept of them; as a chore it carries erasures on."""

    def __init__(self, db: Database, clock: Clock, features: Features) -> None:
        self._db = db
        self._clock = clock
        self._features = features

    async def export(self, user: UserId, guild: GuildId | None) -> bytes:
        """Return everything kept of a person as JSON, of one server or (None) of all."""

        def look(tx: Transaction) -> dict[str, object]:
            return {**queries.kept_of(tx, user, queries.guilds_of(tx, user) if guild is None else [guild])}

        made = {"user": str(user), "server": None if guild is None else str(guild), **await self._db.read(look)}
        made["made_at"] = self._clock.now().isoformat()
        return json.dumps(made, ensure_ascii=False, indent=1, default=str).encode()

    async def hide(self, user: UserId, *, hidden: bool) -> None:
        """Take a person off every board of every server, or show them again."""

        def act(tx: Transaction) -> None:
            guilds.set_hidden(tx, user, hidden=hidden)
            self._features.on_hidden(tx, PersonHidden(user=user, hidden=hidden))

        await self._db.write(act)

    async def is_hidden(self, user: UserId) -> bool:
        """Tell whether a person is left out of boards."""
        return await self._db.read(lambda tx: guilds.is_hidden(tx, user))

    async def erase(self, user: UserId, guild: GuildId | None) -> Erased:
        """Forget a person in one server or (None) in all; asked again, or cut off and taken up, it ends the same."""
        there = await self._db.read(lambda tx: queries.guilds_of(tx, user))
        wholly = True
        for server in (server for server in there if guild in (None, server)):
            tombstone = UserId(secrets.randbelow(_TOMBSTONE_MOST) + 1)
            begin = partial(queries.begin_erasure, guild=server, user=user, tombstone=tombstone, now=self._clock.now())
            await self._db.write(begin)
            wholly = await self._carry_out(tombstone) and wholly
        if guild is None:
            await self._db.write(lambda tx: queries.forget_choices(tx, user))
        return Erased(wholly=wholly)

    def chore(self) -> Chore:
        """Return the carrying on of erasures that had to wait."""
        return Chore(name="erase", next_due=queries.next_erasure_at, work=self._go_on)

    async def _go_on(self, now: datetime) -> int:
        """Carry on an erasure that is due, by one batch."""

        def act(tx: Transaction) -> int:
            found = queries.due_erasure(tx, now)
            if found is not None:
                self._erase_some(tx, found, now)
            return int(found is not None)

        return await self._db.write(act)

    async def _carry_out(self, tombstone: UserId) -> bool:
        """Erase what can be erased now; returns whether that is all."""

        def act(tx: Transaction) -> bool:
            found = queries.erasure_of(tx, tombstone)
            return found is not None and self._erase_some(tx, found, self._clock.now())

        while await self._db.write(act):
            pass
        return await self._db.read(lambda tx: queries.erasure_of(tx, tombstone) is None)

    def _erase_some(self, tx: Transaction, erasure: Erasure, now: datetime) -> bool:
        """Erase a batch, and tell when nothing is left; returns whether there is more to do at once."""
        more = queries.erase_some(tx, erasure, now)
        if queries.erasure_of(tx, erasure.tombstone) is None:
            self._features.on_erased(
                tx, PersonErased(guild=erasure.guild, user=erasure.user, tombstone=erasure.tombstone)
            )
        return more


class Retention:
    """What people wrote is dropped after a time; points, ranks and what a point was earned for stay.

    Args of the constructor:
        keep: For how long texts are kept; longer than an answer can be appealed.
    """

    def __init__(self, db: Database, clock: Clock, keep: timedelta) -> None:
        self._db = db
        self._clock = clock
        self._keep = keep
        # Forgotten at a stop: the first looks of a life then find what is done already, and pass it quickly.
        self._cursors = dict.fromkeys(queries.tables_with_texts(), 0)
        self._due_at = dict.fromkeys(self._cursors, clock.now())

    def chore(self) -> Chore:
        """Return the dropping of texts that are old enough."""
        return Chore(name="drop-texts", next_due=lambda _: min(self._due_at.values(), default=None), work=self._go_on)

    async def _go_on(self, now: datetime) -> int:
        """Drop the texts of one batch of one table."""
        name = min(self._due_at, key=self._due_at.__getitem__)
        after, before = self._cursors[name], now - self._keep
        dropped = await self._db.write(lambda tx: queries.drop_texts(tx, name, after, before))
        self._cursors[name] = dropped.cursor
        ripe_at = now if dropped.next_at is None else dropped.next_at + self._keep
        self._due_at[name] = now if dropped.more else max(ripe_at, now + _PAUSE)
        return 1


class Purge:
    """Servers that removed the bot long ago are deleted wholly, in batches."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def chore(self) -> Chore:
        """Return the purging of servers that were left."""
        return Chore(name="purge", next_due=lambda tx: queries.next_purge_at(tx, KEPT_AFTER_LEAVING), work=self._go_on)

    async def _go_on(self, now: datetime) -> int:
        """Purge a batch of what is due."""

        def act(tx: Transaction) -> int:
            guild = queries.due_purge(tx, now - KEPT_AFTER_LEAVING)
            if guild is not None and not queries.purge_some(tx, guild):
                _log.info("server-purged", guild=guild)
            return int(guild is not None)

        return await self._db.write(act)


def erase_what_waited(tx: Transaction, closed: QuestionsClosed) -> None:
    """Look again for what an erasure had to leave while these questions were open."""
    if closed.guild is not None:
        queries.hasten_erasures(tx, closed.guild, closed.at)


def end_purge(tx: Transaction, guild: GuildChanged) -> None:
    """End a purge that has begun before a server comes back: half of one cannot."""
    if guild.presence is Presence.JOINED and guilds.is_purging(tx, guild.guild):
        while queries.purge_some(tx, guild.guild):
            pass
