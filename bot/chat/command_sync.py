"""Commands: which definition of our commands Discord was told last, so that a start sends it only when it changed."""

from __future__ import annotations

from bot.chat import command_queries as commands
from bot.db.database import Database, Transaction

#: The scope of commands that exist in every server; a server's own would be its id.
EVERYWHERE = 0


class Commands:
    """Remembers what Discord was told."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def synced(self, application: int, scope: int = EVERYWHERE) -> str | None:
        """Return the hash of the definition last told, None if there is none.

        Args:
            application: Discord's id of the bot.
            scope: A server's id, or `EVERYWHERE`.
        """

        def act(tx: Transaction) -> str | None:
            return commands.hash_of(tx, application=application, scope=scope)

        return await self._db.read(act)

    async def remember(self, application: int, scope: int, digest: str) -> None:
        """Keep the hash of the definition just told; call it after Discord took it."""

        def act(tx: Transaction) -> None:
            commands.put(tx, application=application, scope=scope, digest=digest)

        await self._db.write(act)
