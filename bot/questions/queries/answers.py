"""Answers: the append-only log of what people said, each read together with the grading that counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.core.ids import AnswerId, OccurrenceId, QuestionId, SourceId, UserId
from bot.core.instants import from_ms, to_ms
from bot.db.database import Transaction
from bot.grading.verdict import Outcome
from bot.questions.queries.attempts import LATEST
from bot.questions.queries.gradings import COUNTS
from bot.questions.queries.states import Cause, Purpose
from bot.questions.tables import answers, gradings, questions


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAnswer:
    """A line to write into the log."""

    question: QuestionId
    user: UserId
    source: SourceId
    #: As typed or chosen; "" after giving up.
    text: str
    #: The text under which equal answers are equal.
    answer_key: str
    gave_up: bool
    at: datetime
    local_date: date
    purpose: Purpose
    #: How many were taken before.
    hints: int
    #: It came after closing.
    late: bool
    #: From 1.
    attempt: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """A line of the log, with the grading that counts."""

    id: AnswerId
    question: QuestionId
    user: UserId
    text: str
    gave_up: bool
    at: datetime
    hints: int
    score: float
    outcome: Outcome
    points: int
    #: One flag per point of the verdict, in the card's order.
    covered: tuple[bool, ...]
    #: From 1; more where it was changed.
    attempt: int = 1
    #: Why that grading was written.
    cause: Cause = Cause.FIRST


_INSERT = upsert(answers).on_conflict_do_nothing().returning(answers.c.id)

_KEPT: Select[Any] = select(
    answers.c.id,
    answers.c.question,
    answers.c.user,
    answers.c.attempt,
    answers.c.text,
    answers.c.gave_up,
    answers.c.answered_at_ms,
    answers.c.hints,
    gradings.c.score,
    gradings.c.outcome,
    gradings.c.points,
    gradings.c.covered,
    gradings.c.cause,
).join_from(answers, gradings, COUNTS)

_OF_USER = (
    _KEPT.where(answers.c.question == bindparam("question"), answers.c.user == bindparam("user"))
    .order_by(answers.c.attempt.desc())
    .limit(1)
)
_OF_SOURCE = _KEPT.where(answers.c.source == bindparam("source"))
_BY_ID = _KEPT.where(answers.c.id == bindparam("id"))
_OF_QUESTIONS = _KEPT.where(answers.c.question.in_(bindparam("questions", expanding=True)), LATEST).order_by(
    answers.c.answered_at_ms, answers.c.id
)
_IN_OCCURRENCE = (
    _KEPT.join(questions, questions.c.id == answers.c.question)
    .where(questions.c.occurrence == bindparam("occurrence"), answers.c.user == bindparam("user"), LATEST)
    .order_by(questions.c.number)
)
_PEOPLE = (
    select(func.count(answers.c.user.distinct()))
    .join_from(answers, questions, questions.c.id == answers.c.question)
    .where(questions.c.occurrence == bindparam("occurrence"))
)


def insert(tx: Transaction, answer: NewAnswer) -> AnswerId | None:
    """Write a line; None: this source, or this person's attempt at this question, is in the log already."""
    found = tx.execute(
        _INSERT,
        {
            "question": answer.question,
            "user": answer.user,
            "attempt": answer.attempt,
            "source": answer.source,
            "text": answer.text,
            "answer_key": answer.answer_key,
            "gave_up": answer.gave_up,
            "answered_at_ms": to_ms(answer.at),
            "local_date": answer.local_date.isoformat(),
            "purpose": answer.purpose.value,
            "hints": answer.hints,
            "late": answer.late,
        },
    ).scalar()
    return None if found is None else AnswerId(found)


def of_user(tx: Transaction, question: QuestionId, user: UserId) -> KeptAnswer | None:
    """Return a person's latest answer to a question; None if there is none."""
    return _kept(tx.execute(_OF_USER, {"question": question, "user": user}).first())


def of_source(tx: Transaction, source: SourceId) -> KeptAnswer | None:
    """Return the answer that an interaction or message brought; None if it brought none."""
    return _kept(tx.execute(_OF_SOURCE, {"source": source}).first())


def by_id(tx: Transaction, answer: AnswerId) -> KeptAnswer | None:
    """Return one answer; None if there is no such."""
    return _kept(tx.execute(_BY_ID, {"id": answer}).first())


def of_questions(tx: Transaction, asked: Sequence[QuestionId]) -> tuple[KeptAnswer, ...]:
    """Return all answers to some questions that count, earliest first; of a changed one the last attempt."""
    return _all(tx.execute(_OF_QUESTIONS, {"questions": list(asked)}).all())


def in_occurrence(tx: Transaction, occurrence: OccurrenceId, user: UserId) -> tuple[KeptAnswer, ...]:
    """Return a person's answers to the questions of one post, in the post's order."""
    return _all(tx.execute(_IN_OCCURRENCE, {"occurrence": occurrence, "user": user}).all())


def people_in(tx: Transaction, occurrence: OccurrenceId) -> int:
    """Return how many people answered at least one question of a post."""
    return int(tx.execute(_PEOPLE, {"occurrence": occurrence}).scalar_one())


def _all(rows: Iterable[Row[Any]]) -> tuple[KeptAnswer, ...]:
    return tuple(kept for row in rows if (kept := _kept(row)) is not None)


def _kept(row: Row[Any] | None) -> KeptAnswer | None:
    if row is None:
        return None
    return KeptAnswer(
        id=AnswerId(row.id),
        question=QuestionId(row.question),
        user=UserId(row.user),
        attempt=row.attempt,
        text=row.text,
        gave_up=row.gave_up,
        at=from_ms(row.answered_at_ms),
        hints=row.hints,
        score=row.score,
        outcome=Outcome(row.outcome),
        points=row.points,
        covered=tuple(flag == "1" for flag in row.covered),
        cause=Cause(row.cause),
    )
