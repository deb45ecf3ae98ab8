"""Servers with anything to count are listed, and what is counted is read as it stands."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from bot.boards.queries import recounts
from bot.core.ids import GuildId
from bot.db.database import Database
from tests.database import writing


async def test_servers_and_their_tallies(db: Database, asking: Any) -> None:
    """A server counts in with a question or with a tally alone."""
    with writing(db) as tx:
        asking.question(tx, guild=3)
        tx.execute(text("INSERT INTO tallies VALUES (2, 'guild', 'all', 7, 100, 2, 1, 5, 0)"))
        assert recounts.guilds(tx) == (2, 3)
        assert recounts.counted(tx, GuildId(2)) == {("guild", "all", 7): (100, 2, 1, 5, False)}
        assert recounts.counted(tx, GuildId(3)) == {}
