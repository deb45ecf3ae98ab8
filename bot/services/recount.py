"""Recount: all tallies from the answer log again, server by server, each in one unit, so that it may be cut off."""

from __future__ import annotations

from dataclasses import dataclass

from bot.store import recounts, tallies
from bot.store.store import Store
from bot.terms.ids import GuildId


@dataclass(frozen=True, slots=True, kw_only=True)
class Recounted:
    """What became of a server's tallies."""

    guild: GuildId
    #: How many there are now.
    tallies: int
    #: How many were wrong, missing or too many, and are right now.
    differed: int


class Recount:
    """Counts again."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def servers(self) -> tuple[GuildId, ...]:
        """Return the servers there is something to count for."""
        async with self._store.read() as unit:
            return await recounts.guilds(unit)

    async def server(self, guild: GuildId) -> Recounted:
        """Count one server again and compare."""
        async with self._store.write() as unit:
            before = await recounts.counted(unit, guild)
            await tallies.recount(unit, guild)
            after = await recounts.counted(unit, guild)
        differed = sum(before.get(place) != after.get(place) for place in before.keys() | after.keys())
        return Recounted(guild=guild, tallies=len(after), differed=differed)
