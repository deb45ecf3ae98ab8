"""Queries about which command definitions Discord was told."""

from __future__ import annotations

from sqlalchemy import insert, select, update

from bot.chat.tables import synced_commands as synced
from bot.db.database import Transaction


def hash_of(tx: Transaction, *, application: int, scope: int) -> str | None:
    """Return the hash of the definition last sent; None: none was."""
    found = tx.execute(
        select(synced.c.hash).where(synced.c.application == application, synced.c.scope == scope)
    ).scalar()
    return None if found is None else str(found)


def put(tx: Transaction, *, application: int, scope: int, digest: str) -> None:
    """Keep the hash of the definition just sent, in place of an earlier one."""
    changed = tx.execute(
        update(synced).where(synced.c.application == application, synced.c.scope == scope).values(hash=digest)
    ).rowcount
    if changed == 0:
        tx.execute(insert(synced).values(application=application, scope=scope, hash=digest))
