"""People: a choice holds in every server, at once and for what comes."""

from __future__ import annotations

from sqlalchemy import select

from bot.boards.tables import tallies
from bot.core.ids import UserId
from bot.db.database import Database
from bot.guilds.queries.people import hide, is_hidden
from tests.database import writing


async def test_hiding_reaches_the_tallies_of_every_server(db: Database) -> None:
    """All of a person's tallies are marked, nobody else's, and showing them again takes the marks away."""
    row = {"scope": "guild", "period": "all", "points": 1, "answered": 1, "right": 0, "last_at_ms": 0, "hidden": False}
    with writing(db) as tx:
        tx.execute(tallies.insert(), [{**row, "guild": guild, "user": user} for guild in (1, 2) for user in (7, 8)])
        marked = select(tallies.c.guild, tallies.c.user).where(tallies.c.hidden).order_by(tallies.c.guild)
        hide(tx, UserId(7), hidden=True)
        assert [tuple(found) for found in tx.execute(marked).all()] == [(1, 7), (2, 7)]
        hide(tx, UserId(7), hidden=False)
        assert tx.execute(marked).all() == []


async def test_nobody_is_hidden_unasked(db: Database) -> None:
    """Someone who never chose is shown; a choice is remembered, and may be made twice."""
    with writing(db) as tx:
        assert not is_hidden(tx, UserId(7))
        hide(tx, UserId(7), hidden=True)
        hide(tx, UserId(7), hidden=True)
        assert is_hidden(tx, UserId(7))
        assert not is_hidden(tx, UserId(8))
