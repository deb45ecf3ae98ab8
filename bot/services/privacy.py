"""Privacy: what a person may see of themselves, take back, or keep off the boards."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import datetime

from bot.store import erasures, held, people
from bot.store.store import Store
from bot.terms.ids import GuildId, UserId
from bot.terms.instants import Clock

#: Tombstones are smaller than any id Discord ever gave to a person: its first millisecond ends at 2^22.
_TOMBSTONE_MOST = 2**44


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What became of a wish to be forgotten."""

    #: False: answers to questions that are open follow once those have closed.
    wholly: bool


class Privacy:
    """The rights of one person over what is kept of them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def export(self, user: UserId, guild: GuildId | None) -> bytes:
        """Return everything held about a person as JSON, of one server or (None) of all."""
        async with self._store.read() as unit:
            found = await held.of(unit, user, guild)
        made = {"user": str(user), "server": None if guild is None else str(guild), **found}
        made["made_at"] = self._clock.now().isoformat()
        return json.dumps(made, ensure_ascii=False, indent=1, default=str).encode()

    async def hide(self, user: UserId, *, hidden: bool) -> None:
        """Take a person off every board of every server, or show them again."""
        async with self._store.write() as unit:
            await people.hide(unit, user, hidden=hidden)

    async def is_hidden(self, user: UserId) -> bool:
        """Tell whether a person is left out of boards."""
        async with self._store.read() as unit:
            return await people.is_hidden(unit, user)

    async def erase(self, user: UserId, guild: GuildId | None) -> Erased:
        """Forget a person in one server or (None) in all; asked again, or cut off and taken up, it ends the same."""
        async with self._store.read() as unit:
            there = await held.servers(unit, user)
        wholly = True
        for server in (server for server in there if guild in (None, server)):
            tombstone = UserId(secrets.randbelow(_TOMBSTONE_MOST) + 1)
            async with self._store.write() as unit:
                await erasures.begin(unit, server, user, tombstone, self._clock.now())
            wholly = await self._carry_out(tombstone) and wholly
        if guild is None:
            async with self._store.write() as unit:
                await people.forget(unit, user)
        return Erased(wholly=wholly)

    async def next_due(self) -> datetime | None:
        """Return when an erasure goes on."""
        async with self._store.read() as unit:
            return await erasures.next_at(unit)

    async def go_on(self) -> None:
        """Carry on an erasure that is due, by one batch."""
        now = self._clock.now()
        async with self._store.write() as unit:
            found = await erasures.due(unit, now)
            if found is not None:
                await erasures.some(unit, found, now)

    async def _carry_out(self, tombstone: UserId) -> bool:
        """Erase what can be erased now; returns whether that is all."""
        more = True
        while more:
            async with self._store.write() as unit:
                found = await erasures.one(unit, tombstone)
                if found is None:
                    return True
                more = await erasures.some(unit, found, self._clock.now())
        async with self._store.read() as unit:
            return await erasures.one(unit, tombstone) is None
