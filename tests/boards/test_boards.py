"""Boards: the order of rank, pages in both directions, nobody hidden, nobody from elsewhere."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Select, insert, select
from sqlalchemy.dialects.sqlite.aiosqlite import dialect as sqlite_dialect

from bot.boards.queries import boards, tallies
from bot.boards.queries.boards import Board, Key, Standing
from bot.boards.queries.tallies import Gain
from bot.boards.tables import rank_counts
from bot.core.ids import ChannelId, DeckId, GuildId, UserId
from bot.core.instants import to_ms
from bot.daily.queries.streaks import STREAK
from bot.daily.tables import schedules, streaks
from bot.db.database import Database, Transaction
from bot.guilds import queries as guilds
from tests.database import hide, reading, writing

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
BOARD = Board(guild=GuildId(1), scope="guild", period="all")


def score(tx: Transaction, user: int, points: int, *, right: int = 0, minutes: int = 0, guild: int = 1) -> None:
    """Give someone a tally."""
    gain = Gain(
        guild=GuildId(guild),
        channel=ChannelId(10),
        deck=DeckId("aws"),
        user=UserId(user),
        local_date=date(2026, 11, 23),
        at=NOON + timedelta(minutes=minutes),
        points=points,
        answered=1,
        right=right,
    )
    tallies.add(tx, gain)


def users(standings: tuple[Standing, ...]) -> list[int]:
    """Return who stands there."""
    return [standing.user for standing in standings]


async def test_the_order_is_points_then_rights_then_the_earlier_answer(db: Database) -> None:
    """Each further key decides only between those the earlier ones leave equal."""
    with writing(db) as tx:
        score(tx, 1, 50, right=9)
        score(tx, 2, 80, right=1, minutes=5)
        score(tx, 3, 80, right=2, minutes=9)
        score(tx, 4, 80, right=1, minutes=3)
        score(tx, 6, 80, right=1, minutes=3)
        score(tx, 5, 80, right=1, minutes=3)
    with reading(db) as tx:
        assert users(boards.first(tx, BOARD, 10)) == [3, 4, 5, 6, 2, 1]
        assert users(boards.last(tx, BOARD, 2)) == [2, 1]


async def test_ties_share_a_rank(db: Database) -> None:
    """Rank is 1 + how many have more points: 1, 2, 2, 4."""
    with writing(db) as tx:
        for user, points in ((1, 90), (2, 80), (3, 80), (4, 70)):
            score(tx, user, points, minutes=user)
        rows = boards.first(tx, BOARD, 10)
        assert [boards.rank(tx, BOARD, row.key) for row in rows] == [1, 2, 2, 4]
        assert boards.total(tx, BOARD) == 4


async def test_pages_meet_without_gap_or_overlap(db: Database) -> None:
    """Walking a board forwards or backwards in pages of any size gives each row once, in order."""
    chance = random.Random(5)
    with writing(db) as tx:
        for user in range(1, 41):
            score(tx, user, chance.randrange(4), right=chance.randrange(2), minutes=chance.randrange(3))
        whole = boards.first(tx, BOARD, 99)
        for size in (1, 3, 7):
            forwards = list(boards.first(tx, BOARD, size))
            while page := boards.after(tx, BOARD, forwards[-1].key, size):
                forwards += page
            assert forwards == list(whole)
            backwards = list(boards.last(tx, BOARD, size))
            while page := boards.before(tx, BOARD, backwards[0].key, size):
                backwards = [*page, *backwards]
            assert backwards == list(whole)


async def test_a_place_nobody_holds_any_more_is_still_a_place(db: Database) -> None:
    """A page goes on from where it ended, even if the person there has moved."""
    with writing(db) as tx:
        for user, points in ((1, 90), (2, 80), (3, 70)):
            score(tx, user, points)
        gone = Key(value=80, second=0, last_at_ms=to_ms(NOON), user=2)
        score(tx, 2, 50)
        assert users(boards.after(tx, BOARD, gone, 10)) == [3]
        assert users(boards.before(tx, BOARD, gone, 10)) == [2, 1]


async def test_hidden_people_are_on_no_board(db: Database) -> None:
    """They are not listed and push nobody down; only for their own eyes they have a row and a rank."""
    with writing(db) as tx:
        for user, points in ((1, 90), (2, 80), (3, 70)):
            score(tx, user, points)
        hide(tx, UserId(1), hidden=True)
        listed = boards.first(tx, BOARD, 10)
        assert users(listed) == [2, 3]
        assert boards.rank(tx, BOARD, listed[0].key) == 1
        assert boards.total(tx, BOARD) == 2
        own = boards.own(tx, BOARD, UserId(1))
        assert own is not None
        assert own.hidden
        assert boards.rank(tx, BOARD, own.key) == 1


async def test_a_row_carries_the_name_of_its_server(db: Database) -> None:
    """Names come from this server's members; someone never seen has none."""
    with writing(db) as tx:
        score(tx, 1, 90)
        score(tx, 2, 80)
        score(tx, 1, 10, guild=2)
        guilds.remember_member(tx, GuildId(1), UserId(1), "Ada", NOON)
        guilds.remember_member(tx, GuildId(2), UserId(1), "secret name", NOON)
        assert [row.name for row in boards.first(tx, BOARD, 10)] == ["Ada", ""]
        own = boards.own(tx, BOARD, UserId(1))
        assert own is not None
        assert (own.name, own.points, own.answered) == ("Ada", 90, 1)
        assert boards.own(tx, BOARD, UserId(3)) is None


