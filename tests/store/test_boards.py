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

from bot.quiz.metric import Metric
from bot.store import boards, members, people, tallies
from bot.store.boards import Board, Key, Standing
from bot.store.community import rank_counts, streaks
from bot.store.store import Store, Unit
from bot.store.tables import schedules
from bot.store.tallies import Gain
from bot.terms.ids import ChannelId, DeckId, GuildId, UserId
from bot.terms.instants import to_ms

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
BOARD = Board(guild=GuildId(1), scope="guild", period="all")


async def score(unit: Unit, user: int, points: int, *, right: int = 0, minutes: int = 0, guild: int = 1) -> None:
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
    await tallies.add(unit, gain)


def users(standings: tuple[Standing, ...]) -> list[int]:
    """Return who stands there."""
    return [standing.user for standing in standings]


async def test_the_order_is_points_then_rights_then_the_earlier_answer(store: Store) -> None:
    """Each further key decides only between those the earlier ones leave equal."""
    async with store.write() as unit:
        await score(unit, 1, 50, right=9)
        await score(unit, 2, 80, right=1, minutes=5)
        await score(unit, 3, 80, right=2, minutes=9)
        await score(unit, 4, 80, right=1, minutes=3)
        await score(unit, 6, 80, right=1, minutes=3)
        await score(unit, 5, 80, right=1, minutes=3)
    async with store.read() as unit:
        assert users(await boards.first(unit, BOARD, 10)) == [3, 4, 5, 6, 2, 1]
        assert users(await boards.last(unit, BOARD, 2)) == [2, 1]


async def test_ties_share_a_rank(store: Store) -> None:
    """Rank is 1 + how many have more points: 1, 2, 2, 4."""
    async with store.write() as unit:
        for user, points in ((1, 90), (2, 80), (3, 80), (4, 70)):
            await score(unit, user, points, minutes=user)
        rows = await boards.first(unit, BOARD, 10)
        assert [await boards.rank(unit, BOARD, row.key) for row in rows] == [1, 2, 2, 4]
        assert await boards.total(unit, BOARD) == 4


async def test_pages_meet_without_gap_or_overlap(store: Store) -> None:
    """Walking a board forwards or backwards in pages of any size gives each row once, in order."""
    chance = random.Random(5)
    async with store.write() as unit:
        for user in range(1, 41):
            await score(unit, user, chance.randrange(4), right=chance.randrange(2), minutes=chance.randrange(3))
        whole = await boards.first(unit, BOARD, 99)
        for size in (1, 3, 7):
            forwards = list(await boards.first(unit, BOARD, size))
            while page := await boards.after(unit, BOARD, forwards[-1].key, size):
                forwards += page
            assert forwards == list(whole)
            backwards = list(await boards.last(unit, BOARD, size))
            while page := await boards.before(unit, BOARD, backwards[0].key, size):
                backwards = [*page, *backwards]
            assert backwards == list(whole)


async def test_a_place_nobody_holds_any_more_is_still_a_place(store: Store) -> None:
    """A page goes on from where it ended, even if the person there has moved."""
    async with store.write() as unit:
        for user, points in ((1, 90), (2, 80), (3, 70)):
            await score(unit, user, points)
        gone = Key(value=80, second=0, last_at_ms=to_ms(NOON), user=2)
        await score(unit, 2, 50)
        assert users(await boards.after(unit, BOARD, gone, 10)) == [3]
        assert users(await boards.before(unit, BOARD, gone, 10)) == [2, 1]


async def test_hidden_people_are_on_no_board(store: Store) -> None:
    """They are not listed and push nobody down; only for their own eyes they have a row and a rank."""
    async with store.write() as unit:
        for user, points in ((1, 90), (2, 80), (3, 70)):
            await score(unit, user, points)
        await people.hide(unit, UserId(1), hidden=True)
        listed = await boards.first(unit, BOARD, 10)
        assert users(listed) == [2, 3]
        assert await boards.rank(unit, BOARD, listed[0].key) == 1
        assert await boards.total(unit, BOARD) == 2
        own = await boards.own(unit, BOARD, UserId(1))
        assert own is not None
        assert own.hidden
        assert await boards.rank(unit, BOARD, own.key) == 1


