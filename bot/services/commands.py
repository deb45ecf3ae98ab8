"""Commands: which definition of our commands Discord was told last, so that a start sends it only when it changed."""

from __future__ import annotations

from bot.store import commands
from bot.store.store import Store

#: The scope of commands that exist in every server; a server's own would be its id.
EVERYWHERE = 0


class Commands:
    """Remembers what Discord was told."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def synced(self, application: int, scope: int = EVERYWHERE) -> str | None:
        """Return the hash of the definition last told, None if there is none.

        Args:
            application: Discord's id of the bot.
            scope: A server's id, or `EVERYWHERE`.
        """
        async with self._store.read() as unit:
            return await commands.hash_of(unit, application=application, scope=scope)

    async def remember(self, application: int, scope: int, digest: str) -> None:
        """Keep the hash of the definition just told; call it after Discord took it."""
        async with self._store.write() as unit:
            await commands.put(unit, application=application, scope=scope, digest=digest)
