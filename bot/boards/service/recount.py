"""Recount: all tallies from the answer log again, one transaction a server, so that it may be cut off between them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.boards.queries import tallies
from bot.core.ids import GuildId
from bot.db.database import Database, Transaction


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

    def __init__(self, db: Database) -> None:
        self._db = db

    async def servers(self) -> tuple[GuildId, ...]:
        """Return the servers there is something to count for."""
        return await self._db.read(tallies.servers)

    async def server(self, guild: GuildId) -> Recounted:
        """Count one server again and compare."""

        def act(tx: Transaction) -> Recounted:
            before = tallies.counted(tx, guild)
            tallies.recount(tx, guild)
            after = tallies.counted(tx, guild)
            differed = sum(before.get(place) != after.get(place) for place in before.keys() | after.keys())
            return Recounted(guild=guild, tallies=len(after), differed=differed)

        return await self._db.write(act)
