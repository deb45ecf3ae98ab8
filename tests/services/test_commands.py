"""What Discord was told last is remembered per application and scope."""

from __future__ import annotations

from pathlib import Path

from bot.chat.command_sync import EVERYWHERE, Commands
from bot.db.database import Database


async def test_nothing_was_told_at_first(tmp_path: Path) -> None:
    """A fresh database knows of no definition."""
    db = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'deckhand.sqlite'}")
    try:
        assert await Commands(db).synced(1) is None
    finally:
        await db.close()


async def test_the_last_definition_is_remembered(tmp_path: Path) -> None:
    """A later hash replaces the earlier one, and scopes do not mix."""
    db = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'deckhand.sqlite'}")
    try:
        commands = Commands(db)
        await commands.remember(1, EVERYWHERE, "a" * 64)
        await commands.remember(1, EVERYWHERE, "b" * 64)
        await commands.remember(1, 1_100_000_000_000_000_001, "c" * 64)
        assert await commands.synced(1) == "b" * 64
        assert await commands.synced(1, 1_100_000_000_000_000_001) == "c" * 64
        assert await commands.synced(2) is None
    finally:
        await db.close()
