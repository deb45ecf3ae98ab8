"""Attendance: who has answered a post, and never what."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, false, func, or_, select

from bot.core.ids import RoundId
from bot.daily.owner import ROUND
from bot.db.database import Transaction
from bot.guilds.tables import members, people
from bot.questions.tables import answers, questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """Those who answered a post and may be seen."""

    #: A page of names, in the order of their first answers; "" for someone not known by name.
    names: tuple[str, ...]
    #: How many there are on all pages.
    total: int


_FIRST = (
    select(questions.c.guild, answers.c.user, func.min(answers.c.id).label("first"))
    .join_from(questions, answers, answers.c.question == questions.c.id)
    .where(questions.c.owner_kind == ROUND, questions.c.owner_id == bindparam("round"))
    .group_by(questions.c.guild, answers.c.user)
    .subquery()
)
_SEEN = (
    select(members.c.name, func.count().over().label("total"))
    .join_from(_FIRST, members, (members.c.guild == _FIRST.c.guild) & (members.c.user == _FIRST.c.user), isouter=True)
    .join(people, people.c.user == _FIRST.c.user, isouter=True)
    .where(or_(people.c.hidden.is_(None), people.c.hidden == false()))
    .order_by(_FIRST.c.first)
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)


def present(tx: Transaction, round_id: RoundId, *, skip: int, most: int) -> Present:
    """Return a page of those who answered at least one question of a post; who is hidden is not among them."""
    rows = tx.execute(_SEEN, {"round": round_id, "skip": skip, "most": most}).all()
    return Present(names=tuple(row.name or "" for row in rows), total=rows[0].total if rows else 0)
