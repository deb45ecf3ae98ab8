"""Queries about command definitions."""

from __future__ import annotations

from pathlib import Path

from bot.store import commands
from bot.store.store import Store


async def test_put_replaces_in_one_unit(tmp_path: Path) -> None:
    """Putting a hash twice leaves the later one."""
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path / 'deckhand.sqlite'}")
    try:
        async with store.write() as unit:
            await commands.put(unit, application=1, scope=0, digest="a" * 64)
            await commands.put(unit, application=1, scope=0, digest="b" * 64)
        async with store.read() as unit:
            assert await commands.hash_of(unit, application=1, scope=0) == "b" * 64
    finally:
        await store.close()
