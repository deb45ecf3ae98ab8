"""Queries about command definitions."""

from __future__ import annotations

from pathlib import Path

from bot.chat import command_queries as commands
from bot.db.database import Database
from tests.database import reading, writing


async def test_put_replaces_in_one_unit(tmp_path: Path) -> None:
    """Putting a hash twice leaves the later one."""
    db = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'deckhand.sqlite'}")
    try:
        with writing(db) as tx:
            commands.put(tx, application=1, scope=0, digest="a" * 64)
            commands.put(tx, application=1, scope=0, digest="b" * 64)
        with reading(db) as tx:
            assert commands.hash_of(tx, application=1, scope=0) == "b" * 64
    finally:
        await db.close()