@pytest.mark.parametrize(
    "statement",
    [getattr(boards.POINTS, name) for name in ("first", "last", "after", "before", "higher")],
)
def test_boards_are_read_from_the_narrow_index(database: Path, statement: Select[Any]) -> None:
    """The index of ranks answers pages in order, without sorting."""
    compiled = statement.compile(dialect=sqlite_dialect())
    values = {"guild": 1, "scope": "guild", "period": "all", "size": 10}
    with closing(sqlite3.connect(database)) as connection:
        parameters = [values.get(name, 1) for name in compiled.positiontup or ()]
        steps = connection.execute(f"EXPLAIN QUERY PLAN {compiled}", parameters).fetchall()
    plan = " / ".join(step[3] for step in steps)
    assert "ix_tallies_rank" in plan
    assert "TEMP B-TREE" not in plan


async def test_accuracy_is_of_those_who_answered_enough(db: Database) -> None:
    """Shares of right answers, more answers first among equals; too few answers are no accuracy."""
    board = replace(BOARD, by=boards.ACCURACY, least=2)
    with writing(db) as tx:
        for user, right, answered in ((1, 1, 1), (2, 1, 2), (3, 4, 6), (4, 2, 3), (5, 0, 2)):
            for number in range(answered):
                score(tx, user, 10, right=int(number < right))
        rows = boards.first(tx, board, 10)
        assert users(rows) == [3, 4, 2, 5]
        assert [boards.rank(tx, board, row.key) for row in rows] == [1, 1, 3, 4]
        assert boards.total(tx, board) == 4
        assert boards.own(tx, board, UserId(1)) is None
        assert users(boards.after(tx, board, rows[1].key, 10)) == [2, 5]
        assert users(boards.before(tx, board, rows[2].key, 10)) == [3, 4]


