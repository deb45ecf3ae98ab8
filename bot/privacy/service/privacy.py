"""Privacy: what a person may see of themselves, take back, or keep off the boards."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.core.ids import GuildId, UserId
from bot.core.instants import Clock
from bot.db.database import Database, Transaction
from bot.guilds.queries import people
from bot.privacy.queries import erasures, held

#: Tombstones are smaller than any id Discord ever gave to a person: its first millisecond ends at 2^22.
_TOMBSTONE_MOST = 2**44


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What became of a wish to be forgotten."""

    #: False: answers to questions that are open follow once those have closed.
    wholly: bool


class Privacy:
    """The rights of one person over what is kept of them."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def export(self, user: UserId, guild: GuildId | None) -> bytes:
        """Return everything held about a person as JSON, of one server or (None) of all."""
        found = await self._db.read(lambda tx: held.of(tx, user, guild))
        made = {"user": str(user), "server": None if guild is None else str(guild), **found}
        made["made_at"] = self._clock.now().isoformat()
        return json.dumps(made, ensure_ascii=False, indent=1, default=str).encode()

    async def hide(self, user: UserId, *, hidden: bool) -> None:
        """Take a person off every board of every server, or show them again."""

        def act(tx: Transaction) -> None:
            people.hide(tx, user, hidden=hidden)

        await self._db.write(act)

    async def is_hidden(self, user: UserId) -> bool:
        """Tell whether a person is left out of boards."""

        def act(tx: Transaction) -> bool:
            return people.is_hidden(tx, user)

        return await self._db.read(act)

    async def erase(self, user: UserId, guild: GuildId | None) -> Erased:
        """Forget a person in one server or (None) in all; asked again, or cut off and taken up, it ends the same."""
        there = await self._db.read(lambda tx: held.servers(tx, user))
        wholly = True
        for server in (server for server in there if guild in (None, server)):
            tombstone = UserId(secrets.randbelow(_TOMBSTONE_MOST) + 1)
            await self._db.write(
                partial(erasures.begin, guild=server, user=user, tombstone=tombstone, now=self._clock.now())
            )
            wholly = await self._carry_out(tombstone) and wholly
        if guild is None:
            await self._db.write(lambda tx: people.forget(tx, user))
        return Erased(wholly=wholly)

    async def next_due(self) -> datetime | None:
        """Return when an erasure goes on."""

        def act(tx: Transaction) -> datetime | None:
            return erasures.next_at(tx)

        return await self._db.read(act)

    async def go_on(self) -> None:
        """Carry on an erasure that is due, by one batch."""
        now = self._clock.now()

        def act(tx: Transaction) -> None:
            found = erasures.due(tx, now)
            if found is not None:
                erasures.some(tx, found, now)

        await self._db.write(act)

    async def _carry_out(self, tombstone: UserId) -> bool:
        """Erase what can be erased now; returns whether that is all."""

        def act(tx: Transaction) -> bool:
            found = erasures.one(tx, tombstone)
            return found is not None and erasures.some(tx, found, self._clock.now())

        while await self._db.write(act):
            pass
        return await self._db.read(lambda tx: erasures.one(tx, tombstone) is None)
