"""Boards: people in order of rank, a page at a time, and the periods that have play; hidden people are in none.

There is one rule for all metrics: rank is 1 + how many have a greater value, so ties share one. Rows stand in the order
of that value, then of what the metric says next, then the earlier last answer; the person's id decides what is left, so
that the order is total and a page has a definite end.

By points, which is what everyone looks at, nothing is counted person by person: `rank_counts` holds sums.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    func,
    literal,
    literal_column,
    or_,
    select,
    text,
)

from bot.boards.scopes import WHOLE, channel_of, deck_of
from bot.boards.tables import bucket_width, rank_counts, tallies
from bot.calendar.periods import span_of
from bot.core.ids import GuildId, UserId
from bot.db.database import Rows, Transaction
from bot.guilds.tables import members, people

#: Value, what stands first among equals, last answer, person.
_Columns = tuple[ColumnElement[Any], ColumnElement[Any], ColumnElement[Any], ColumnElement[Any]]


class Ranking:
    """The statements of one metric.

    Args:
        columns: What people are ordered by.
        rows: Everyone's rows, with their names, in no order.
        count: The number of those who may be seen; without the names, which nobody needs to look up for it.
        shown: Who may be seen.
    """

    def __init__(self, *, columns: _Columns, rows: Select[Any], count: Select[Any], shown: ColumnElement[bool]) -> None:
        value, second, last, user = columns
        size: BindParameter[int] = bindparam("size")
        listed = rows.where(shown)
        following = listed.order_by(value.desc(), second.desc(), last, user).limit(size)
        leading = listed.order_by(value, second, last.desc(), user.desc()).limit(size)
        self.rows, self.total = rows, count
        self.first, self.last = following, leading
        self.after = following.where(_later(columns))
        self.before = leading.where(_earlier(columns))
        self.own = rows.where(user == bindparam("user"))
        self.higher = count.where(value > bindparam("value"))


def _later(columns: _Columns) -> ColumnElement[bool]:
    """Say which rows are listed after a place."""
    value, second, last, user = columns
    by_user = and_(last == bindparam("last_at_ms"), user > bindparam("user"))
    by_last = and_(second == bindparam("second"), or_(last > bindparam("last_at_ms"), by_user))
    return and_(value <= bindparam("value"), or_(value < bindparam("value"), second < bindparam("second"), by_last))


def _earlier(columns: _Columns) -> ColumnElement[bool]:
    """Say which rows are listed before a place."""
    value, second, last, user = columns
    by_user = and_(last == bindparam("last_at_ms"), user < bindparam("user"))
    by_last = and_(second == bindparam("second"), or_(last < bindparam("last_at_ms"), by_user))
    return and_(value >= bindparam("value"), or_(value > bindparam("value"), second > bindparam("second"), by_last))


_t = tallies.c
#: Written as the index has it: SQLite uses a partial index only for a query that says the very same.
_SHOWN: ColumnElement[bool] = literal_column("tallies.hidden = false")
_OF_SCOPE = (_t.guild == bindparam("guild"), _t.scope == bindparam("scope"))
_HERE = (*_OF_SCOPE, _t.period == bindparam("period"))
#: Whole millionths, so that equal shares are equal and a key is made of integers.
_MILLIONTHS = _t.right * 1_000_000 // _t.answered


def _tallied(value: ColumnElement[Any], second: ColumnElement[Any], *where: ColumnElement[bool]) -> Ranking:
    rows = (
        select(
            _t.user,
            members.c.name,
            _t.points,
            _t.answered,
            _t.right.label("rights"),
            _t.hidden,
            value.label("value"),
            second.label("second"),
            _t.last_at_ms,
        )
        .join_from(tallies, members, (members.c.guild == _t.guild) & (members.c.user == _t.user), isouter=True)
        .where(*_HERE, *where)
    )
    count = select(func.count()).select_from(tallies).where(*_HERE, *where, _SHOWN)
    return Ranking(columns=(value, second, _t.last_at_ms, _t.user), rows=rows, count=count, shown=_SHOWN)


POINTS = _tallied(_t.points, _t.right)
ACCURACY = _tallied(_MILLIONTHS, _t.answered, _t.answered >= bindparam("least"), _t.answered > 0)


@lru_cache(maxsize=16)
def ranking_by(brought: Rows) -> Ranking:
    """Return the statements of a metric that a feature brings.

    Args:
        brought: `BoardMetric.rows`.
    """
    b = brought.c
    hidden = func.coalesce(people.c.hidden, text("false"))
    named = (members.c.guild == bindparam("guild")) & (members.c.user == b.user)
    rows = select(
        b.user,
        members.c.name,
        literal(0).label("points"),
        literal(0).label("answered"),
        literal(0).label("rights"),
        hidden.label("hidden"),
        b.value,
        b.second,
        literal(0).label("last_at_ms"),
    ).select_from(brought.outerjoin(members, named).outerjoin(people, people.c.user == b.user))
    shown = hidden == text("false")
    count = select(func.count()).select_from(brought.outerjoin(people, people.c.user == b.user)).where(shown)
    # Nobody knows when a value was reached: the constant keeps the key's shape.
    constant: ColumnElement[Any] = b.value - b.value
    return Ranking(columns=(b.value, b.second, constant, b.user), rows=rows, count=count, shown=shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Which board: one server's, of one scope and period, by one metric."""

    guild: GuildId
    #: See `bot.boards.scopes`.
    scope: str
    #: Metrics that features bring have none: "all".
    period: str
    by: Ranking = POINTS
    #: Answers needed to be listed by accuracy.
    least: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A place in the order of a board, whether or not somebody stands there (any more)."""

    #: What rank goes by: points, millionths right, or the value of a metric that was brought.
    value: int
    #: What stands first among equals: right answers, answers, or what that metric says.
    second: int
    last_at_ms: int
    user: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One person on a board."""

    user: UserId
    #: "" for someone not known by name.
    name: str
    #: Points, answers and right ones in the period; 0 on boards of a metric that was brought.
    points: int
    answered: int
    right: int
    hidden: bool
    key: Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One person's place on a board."""

    standing: Standing
    rank: int
    #: How many rows the board has.
    total: int