async def test_streaks_are_the_best_ever_kept(db: Database, asking: Any) -> None:
    """A person's best over the schedules of a scope; ties share a rank, hidden people are not there."""
    board = replace(BOARD, by=boards.ranking_by(STREAK.rows))
    with writing(db) as tx:
        for channel in (10, 11):
            asking.question(tx, channel=channel)
        one, two = (row.id for row in tx.execute(select(schedules.c.id).order_by(schedules.c.channel)).all())
        for schedule, user, best, length in (
            (one, 1, 5, 5),
            (two, 1, 9, 0),
            (one, 2, 9, 9),
            (one, 3, 4, 1),
            (one, 4, 99, 1),
        ):
            values = {"schedule": schedule, "user": user, "guild": 1, "best": best, "length": length}
            tx.execute(insert(streaks).values(**values, freezes=0, last_date="2026-11-23"))
        hide(tx, UserId(4), hidden=True)
        rows = boards.first(tx, board, 10)
        assert [(row.user, row.key.value) for row in rows] == [(2, 9), (1, 9), (3, 4)]
        assert [boards.rank(tx, board, row.key) for row in rows] == [1, 1, 3]
        assert users(boards.after(tx, board, rows[0].key, 10)) == [1, 3]
        here = replace(board, scope="channel:10")
        assert [(row.user, row.key.value) for row in boards.first(tx, here, 10)] == [(2, 9), (1, 5), (3, 4)]
        assert boards.first(tx, replace(board, scope="deck:none"), 10) == ()
        assert boards.first(tx, replace(board, guild=GuildId(2)), 10) == ()


def test_counting_looks_up_no_names() -> None:
    """Counts read the ranked rows alone."""
    for ranking in (boards.POINTS, boards.ACCURACY, boards.ranking_by(STREAK.rows)):
        assert "members" not in str(ranking.total)


async def test_the_counts_of_ranks_follow_whatever_happens(db: Database) -> None:
    """After any additions, subtractions, hidings and recounts, sums and ranks equal a count person by person."""
    chance = random.Random(11)
    with writing(db) as tx:
        for _ in range(150):
            score(tx, chance.randrange(1, 25), chance.choice([0, 3, 45, 60, 100, 100]))
        for user in range(1, 25, 3):
            hide(tx, UserId(user), hidden=True)
            score(tx, user, 50)
        for user in (4, 7):
            hide(tx, UserId(user), hidden=False)
        score(tx, 4, -20)
        rows = boards.first(tx, BOARD, 99)
        assert boards.total(tx, BOARD) == len(rows)
        for row in rows:
            assert boards.rank(tx, BOARD, row.key) == 1 + sum(other.points > row.points for other in rows)
            placed = boards.placed(tx, BOARD, row.user)
            assert placed is not None
            assert (placed.standing, placed.rank) == (row, boards.rank(tx, BOARD, row.key))
            assert placed.total == len(rows)
        tallies.recount(tx, GuildId(1))
        assert boards.total(tx, BOARD) == 0
        assert set(tx.execute(select(rank_counts.c.people).distinct()).all()) <= {(0,)}


async def test_every_day_finds_its_neighbours(db: Database) -> None:
    """From any day of three years the nearest days with play are found, in each scope."""
    chance = random.Random(3)
    first = date(2025, 1, 1)
    played = sorted({first + timedelta(days=chance.randrange(900)) for _ in range(12)})
    with writing(db) as tx:
        for day in played:
            gain = Gain(
                guild=BOARD.guild,
                channel=ChannelId(10),
                deck=DeckId("aws"),
                user=UserId(1),
                local_date=day,
                at=datetime(2026, 1, 1, tzinfo=UTC),
                points=1,
                answered=1,
                right=1,
            )
            tallies.add(tx, gain)
    with reading(db) as tx:
        for offset in range(-40, 960, 7):
            day = first + timedelta(days=offset)
            before = max((there for there in played if there < day), default=None)
            after = min((there for there in played if there > day), default=None)
            for scope in ("guild", "channel:10", "deck:aws"):
                assert boards.day_before(tx, BOARD.guild, scope, day) == before
                assert boards.day_after(tx, BOARD.guild, scope, day) == after
        assert boards.day_before(tx, GuildId(2), "guild", date.max) is None
        assert boards.day_after(tx, BOARD.guild, "deck:other", date.min) is None
