"""Ranked: what the boards are made of: by points and accuracy the tallies, by streak the best that was ever kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, literal, or_, select, text

from bot.boards.metric import Metric
from bot.boards.tables import tallies
from bot.daily.tables import schedules, streaks
from bot.guilds.tables import members, people

#: Value, what stands first among equals, last answer, person.
Columns = tuple[ColumnElement[Any], ColumnElement[Any], ColumnElement[Any], ColumnElement[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One metric: its rows without order, and what they are ordered by."""

    columns: Columns
    #: Everyone's rows, with their names.
    rows: Select[Any]
    #: The number of those who may be seen; without the names, which nobody needs to look up for it.
    count: Select[Any]
    #: Who may be seen.
    shown: ColumnElement[bool]


_t = tallies.c
#: Written as the index has it: SQLite uses a partial index only for a query that says the very same.
_SHOWN: ColumnElement[bool] = text("tallies.hidden = false")  # type: ignore[assignment]
_HERE = (_t.guild == bindparam("guild"), _t.scope == bindparam("scope"), _t.period == bindparam("period"))
#: Whole millionths, so that equal shares are equal and a key is made of integers.
_MILLIONTHS = _t.right * 1_000_000 // _t.answered


def _tallied(value: ColumnElement[Any], second: ColumnElement[Any], *where: ColumnElement[bool]) -> Ranked:
    rows = (
        select(
            _t.user,
            members.c.name,
            _t.points,
            _t.answered,
            _t.right.label("rights"),
            literal(0).label("streak"),
            _t.hidden,
            _t.last_at_ms,
            value.label("value"),
            second.label("second"),
        )
        .join_from(tallies, members, (members.c.guild == _t.guild) & (members.c.user == _t.user), isouter=True)
        .where(*_HERE, *where)
    )
    count = select(func.count()).select_from(tallies).where(*_HERE, *where, _SHOWN)
    return Ranked(columns=(value, second, _t.last_at_ms, _t.user), rows=rows, count=count, shown=_SHOWN)


def _kept() -> Ranked:
    # A person keeps one streak per schedule; a board takes the best of those in its scope.
    best = (
        select(
            streaks.c.user,
            func.max(streaks.c.best).label("best"),
            func.max(streaks.c.length).label("length"),
        )
        .join_from(streaks, schedules, schedules.c.id == streaks.c.schedule)
        .where(
            streaks.c.guild == bindparam("guild"),
            streaks.c.best > 0,
            or_(bindparam("whole"), schedules.c.channel == bindparam("channel"), schedules.c.deck == bindparam("deck")),
        )
        .group_by(streaks.c.user)
        .subquery("best")
    )
    hidden = func.coalesce(people.c.hidden, text("false"))
    named = (members.c.guild == bindparam("guild")) & (members.c.user == best.c.user)
    rows = select(
        best.c.user,
        members.c.name,
        literal(0).label("points"),
        literal(0).label("answered"),
        literal(0).label("rights"),
        best.c.best.label("streak"),
        hidden.label("hidden"),
        literal(0).label("last_at_ms"),
        best.c.best.label("value"),
        best.c.length.label("second"),
    ).select_from(
        best.outerjoin(members, named).outerjoin(people, people.c.user == best.c.user),
    )
    shown = hidden == text("false")
    count = select(func.count()).select_from(best.outerjoin(people, people.c.user == best.c.user)).where(shown)
    # Nobody knows when a best was reached: the constant keeps the key's shape.
    constant: ColumnElement[Any] = best.c.best - best.c.best
    return Ranked(columns=(best.c.best, best.c.length, constant, best.c.user), rows=rows, count=count, shown=shown)


BOARDS: dict[Metric, Ranked] = {
    Metric.POINTS: _tallied(_t.points, _t.right),
    Metric.ACCURACY: _tallied(_MILLIONTHS, _t.answered, _t.answered >= bindparam("least"), _t.answered > 0),
    Metric.STREAK: _kept(),
}
