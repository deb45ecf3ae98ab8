"""Tallies: every answer is added to its scopes and periods, and the log gives the same sums."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from bot.boards.queries import tallies
from bot.boards.queries.tallies import Gain
from bot.boards.tables import tallies as table
from bot.core.ids import ChannelId, DeckId, GuildId, UserId
from bot.core.instants import to_ms
from bot.db.database import Database, Transaction
from bot.guilds.queries import people
from tests.database import writing

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
        people.hide(tx, UserId(7), hidden=True)
        tallies.add(tx, GAIN)
        tallies.add(tx, replace(GAIN, user=UserId(8)))
        shown = select(table.c.user).where(table.c.hidden.is_(False)).distinct()
        assert (people.is_hidden(tx, UserId(7)), people.is_hidden(tx, UserId(8))) == (True, False)
        assert [row.user for row in tx.execute(shown).all()] == [8]
        people.hide(tx, UserId(7), hidden=False)
        tallies.hide(tx, UserId(7), hidden=False)
        assert {row.user for row in tx.execute(shown).all()} == {7, 8}


async def test_a_recount_of_nothing_is_nothing(db: Database) -> None:
    """Tallies without a log are thrown away, and those of other servers are left alone."""
    with writing(db) as tx:
        tallies.add(tx, GAIN)
        tallies.add(tx, replace(GAIN, guild=GuildId(2)))
        assert tallies.recount(tx, GuildId(1)) == 0
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