_c = rank_counts.c
_COUNTED = (_c.guild == bindparam("guild"), _c.scope == bindparam("scope"), _c.period == bindparam("period"))
_WHOLE = select(func.coalesce(func.sum(_c.people), 0)).where(*_COUNTED)
#: Those in the buckets above, and those in the same bucket with more.
_HIGHER = select(
    _WHOLE.where(_c.bucket > bindparam("bucket")).scalar_subquery().label("above"),
    POINTS.total.where(tallies.c.points > bindparam("value"), tallies.c.points < bindparam("top"))
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
_PLACED = POINTS.rows.where(tallies.c.user == bindparam("user")).add_columns(
    (1 + _buckets_above + _same_bucket).label("rank"), _WHOLE.scalar_subquery().label("whole")
)


def first(tx: Transaction, board: Board, size: int) -> tuple[Standing, ...]:
    """Return the first rows of a board."""
    return _standings(tx.execute(board.by.first, {**_where(board), "size": size}).all())


def last(tx: Transaction, board: Board, size: int) -> tuple[Standing, ...]:
    """Return the last rows of a board, in its order."""
    return _standings(reversed(tx.execute(board.by.last, {**_where(board), "size": size}).all()))


def after(tx: Transaction, board: Board, key: Key, size: int) -> tuple[Standing, ...]:
    """Return the rows that follow a place."""
    return _standings(tx.execute(board.by.after, {**_where(board), **_of(key), "size": size}).all())


def before(tx: Transaction, board: Board, key: Key, size: int) -> tuple[Standing, ...]:
    """Return the rows that lead up to a place, in the board's order."""
    return _standings(reversed(tx.execute(board.by.before, {**_where(board), **_of(key), "size": size}).all()))


def own(tx: Transaction, board: Board, user: UserId) -> Standing | None:
    """Return a person's row, for their own eyes: it is found though they are hidden; None: they have none."""
    rows = tx.execute(board.by.own, {**_where(board), "user": user}).all()
    return _standings(rows)[0] if rows else None


def placed(tx: Transaction, board: Board, user: UserId) -> Placed | None:
    """Return a person's row as `own` does, with what `rank` and `total` say; None: they have none."""
    if board.by is POINTS:
        rows = tx.execute(_PLACED, {**_where(board), "user": user, "width": bucket_width(board.period)}).all()
        return Placed(standing=_standings(rows)[0], rank=rows[0].rank, total=rows[0].whole) if rows else None
    standing = own(tx, board, user)
    if standing is None:
        return None
    return Placed(standing=standing, rank=rank(tx, board, standing.key), total=total(tx, board))


def rank(tx: Transaction, board: Board, key: Key) -> int:
    """Return the rank of a place: 1 + how many have a greater value. This is the one rule of rank."""
    if board.by is POINTS:
        width = bucket_width(board.period)
        bucket = key.value // width
        place = {"value": key.value, "bucket": bucket, "top": (bucket + 1) * width}
        higher = tx.execute(_HIGHER, {**_where(board), **place}).first()
        return 1 + sum(map(int, higher or ()))
    return 1 + int(tx.execute(board.by.higher, {**_where(board), "value": key.value}).scalar_one())


def total(tx: Transaction, board: Board) -> int:
    """Return how many rows a board has."""
    return int(tx.execute(_WHOLE if board.by is POINTS else board.by.total, _where(board)).scalar_one())


def _where(board: Board) -> dict[str, object]:
    return {
        "guild": board.guild,
        "scope": board.scope,
        "period": board.period,
        "least": board.least,
        "whole": board.scope == WHOLE,
        "channel": channel_of(board.scope),
        "deck": deck_of(board.scope),
    }


def _of(key: Key) -> dict[str, object]:
    return {"value": key.value, "second": key.second, "last_at_ms": key.last_at_ms, "user": key.user}


def _standings(rows: Iterable[Row[Any]]) -> tuple[Standing, ...]:
    return tuple(map(_standing, rows))


def _standing(row: Row[Any]) -> Standing:
    # In the order in which rankings select them: by name would take as long as SQLite takes to find them.
    user, name, points, answered, right, hidden, value, second, last_at_ms = row[:_COLUMNS]
    return Standing(
        user=UserId(user),
        name=name or "",
        points=points,
        answered=answered,
        right=right,
        hidden=bool(hidden),
        key=Key(value=value, second=second, last_at_ms=last_at_ms, user=user),
    )


_COLUMNS = 9


# Periods that have play are read by leaps through the index of ranks. Every answer counts for a day and for the week
# and month around it, so a day that has play stands for all of them, and the neighbour of any period is found through
# the nearest day. A leap costs one look into the index, however many people stand in between.

_PERIOD_BEFORE = select(func.max(_t.period)).where(*_OF_SCOPE, _SHOWN, _t.period < bindparam("place"))
_PERIOD_AFTER = select(func.min(_t.period)).where(*_OF_SCOPE, _SHOWN, _t.period > bindparam("place"))
_DAY_LENGTH = len("2026-11-23")
#: From any place the next day is at most a month's key, a week's key and a leap over a year's weeks away.
_LEAPS_MOST = 8


def day_before(tx: Transaction, guild: GuildId, scope: str, day: date) -> date | None:
    """Return the last day with play before a day; None: there is none."""
    place = day.isoformat()
    for _ in range(_LEAPS_MOST):
        found = tx.execute(_PERIOD_BEFORE, {"guild": guild, "scope": scope, "place": place}).scalar()
        if found is None:
            return None
        if len(found) == _DAY_LENGTH:
            return date.fromisoformat(found)
        # Weeks stand behind the days of their year: leap over all of them at once.
        place = f"{found[:4]}-W" if "W" in found else found
    return None


def day_after(tx: Transaction, guild: GuildId, scope: str, day: date) -> date | None:
    """Return the first day with play after a day; None: there is none."""
    place = day.isoformat()
    for _ in range(_LEAPS_MOST):
        found = tx.execute(_PERIOD_AFTER, {"guild": guild, "scope": scope, "place": place}).scalar()
        if found is None or (span_of(found) is None):
            return None
        if len(found) == _DAY_LENGTH:
            return date.fromisoformat(found)
        place = f"{found[:4]}-X" if "W" in found else found
    return None
