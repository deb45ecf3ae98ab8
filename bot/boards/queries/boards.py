"""Boards: people in order of rank, a page at a time; hidden people are in none of them.

There are three, by points, accuracy and streak, and one rule for all: rank is 1 + how many have a greater value, so
ties share one. Rows stand in the order of that value, then of what the metric says next, then the earlier last answer;
the person's id decides what is left, so that the order is total and a page has a definite end.

By points, which is what everyone looks at, nothing is counted person by person: `rank_counts` holds sums.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Row, and_, bindparam, func, or_, select, text

from bot.boards.metric import Metric
from bot.boards.queries.ranked import BOARDS, Columns, Ranked
from bot.boards.tables import bucket_width, rank_counts, tallies
from bot.core.ids import GuildId, UserId
from bot.db.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Which board: one server's, of one scope and period, by one metric."""

    guild: GuildId
    scope: str
    #: Streaks have none: "all".
    period: str
    by: Metric = Metric.POINTS
    #: Answers needed to be listed by accuracy.
    least: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A place in the order of a board, whether or not somebody stands there (any more)."""

    #: What rank goes by: points, millionths right, or days.
    value: int
    #: What stands first among equals: right answers, answers, or the present streak.
    second: int
    last_at_ms: int
    user: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One person on a board."""

    user: UserId
    #: "" for someone not known by name.
    name: str
    points: int
    answered: int
    right: int
    streak: int
    hidden: bool
    key: Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One person's place on a board."""

    standing: Standing
    rank: int
    #: How many rows the board has.
    total: int


class _Queries:
    """The statements of one metric."""

    def __init__(self, ranked: Ranked) -> None:
        columns, listed = ranked.columns, ranked.rows.where(ranked.shown)
        value, second, last, user = columns
        size: BindParameter[int] = bindparam("size")
        shown = listed.order_by(value.desc(), second.desc(), last, user).limit(size)
        backwards = listed.order_by(value, second, last.desc(), user.desc()).limit(size)
        self.first, self.last = shown, backwards
        self.after = shown.where(_later(columns))
        self.before = backwards.where(_earlier(columns))
        self.own = ranked.rows.where(user == bindparam("user"))
        self.total = ranked.count
        self.higher = ranked.count.where(value > bindparam("value"))


def _later(columns: Columns) -> ColumnElement[bool]:
    """Say which rows are listed after a place."""
    value, second, last, user = columns
    by_user = and_(last == bindparam("last_at_ms"), user > bindparam("user"))
    by_last = and_(second == bindparam("second"), or_(last > bindparam("last_at_ms"), by_user))
    return and_(value <= bindparam("value"), or_(value < bindparam("value"), second < bindparam("second"), by_last))


def _earlier(columns: Columns) -> ColumnElement[bool]:
    """Say which rows are listed before a place."""
    value, second, last, user = columns
    by_user = and_(last == bindparam("last_at_ms"), user < bindparam("user"))
    by_last = and_(second == bindparam("second"), or_(last < bindparam("last_at_ms"), by_user))
    return and_(value >= bindparam("value"), or_(value > bindparam("value"), second > bindparam("second"), by_last))


