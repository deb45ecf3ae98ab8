"""People: a choice holds in every server, at once and for what comes."""

from __future__ import annotations

from sqlalchemy import select

from bot.store.people import hide, is_hidden
from bot.store.store import Store
from bot.store.tables import tallies
from bot.terms.ids import UserId


async def test_hiding_reaches_the_tallies_of_every_server(store: Store) -> None:
    """All of a person's tallies are marked, nobody else's, and showing them again takes the marks away."""
    row = {"scope": "guild", "period": "all", "points": 1, "answered": 1, "right": 0, "last_at_ms": 0, "hidden": False}
    async with store.write() as unit:
        await unit.execute(
            tallies.insert(), [{**row, "guild": guild, "user": user} for guild in (1, 2) for user in (7, 8)]
        )
        marked = select(tallies.c.guild, tallies.c.user).where(tallies.c.hidden).order_by(tallies.c.guild)
        await hide(unit, UserId(7), hidden=True)
        assert [tuple(found) for found in await unit.all(marked)] == [(1, 7), (2, 7)]
        await hide(unit, UserId(7), hidden=False)
        assert await unit.all(marked) == []


async def test_nobody_is_hidden_unasked(store: Store) -> None:
    """Someone who never chose is shown; a choice is remembered, and may be made twice."""
    async with store.write() as unit:
        assert not await is_hidden(unit, UserId(7))
        await hide(unit, UserId(7), hidden=True)
        await hide(unit, UserId(7), hidden=True)
        assert await is_hidden(unit, UserId(7))
        assert not await is_hidden(unit, UserId(8))
