"""Queries about which command definitions Discord was told."""

from __future__ import annotations

from sqlalchemy import insert, select, update

from bot.store.community import synced_commands as synced
from bot.store.store import Unit


async def hash_of(unit: Unit, *, application: int, scope: int) -> str | None:
    """Return the hash of the definition last sent; None: none was."""
    found = await unit.scalar(select(synced.c.hash).where(synced.c.application == application, synced.c.scope == scope))
    return None if found is None else str(found)


async def put(unit: Unit, *, application: int, scope: int, digest: str) -> None:
    """Keep the hash of the definition just sent, in place of an earlier one."""
    changed = await unit.execute(
        update(synced).where(synced.c.application == application, synced.c.scope == scope).values(hash=digest)
    )
    if changed == 0:
        await unit.execute(insert(synced).values(application=application, scope=scope, hash=digest))