_c = rank_counts.c
_COUNTED = (_c.guild == bindparam("guild"), _c.scope == bindparam("scope"), _c.period == bindparam("period"))
_WHOLE = select(func.coalesce(func.sum(_c.people), 0)).where(*_COUNTED)
#: Those in the buckets above, and those in the same bucket with more.
_HIGHER = select(
    _WHOLE.where(_c.bucket > bindparam("bucket")).scalar_subquery().label("above"),
    BOARDS[Metric.POINTS]
    .count.where(tallies.c.points > bindparam("value"), tallies.c.points < bindparam("top"))
    .scalar_subquery()
    .label("beside"),
)
_WIDTH: BindParameter[int] = bindparam("width", type_=tallies.c.points.type)
_beside = tallies.alias("beside")
_buckets_above = _WHOLE.where(_c.bucket > tallies.c.points // _WIDTH).correlate(tallies).scalar_subquery()
_same_bucket = (
    select(func.count())
    .where(
        _beside.c.guild == tallies.c.guild,
        _beside.c.scope == tallies.c.scope,
        _beside.c.period == tallies.c.period,
        text("beside.hidden = false"),
        _beside.c.points > tallies.c.points,
        _beside.c.points < (tallies.c.points // _WIDTH + 1) * _WIDTH,
    )
    .correlate(tallies)
    .scalar_subquery()
)
#: A person's row with its rank and the board's total, all at once: this is what every page asks for.
_PLACED = (
    BOARDS[Metric.POINTS]
    .rows.where(tallies.c.user == bindparam("user"))
    .add_columns((1 + _buckets_above + _same_bucket).label("rank"), _WHOLE.scalar_subquery().label("whole"))
)
_OF = {metric: _Queries(ranked) for metric, ranked in BOARDS.items()}


def first(tx: Transaction, board: Board, size: int) -> tuple[Standing, ...]:
    """Return the first rows of a board."""
    return _standings(tx.execute(_OF[board.by].first, {**_where(board), "size": size}).all())


def last(tx: Transaction, board: Board, size: int) -> tuple[Standing, ...]:
    """Return the last rows of a board, in its order."""
    return _standings(reversed(tx.execute(_OF[board.by].last, {**_where(board), "size": size}).all()))


def after(tx: Transaction, board: Board, key: Key, size: int) -> tuple[Standing, ...]:
    """Return the rows that follow a place."""
    return _standings(tx.execute(_OF[board.by].after, {**_where(board), **_of(key), "size": size}).all())


def before(tx: Transaction, board: Board, key: Key, size: int) -> tuple[Standing, ...]:
    """Return the rows that lead up to a place, in the board's order."""
    return _standings(reversed(tx.execute(_OF[board.by].before, {**_where(board), **_of(key), "size": size}).all()))


def own(tx: Transaction, board: Board, user: UserId) -> Standing | None:
    """Return a person's row, for their own eyes: it is found though they are hidden; None: they have none."""
    rows = tx.execute(_OF[board.by].own, {**_where(board), "user": user}).all()
    return _standings(rows)[0] if rows else None


def placed(tx: Transaction, board: Board, user: UserId) -> Placed | None:
    """Return a person's row as `own` does, with what `rank` and `total` say; None: they have none."""
    if board.by is Metric.POINTS:
        rows = tx.execute(_PLACED, {**_where(board), "user": user, "width": bucket_width(board.period)}).all()
        return Placed(standing=_standings(rows)[0], rank=rows[0].rank, total=rows[0].whole) if rows else None
    standing = own(tx, board, user)
    if standing is None:
        return None
    return Placed(standing=standing, rank=rank(tx, board, standing.key), total=total(tx, board))


def rank(tx: Transaction, board: Board, key: Key) -> int:
    """Return the rank of a place: 1 + how many have a greater value. This is the one rule of rank."""
    if board.by is Metric.POINTS:
        width = bucket_width(board.period)
        bucket = key.value // width
        place = {"value": key.value, "bucket": bucket, "top": (bucket + 1) * width}
        higher = tx.execute(_HIGHER, {**_where(board), **place}).first()
        return 1 + sum(map(int, higher or ()))
    return 1 + int(tx.execute(_OF[board.by].higher, {**_where(board), "value": key.value}).scalar_one())


def total(tx: Transaction, board: Board) -> int:
    """Return how many rows a board has."""
    return int(tx.execute(_WHOLE if board.by is Metric.POINTS else _OF[board.by].total, _where(board)).scalar_one())


def _where(board: Board) -> dict[str, object]:
    return {"guild": board.guild, "scope": board.scope, "period": board.period, "least": board.least} | (
        _place(board.scope) if board.by is Metric.STREAK else {}
    )


def _place(scope: str) -> dict[str, object]:
    kind, _, name = scope.partition(":")
    channel = int(name) if kind == "channel" and name.isdecimal() else None
    return {"channel": channel, "deck": name if kind == "deck" else None, "whole": kind == "guild"}


def _of(key: Key) -> dict[str, object]:
    return {"value": key.value, "second": key.second, "last_at_ms": key.last_at_ms, "user": key.user}


def _standings(rows: Iterable[Row[Any]]) -> tuple[Standing, ...]:
    return tuple(map(_standing, rows))


def _standing(row: Row[Any]) -> Standing:
    # In the order in which `ranked` selects them: by name would take as long as SQLite takes to find them.
    user, name, points, answered, right, streak, hidden, last_at_ms, value, second = row[:_RANKED]
    return Standing(
        user=UserId(user),
        name=name or "",
        points=points,
        answered=answered,
        right=right,
        streak=streak,
        hidden=bool(hidden),
        key=Key(value=value, second=second, last_at_ms=last_at_ms, user=user),
    )


_RANKED = 10
