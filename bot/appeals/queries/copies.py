"""Copies: the same long text from more than one account on one question, until a moderator puts it away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, false, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.appeals.tables import copies
from bot.core.ids import AnswerId, CopyId, GuildId, Owner, QuestionId, UserId
from bot.core.instants import from_ms, to_ms
from bot.db.database import Transaction
from bot.questions.tables import answers, questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A text that more than one account gave."""

    question: QuestionId
    #: The first answer that has it; it stands for them all.
    answer: AnswerId


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCopy:
    """One that nobody put away yet."""

    id: CopyId
    guild: GuildId
    question: QuestionId
    answer: AnswerId
    found_at: datetime


# What is chosen from options is the same for everyone who chose it.
_ALIKE = (
    select(answers.c.question, func.min(answers.c.id).label("answer"))
    .join_from(questions, answers, answers.c.question == questions.c.id)
    .where(
        questions.c.owner_kind == bindparam("of_kind"),
        questions.c.owner_id == bindparam("of_id"),
        questions.c.options.is_(None),
        answers.c.gave_up == false(),
        func.length(answers.c.answer_key) >= bindparam("long"),
    )
    .group_by(answers.c.question, answers.c.answer_key)
    .having(func.count(answers.c.user.distinct()) > 1)
)
_INSERT = upsert(copies).on_conflict_do_nothing().returning(copies.c.id)
_ONE = select(copies).where(copies.c.id == bindparam("which"))
_waiting = (copies.c.guild == bindparam("in_guild"), copies.c.settled_at_ms.is_(None))
_COUNT = select(func.count()).select_from(copies).where(*_waiting)
_BEFORE = _COUNT.where(copies.c.id < bindparam("id"))
_FORTH: Select[Any] = select(copies).where(*_waiting, copies.c.id > bindparam("id")).order_by(copies.c.id).limit(1)
_BACK: Select[Any] = (
    select(copies).where(*_waiting, copies.c.id < bindparam("id")).order_by(copies.c.id.desc()).limit(1)
)
_SETTLE = (
    update(copies)
    .where(copies.c.id == bindparam("which"), *_waiting)
    .values(settled_at_ms=bindparam("at"), settled_by=bindparam("by"))
    .returning(copies.c.id)
)
_first = answers.alias()
_PEOPLE = (
    select(answers.c.user, func.min(answers.c.answered_at_ms).label("at"))
    .join(_first, (_first.c.question == answers.c.question) & (_first.c.answer_key == answers.c.answer_key))
    .where(_first.c.id == bindparam("answer"), _first.c.answer_key != "", answers.c.gave_up == false())
    .group_by(answers.c.user)
    .order_by("at", answers.c.user)
)


def alike(tx: Transaction, owner: Owner, long: int) -> tuple[Alike, ...]:
    """Return the texts of at least so many characters that more than one account typed to a question of an owner."""
    rows = tx.execute(_ALIKE, {"of_kind": owner.kind, "of_id": owner.id, "long": long}).all()
    return tuple(Alike(question=QuestionId(row.question), answer=AnswerId(row.answer)) for row in rows)


def insert(tx: Transaction, guild: GuildId, found: Alike, at: datetime) -> CopyId | None:
    """Keep one; None: it was kept before."""
    values = {"guild": guild, "question": found.question, "answer": found.answer, "found_at_ms": to_ms(at)}
    kept = tx.execute(_INSERT, values).scalar()
    return None if kept is None else CopyId(kept)


def one(tx: Transaction, copy: CopyId) -> KeptCopy | None:
    """Return one, put away or not; None: there is none."""
    row = tx.execute(_ONE, {"which": copy}).first()
    return None if row is None else _kept(row)


def people(tx: Transaction, answer: AnswerId) -> tuple[tuple[UserId, datetime], ...]:
    """Return who gave the text of an answer to its question, and when each first did, in that order."""
    rows = tx.execute(_PEOPLE, {"answer": answer}).all()
    return tuple((UserId(row.user), from_ms(row.at)) for row in rows)


def count(tx: Transaction, guild: GuildId) -> int:
    """Return how many wait in a server."""
    return int(tx.execute(_COUNT, {"in_guild": guild}).scalar_one())


def count_before(tx: Transaction, guild: GuildId, copy: CopyId) -> int:
    """Return how many of them came before one."""
    return int(tx.execute(_BEFORE, {"in_guild": guild, "id": copy}).scalar_one())


def next_to(tx: Transaction, guild: GuildId, copy: CopyId, *, forth: bool) -> KeptCopy | None:
    """Return the one that waits next after (or before) one; None: there is none."""
    row = tx.execute(_FORTH if forth else _BACK, {"in_guild": guild, "id": copy}).first()
    return None if row is None else _kept(row)


def settle(tx: Transaction, guild: GuildId, copy: CopyId, by: UserId, at: datetime) -> bool:
    """Put one away; False: this server has none such, or somebody was faster."""
    return tx.execute(_SETTLE, {"in_guild": guild, "which": copy, "by": by, "at": to_ms(at)}).scalar() is not None


def _kept(row: Row[Any]) -> KeptCopy:
    return KeptCopy(
        id=CopyId(row.id),
        guild=GuildId(row.guild),
        question=QuestionId(row.question),
        answer=AnswerId(row.answer),
        found_at=from_ms(row.found_at_ms),
    )
