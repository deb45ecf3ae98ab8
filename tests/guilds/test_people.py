"""People: a choice holds in every server, at once and for what comes."""

from __future__ import annotations

from bot.core.ids import UserId
from bot.db.database import Database
from bot.guilds.queries.people import hide, is_hidden
from tests.database import writing


async def test_nobody_is_hidden_unasked(db: Database) -> None:
    """Someone who never chose is shown; a choice is remembered, and may be made twice."""
    with writing(db) as tx:
        assert not is_hidden(tx, UserId(7))
        hide(tx, UserId(7), hidden=True)
        hide(tx, UserId(7), hidden=True)
        assert is_hidden(tx, UserId(7))
        assert not is_hidden(tx, UserId(8))