async def test_a_row_carries_the_name_of_its_server(store: Store) -> None:
    """Names come from this server's members; someone never seen has none."""
    async with store.write() as unit:
        await score(unit, 1, 90)
        await score(unit, 2, 80)
        await score(unit, 1, 10, guild=2)
        await members.touch(unit, GuildId(1), UserId(1), "Ada", NOON)
        await members.touch(unit, GuildId(2), UserId(1), "secret name", NOON)
        assert [row.name for row in await boards.first(unit, BOARD, 10)] == ["Ada", ""]
        own = await boards.own(unit, BOARD, UserId(1))
        assert own is not None
        assert (own.name, own.points, own.answered) == ("Ada", 90, 1)
        assert await boards.own(unit, BOARD, UserId(3)) is None


@pytest.mark.parametrize(
    "statement",
    [getattr(boards._OF[Metric.POINTS], name) for name in ("first", "last", "after", "before", "higher")],
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


async def test_accuracy_is_of_those_who_answered_enough(store: Store) -> None:
    """Shares of right answers, more answers first among equals; too few answers are no accuracy."""
    board = replace(BOARD, by=Metric.ACCURACY, least=2)
    async with store.write() as unit:
        for user, right, answered in ((1, 1, 1), (2, 1, 2), (3, 4, 6), (4, 2, 3), (5, 0, 2)):
            for number in range(answered):
                await score(unit, user, 10, right=int(number < right))
        rows = await boards.first(unit, board, 10)
        assert users(rows) == [3, 4, 2, 5]
        assert [await boards.rank(unit, board, row.key) for row in rows] == [1, 1, 3, 4]
        assert await boards.total(unit, board) == 4
        assert await boards.own(unit, board, UserId(1)) is None
        assert users(await boards.after(unit, board, rows[1].key, 10)) == [2, 5]
        assert users(await boards.before(unit, board, rows[2].key, 10)) == [3, 4]


async def test_streaks_are_the_best_ever_kept(store: Store, asking: Any) -> None:
    """A person's best over the schedules of a scope; ties share a rank, hidden people are not there."""
    board = replace(BOARD, by=Metric.STREAK)
    async with store.write() as unit:
        for channel in (10, 11):
            await asking.question(unit, channel=channel)
        one, two = (row.id for row in await unit.all(select(schedules.c.id).order_by(schedules.c.channel)))
        for schedule, user, best, length in (
            (one, 1, 5, 5),
            (two, 1, 9, 0),
            (one, 2, 9, 9),
            (one, 3, 4, 1),
            (one, 4, 99, 1),
        ):
            values = {"schedule": schedule, "user": user, "guild": 1, "best": best, "length": length}
            await unit.execute(insert(streaks).values(**values, freezes=0, last_date="2026-11-23"))
        await people.hide(unit, UserId(4), hidden=True)
        rows = await boards.first(unit, board, 10)
        assert [(row.user, row.streak) for row in rows] == [(2, 9), (1, 9), (3, 4)]
        assert [await boards.rank(unit, board, row.key) for row in rows] == [1, 1, 3]
        assert users(await boards.after(unit, board, rows[0].key, 10)) == [1, 3]
        here = replace(board, scope="channel:10")
        assert [(row.user, row.streak) for row in await boards.first(unit, here, 10)] == [(2, 9), (1, 5), (3, 4)]
        assert await boards.first(unit, replace(board, scope="deck:none"), 10) == ()
        assert await boards.first(unit, replace(board, guild=GuildId(2)), 10) == ()


async def test_the_counts_of_ranks_follow_whatever_happens(store: Store) -> None:
    """After any additions, subtractions, hidings and recounts, sums and ranks equal a count person by person."""
    chance = random.Random(11)
    async with store.write() as unit:
        for _ in range(150):
            await score(unit, chance.randrange(1, 25), chance.choice([0, 3, 45, 60, 100, 100]))
        for user in range(1, 25, 3):
            await people.hide(unit, UserId(user), hidden=True)
            await score(unit, user, 50)
        for user in (4, 7):
            await people.hide(unit, UserId(user), hidden=False)
        await score(unit, 4, -20)
        rows = await boards.first(unit, BOARD, 99)
        assert await boards.total(unit, BOARD) == len(rows)
        for row in rows:
            assert await boards.rank(unit, BOARD, row.key) == 1 + sum(other.points > row.points for other in rows)
            placed = await boards.placed(unit, BOARD, row.user)
            assert placed is not None
            assert (placed.standing, placed.rank) == (row, await boards.rank(unit, BOARD, row.key))
            assert placed.total == len(rows)
        await tallies.recount(unit, GuildId(1))
        assert await boards.total(unit, BOARD) == 0
        assert set(await unit.all(select(rank_counts.c.people).distinct())) <= {(0,)}
