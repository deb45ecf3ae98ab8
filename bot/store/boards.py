"""Boards: tallies in order of rank, a page at a time; hidden people are in none of them.

Rank is 1 + how many have more points, so ties share one. Rows stand in the order of points, then right answers, then
the earlier last answer; the person's id decides what is left, so that the order is total and a page has a definite end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Row, Select, and_, bindparam, case, func, or_, select, text

from bot.store.store import Unit
from bot.store.tables import members, tallies
from bot.terms.ids import GuildId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Which board: one server's, of one scope and period."""

    guild: GuildId
    scope: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A place in the order of a board, whether or not somebody stands there (any more)."""

    points: int
    right: int
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
    key: Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a place is on its board."""

    #: 1 + how many have more points.
    rank: int
    #: How many rows are listed before it.
    before: int
    #: How many rows the board has.
    total: int


_t = tallies.c
# Written as the index has it: SQLite uses a partial index only for a query that says the very same.
_SHOWN = text("tallies.hidden = false")


def _later(points: object, right: object, last_at_ms: object, user: object) -> ColumnElement[bool]:
    """Say which rows are listed after a place."""
    by_user = and_(_t.last_at_ms == last_at_ms, _t.user > user)
    by_last = and_(_t.right == right, or_(_t.last_at_ms > last_at_ms, by_user))
    return and_(_t.points <= points, or_(_t.points < points, _t.right < right, by_last))


def _earlier(points: object, right: object, last_at_ms: object, user: object) -> ColumnElement[bool]:
    """Say which rows are listed before a place."""
    by_user = and_(_t.last_at_ms == last_at_ms, _t.user < user)
    by_last = and_(_t.right == right, or_(_t.last_at_ms < last_at_ms, by_user))
    return and_(_t.points >= points, or_(_t.points > points, _t.right > right, by_last))


_HERE = (_t.guild == bindparam("guild"), _t.scope == bindparam("scope"), _t.period == bindparam("period"))
_PLACE: tuple[BindParameter[Any], ...] = (
    bindparam("points"),
    bindparam("right"),
    bindparam("last_at_ms"),
    bindparam("user"),
)
_ROWS: Select[Any] = (
    select(_t.user, members.c.name, _t.points, _t.answered, _t.right, _t.last_at_ms)
    .join_from(tallies, members, (members.c.guild == _t.guild) & (members.c.user == _t.user), isouter=True)
    .where(*_HERE, _SHOWN)
)
_LISTED = _ROWS.order_by(_t.points.desc(), _t.right.desc(), _t.last_at_ms, _t.user).limit(bindparam("size"))
_BACKWARDS = _ROWS.order_by(_t.points, _t.right, _t.last_at_ms.desc(), _t.user.desc()).limit(bindparam("size"))
_AFTER = _LISTED.where(_later(*_PLACE))
_BEFORE = _BACKWARDS.where(_earlier(*_PLACE))
_OWN = _ROWS.where(_t.user == bindparam("user"))
_POSITION = select(
    func.count().label("total"),
    func.coalesce(func.sum(case((_t.points > bindparam("points"), 1), else_=0)), 0).label("higher"),
    func.coalesce(func.sum(case((_earlier(*_PLACE), 1), else_=0)), 0).label("before"),
).where(*_HERE, _SHOWN)


async def first(unit: Unit, board: Board, size: int) -> tuple[Standing, ...]:
    """Return the first rows of a board."""
    return _standings(await unit.all(_LISTED, {**_where(board), "size": size}))


async def last(unit: Unit, board: Board, size: int) -> tuple[Standing, ...]:
    """Return the last rows of a board, in its order."""
    return _standings(reversed(await unit.all(_BACKWARDS, {**_where(board), "size": size})))


async def after(unit: Unit, board: Board, key: Key, size: int) -> tuple[Standing, ...]:
    """Return the rows that follow a place."""
    return _standings(await unit.all(_AFTER, {**_where(board), **_of(key), "size": size}))


async def before(unit: Unit, board: Board, key: Key, size: int) -> tuple[Standing, ...]:
    """Return the rows that lead up to a place, in the board's order."""
    return _standings(reversed(await unit.all(_BEFORE, {**_where(board), **_of(key), "size": size})))


async def own(unit: Unit, board: Board, user: UserId) -> Standing | None:
    """Return a person's row; None: they have none, or are hidden."""
    rows = await unit.all(_OWN, {**_where(board), "user": user})
    return _standings(rows)[0] if rows else None


async def position(unit: Unit, board: Board, key: Key) -> Position:
    """Tell where a place is; this is the one rule of rank."""
    row = (await unit.execute(_POSITION, {**_where(board), **_of(key)})).one()
    return Position(rank=1 + row.higher, before=row.before, total=row.total)


def _where(board: Board) -> dict[str, object]:
    return {"guild": board.guild, "scope": board.scope, "period": board.period}


def _of(key: Key) -> dict[str, object]:
    return {"points": key.points, "right": key.right, "last_at_ms": key.last_at_ms, "user": key.user}


def _standings(rows: Iterable[Row[Any]]) -> tuple[Standing, ...]:
    return tuple(
        Standing(
            user=UserId(row.user),
            name=row.name or "",
            points=row.points,
            answered=row.answered,
            right=row.right,
            key=Key(points=row.points, right=row.right, last_at_ms=row.last_at_ms, user=row.user),
        )
        for row in rows
    )
