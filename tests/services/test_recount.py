"""Tallies can be counted again from the answer log, and what differed is told."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, text, update

from bot.boards.service.recount import Recount, Recounted
from bot.core.ids import GuildId
from tests.database import tables, writing
from tests.fixtures.services import DEMO

HERE, ELSEWHERE = GuildId(1), GuildId(2)


async def play(evening: Any) -> None:
    """Have a question answered in two servers."""
    await evening.decks.sync([DEMO])
    for guild in (HERE, ELSEWHERE):
        view = await evening.schedule(guild=guild)
        order = await evening.asks_now(view.id, guild)
        for name in ("Ada", "Ben"):
            await evening.answers(order.open.questions[0].id, evening.player(name, guild), "zebra")


async def test_nothing_differs(evening: Any) -> None:
    """After ordinary play every tally agrees with the log."""
    await play(evening)
    recount = Recount(evening.db)
    assert await recount.servers() == (HERE, ELSEWHERE)
    found = await recount.server(HERE)
    assert (found.guild, found.differed) == (HERE, 0)
    assert found.tallies > 0


async def test_what_was_wrong_missing_or_too_much_is_put_right(evening: Any) -> None:
    """Each is counted once, and other servers are left alone."""
    await play(evening)
    tallies, recount = tables["tallies"], Recount(evening.db)
    total = (await recount.server(HERE)).tallies
    with writing(evening.db) as tx:
        ada, ben = evening.player("Ada").user, evening.player("Ben").user
        everything = (tallies.c.guild == HERE, tallies.c.scope == "guild", tallies.c.period == "all")
        tx.execute(update(tallies).where(*everything, tallies.c.user == ada).values(points=9_999))
        tx.execute(delete(tallies).where(*everything, tallies.c.user == ben))
        tx.execute(text("INSERT INTO tallies SELECT guild, scope, '1999', user, 1, 1, 1, 1, 0 FROM tallies LIMIT 1"))
    assert await recount.server(HERE) == Recounted(guild=HERE, tallies=total, differed=3)
    assert (await recount.server(HERE)).differed == 0
    assert (await recount.server(ELSEWHERE)).differed == 0
