"""Servers with anything to count are listed, and what is counted is read as it stands."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from bot.store import recounts
from bot.store.store import Store
from bot.terms.ids import GuildId


async def test_servers_and_their_tallies(store: Store, asking: Any) -> None:
    """A server counts in with a question or with a tally alone."""
    async with store.write() as unit:
        await asking.question(unit, guild=3)
        await unit.execute(text("INSERT INTO tallies VALUES (2, 'guild', 'all', 7, 100, 2, 1, 5, 0)"))
        assert await recounts.guilds(unit) == (2, 3)
        assert await recounts.counted(unit, GuildId(2)) == {("guild", "all", 7): (100, 2, 1, 5, False)}
        assert await recounts.counted(unit, GuildId(3)) == {}
