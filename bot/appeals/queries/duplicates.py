"""Duplicates: the same long text from more than one account on one question, until a moderator puts it away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, false, func, select

from bot.appeals.tables import duplicates
from bot.core.ids import AnswerId, DuplicateId, GuildId, Owner, QuestionId, UserId
from bot.core.instants import from_ms, to_ms
from bot.db.database import Transaction
from bot.db.statements import upsert
from bot.questions.tables import answers, questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """A text that more than one account gave; who they are is read from the log."""

    id: DuplicateId
    guild: GuildId
    question: QuestionId
    #: The first answer that has it; it stands for them all.
    answer: AnswerId


# What is chosen from options is the same for everyone who chose it.
_AMONG = (
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
_INSERT = upsert(duplicates).on_conflict_do_nothing().returning(duplicates.c.id)
_ONE = select(duplicates).where(duplicates.c.id == bindparam("which"))
_first = answers.alias()
_PEOPLE = (
    select(answers.c.user, func.min(answers.c.answered_at_ms).label("at"))
    .join(_first, (_first.c.question == answers.c.question) & (_first.c.answer_key == answers.c.answer_key))
    .where(_first.c.id == bindparam("answer"), _first.c.answer_key != "", answers.c.gave_up == false())
    .group_by(answers.c.user)
    .order_by("at", answers.c.user)
)


def among(tx: Transaction, owner: Owner, long: int) -> tuple[tuple[AnswerId, QuestionId], ...]:
    """Return the texts of at least so many characters that more than one account typed to a question of an owner.

    Returns:
        The first answer that has such a text, and its question.
    """
    rows = tx.execute(_AMONG, {"of_kind": owner.kind, "of_id": owner.id, "long": long}).all()
    return tuple((AnswerId(row.answer), QuestionId(row.question)) for row in rows)


def insert(tx: Transaction, guild: GuildId, question: QuestionId, answer: AnswerId, at: datetime) -> DuplicateId | None:
    """Keep one, by the first answer that has it; None: it was kept before."""
    values = {"guild": guild, "question": question, "answer": answer, "found_at_ms": to_ms(at)}
    kept = tx.execute(_INSERT, values).scalar()
    return None if kept is None else DuplicateId(kept)


def one(tx: Transaction, duplicate: DuplicateId) -> Duplicate | None:
    """Return one, put away or not; None: there is none."""
    row = tx.execute(_ONE, {"which": duplicate}).first()
    if row is None:
        return None
    return Duplicate(
        id=DuplicateId(row.id),
        guild=GuildId(row.guild),
        question=QuestionId(row.question),
        answer=AnswerId(row.answer),
    )


def people(tx: Transaction, answer: AnswerId) -> tuple[tuple[UserId, datetime], ...]:
    """Return who gave the text of an answer to its question, and when each first did, in that order."""
    rows = tx.execute(_PEOPLE, {"answer": answer}).all()
    return tuple((UserId(row.user), from_ms(row.at)) for row in rows)
