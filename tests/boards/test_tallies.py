"""Tallies: every answer is added to its scopes and periods, and the log gives the same sums."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, text, update

from bot.boards.queries import tallies
from bot.boards.queries.tallies import Gain
from bot.boards.service.tallies import Recount, Recounted
from bot.boards.tables import tallies as table
from bot.core.ids import ChannelId, DeckId, GuildId, UserId
from bot.core.instants import to_ms
from bot.db.database import Database, Transaction
from bot.guilds import queries as guilds
from tests.database import writing
from tests.fixtures.services import DEMO

NEW_YEAR = datetime(2027, 1, 1, 9, tzinfo=UTC)
GAIN = Gain(
    guild=GuildId(1),
    channel=ChannelId(10),
    deck=DeckId("aws"),
    user=UserId(7),
    local_date=date(2027, 1, 1),
    at=NEW_YEAR,
    points=75,
    answered=1,
    right=1,
)
HERE, ELSEWHERE = GuildId(1), GuildId(2)


def rows(tx: Transaction) -> dict[tuple[str, str], tuple[int, int, int, int]]:
    """Return what is counted, by scope and period."""
    found = tx.execute(select(table)).all()
    return {(row.scope, row.period): (row.points, row.answered, row.right, row.last_at_ms) for row in found}


async def test_an_answer_counts_in_three_scopes_and_four_periods(db: Database) -> None:
    """Server, channel and deck; day, ISO week (of another year here), month and all time."""
    with writing(db) as tx:
        tallies.add(tx, GAIN)
        scopes = ("guild", "channel:10", "deck:aws")
        periods = ("2027-01-01", "2026-W53", "2027-01", "all")
        expected = {(scope, period): (75, 1, 1, to_ms(NEW_YEAR)) for scope in scopes for period in periods}
        assert rows(tx) == expected


async def test_gains_add_up(db: Database) -> None:
    """Points, answers and rights are summed; the last answer is the latest, in whatever order they are written."""
    with writing(db) as tx:
        tallies.add(tx, GAIN)
        tallies.add(tx, replace(GAIN, points=10, right=0, at=NEW_YEAR - timedelta(hours=1)))
        tallies.add(tx, replace(GAIN, points=-5, answered=0, right=-1))
        counted = rows(tx)
    assert counted["guild", "all"] == (80, 2, 0, to_ms(NEW_YEAR))


async def test_a_hidden_persons_new_tallies_are_hidden(db: Database) -> None:
    """Who is hidden stays off a board they were never on, and old tallies follow the choice."""
    with writing(db) as tx:
        guilds.set_hidden(tx, UserId(7), hidden=True)
        tallies.add(tx, GAIN)
        tallies.add(tx, replace(GAIN, user=UserId(8)))
        shown = select(table.c.user).where(table.c.hidden.is_(False)).distinct()
        assert (guilds.is_hidden(tx, UserId(7)), guilds.is_hidden(tx, UserId(8))) == (True, False)
        assert [row.user for row in tx.execute(shown).all()] == [8]
        guilds.set_hidden(tx, UserId(7), hidden=False)
        tallies.hide(tx, UserId(7), hidden=False)
        assert {row.user for row in tx.execute(shown).all()} == {7, 8}


async def test_a_recount_of_nothing_is_nothing(db: Database) -> None:
    """Tallies without a log are thrown away, and those of other servers are left alone."""
    with writing(db) as tx:
        tallies.add(tx, GAIN)
        tallies.add(tx, replace(GAIN, guild=GuildId(2)))
        tallies.recount(tx, GuildId(1))
        assert {row.guild for row in tx.execute(select(table.c.guild)).all()} == {2}


async def test_hiding_reaches_the_tallies_of_every_server(db: Database) -> None:
    """All of a person's tallies are marked, nobody else's, and showing them again takes the marks away."""
    row = {"scope": "guild", "period": "all", "points": 1, "answered": 1, "right": 0, "last_at_ms": 0, "hidden": False}
    with writing(db) as tx:
        tx.execute(table.insert(), [{**row, "guild": guild, "user": user} for guild in (1, 2) for user in (7, 8)])
        marked = select(table.c.guild, table.c.user).where(table.c.hidden).order_by(table.c.guild)
        tallies.hide(tx, UserId(7), hidden=True)
        assert [tuple(found) for found in tx.execute(marked).all()] == [(1, 7), (2, 7)]
        tallies.hide(tx, UserId(7), hidden=False)
        assert tx.execute(marked).all() == []


async def test_servers_and_their_tallies(db: Database, asking: Any) -> None:
    """A server counts in with a question or with a tally alone."""
    with writing(db) as tx:
        asking.question(tx, guild=3)
        tx.execute(text("INSERT INTO tallies VALUES (2, 'guild', 'all', 7, 100, 2, 1, 5, 0)"))
        assert tallies.servers(tx) == (2, 3)
        assert tallies.counted(tx, GuildId(2)) == {("guild", "all", 7): (100, 2, 1, 5, False)}
        assert tallies.counted(tx, GuildId(3)) == {}


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
    recount = Recount(evening.db)
    total = (await recount.server(HERE)).tallies
    with writing(evening.db) as tx:
        ada, ben = evening.player("Ada").user, evening.player("Ben").user
        everything = (table.c.guild == HERE, table.c.scope == "guild", table.c.period == "all")
        tx.execute(update(table).where(*everything, table.c.user == ada).values(points=9_999))
        tx.execute(delete(table).where(*everything, table.c.user == ben))
        tx.execute(text("INSERT INTO tallies SELECT guild, scope, '1999', user, 1, 1, 1, 1, 0 FROM tallies LIMIT 1"))
    assert await recount.server(HERE) == Recounted(guild=HERE, tallies=total, differed=3)
    assert (await recount.server(HERE)).differed == 0
    assert (await recount.server(ELSEWHERE)).differed == 0
