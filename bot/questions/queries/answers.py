"""Answers: the append-only log of what people said, and the gradings of it, of which the last one counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, exists, func, insert, literal_column, not_, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.core.ids import AnswerId, Owner, Player, QuestionId, SourceId, UserId
from bot.core.instants import from_ms, to_ms
from bot.db.database import Transaction
from bot.grading.verdict import Outcome, Verdict
from bot.grading.words.normalise import answer_key
from bot.questions.queries.questions import Question
from bot.questions.rules import Cause, QuestionState
from bot.questions.tables import answers, gradings, questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """An answer, judged already and not yet in the log."""

    question: Question
    player: Player
    source: SourceId
    #: As typed or chosen; "" after giving up.
    text: str
    gave_up: bool
    #: When it was given, by its snowflake.
    at: datetime
    #: How many were taken before.
    hints: int
    verdict: Verdict
    #: It came after closing.
    late: bool = False
    #: From 1.
    attempt: int = 1
    #: `Cause.RULING` where this server accepts the text though the card does not say it.
    cause: Cause = Cause.FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
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
    #: It came after closing.
    late: bool = False
    #: The grader could not know, and nobody decided since.
    unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """A judgement to write down."""

    answer: AnswerId
    verdict: Verdict
    points: int
    #: The grader's version.
    grader: str
    cause: Cause
    at: datetime


_every = gradings.alias()
#: Joins an answer to the one grading of it that counts.
COUNTS = and_(
    gradings.c.answer == answers.c.id,
    gradings.c.n
    == select(func.max(_every.c.n)).where(_every.c.answer == answers.c.id).correlate(answers).scalar_subquery(),
)
_later = answers.alias()
#: Keeps the attempt that counts, of each person and question: the last one.
LATEST = not_(
    exists()
    .where(
        and_(
            _later.c.question == answers.c.question,
            _later.c.user == answers.c.user,
            _later.c.attempt > answers.c.attempt,
        )
    )
    .correlate(answers)
)
#: Keeps answers that count on boards by now. Those to a changeable question do once it has closed: points on a board
#: would tell, attempt by attempt, which answer is right.
COUNTED_NOW = and_(
    questions.c.counts, or_(not_(questions.c.changeable), questions.c.state == QuestionState.CLOSED.value)
)

_INSERT = upsert(answers).on_conflict_do_nothing().returning(answers.c.id)
_ALL: Select[Any] = select(
    answers.c.id,
    answers.c.question,
    answers.c.user,
    answers.c.attempt,
    answers.c.text,
    answers.c.gave_up,
    answers.c.answered_at_ms,
    answers.c.hints,
    answers.c.late,
    gradings.c.score,
    gradings.c.outcome,
    gradings.c.points,
    gradings.c.covered,
    gradings.c.cause,
    gradings.c.unsure,
).join_from(answers, gradings, COUNTS)
_OF_USER = (
    _ALL.where(answers.c.question == bindparam("question"), answers.c.user == bindparam("user"))
    .order_by(answers.c.attempt.desc())
    .limit(1)
)
_OF_SOURCE = _ALL.where(answers.c.source == bindparam("source"))
_BY_ID = _ALL.where(answers.c.id.in_(bindparam("ids", expanding=True))).order_by(answers.c.id)
_OF_QUESTIONS = _ALL.where(answers.c.question.in_(bindparam("questions", expanding=True)), LATEST).order_by(
    answers.c.answered_at_ms, answers.c.id
)
_OWN = (questions.c.owner_kind == bindparam("of_kind"), questions.c.owner_id == bindparam("of_id"))
_OF_OWNER = (
    _ALL.join(questions, questions.c.id == answers.c.question)
    .where(*_OWN, answers.c.user == bindparam("user"), LATEST)
    .order_by(questions.c.number)
)
_PEOPLE = (
    select(func.count(answers.c.user.distinct()))
    .join_from(answers, questions, questions.c.id == answers.c.question)
    .where(*_OWN)
)
_COUNTED = select(answers.c.id).join(questions, questions.c.id == answers.c.question)
_IS_COUNTED = _COUNTED.where(
    answers.c.id.in_(bindparam("ids", expanding=True)), LATEST, COUNTED_NOW, not_(answers.c.late)
)

_FIRST = insert(gradings)
_NEXT = insert(gradings).from_select(
    ["answer", "n", "score", "outcome", "points", "covered", "grader", "cause", "graded_at_ms", "unsure"],
    select(
        bindparam("which", type_=gradings.c.answer.type),
        func.max(gradings.c.n) + literal_column("1"),
        bindparam("new_score", type_=gradings.c.score.type),
        bindparam("new_outcome", type_=gradings.c.outcome.type),
        bindparam("new_points", type_=gradings.c.points.type),
        bindparam("new_covered", type_=gradings.c.covered.type),
        bindparam("new_grader", type_=gradings.c.grader.type),
        bindparam("new_cause", type_=gradings.c.cause.type),
        bindparam("new_at", type_=gradings.c.graded_at_ms.type),
        bindparam("new_unsure", type_=gradings.c.unsure.type),
    ).where(gradings.c.answer == bindparam("which", type_=gradings.c.answer.type)),
)


def insert_one(tx: Transaction, submission: Submission) -> AnswerId | None:
    """Write a line; None: this source, or this person's attempt at this question, is in the log already."""
    found = tx.execute(
        _INSERT,
        {
            "question": submission.question.id,
            "user": submission.player.user,
            "attempt": submission.attempt,
            "source": submission.source,
            "text": submission.text,
            "answer_key": answer_key(submission.text),
            "gave_up": submission.gave_up,
            "answered_at_ms": to_ms(submission.at),
            "local_date": submission.question.local_date.isoformat(),
            "hints": submission.hints,
            "late": submission.late,
        },
    ).scalar()
    return None if found is None else AnswerId(found)


def grade_first(tx: Transaction, grading: Grading) -> None:
    """Write the first judgement of an answer."""
    tx.execute(
        _FIRST,
        {
            "answer": grading.answer,
            "n": 1,
            "score": grading.verdict.score,
            "outcome": grading.verdict.outcome.value,
            "points": grading.points,
            "covered": _flags(grading.verdict),
            "grader": grading.grader,
            "cause": grading.cause.value,
            "graded_at_ms": to_ms(grading.at),
            "unsure": grading.verdict.unsure,
        },
    )


def grade_again(tx: Transaction, written: Iterable[Grading]) -> None:
    """Write further judgements, at least one and one of an answer each, which count from now on."""
    tx.execute(
        _NEXT,
        [
            {
                "which": grading.answer,
                "new_score": grading.verdict.score,
                "new_outcome": grading.verdict.outcome.value,
                "new_points": grading.points,
                "new_covered": _flags(grading.verdict),
                "new_grader": grading.grader,
                "new_cause": grading.cause.value,
                "new_at": to_ms(grading.at),
                "new_unsure": grading.verdict.unsure,
            }
            for grading in written
        ],
    )


def of_user(tx: Transaction, question: QuestionId, user: UserId) -> Answer | None:
    """Return a person's latest answer to a question; None if there is none."""
    row = tx.execute(_OF_USER, {"question": question, "user": user}).first()
    return None if row is None else _from_row(row)


def of_source(tx: Transaction, source: SourceId) -> Answer | None:
    """Return the answer that an interaction or message brought; None if it brought none."""
    row = tx.execute(_OF_SOURCE, {"source": source}).first()
    return None if row is None else _from_row(row)


def by_id(tx: Transaction, answer: AnswerId) -> Answer | None:
    """Return one answer; None if there is no such."""
    return next(iter(by_ids(tx, [answer])), None)


def by_ids(tx: Transaction, ids: Sequence[AnswerId]) -> tuple[Answer, ...]:
    """Return those of some answers that there are, in the order of their ids."""
    return _all(tx.execute(_BY_ID, {"ids": list(ids)}).all())


def counted_among(tx: Transaction, ids: Sequence[AnswerId]) -> frozenset[AnswerId]:
    """Return which of some answers count on boards by now."""
    return frozenset(AnswerId(row.id) for row in tx.execute(_IS_COUNTED, {"ids": list(ids)}).all())


def of_questions(tx: Transaction, asked: Sequence[QuestionId]) -> tuple[Answer, ...]:
    """Return all answers to some questions that count, earliest first; of a changed one the last attempt."""
    return _all(tx.execute(_OF_QUESTIONS, {"questions": list(asked)}).all())


def of_owner(tx: Transaction, owner: Owner, user: UserId) -> tuple[Answer, ...]:
    """Return a person's answers to what an owner asked, in its order."""
    return _all(tx.execute(_OF_OWNER, {"of_kind": owner.kind, "of_id": owner.id, "user": user}).all())


def people_of(tx: Transaction, owner: Owner) -> int:
    """Return how many people answered at least one question of an owner."""
    return int(tx.execute(_PEOPLE, {"of_kind": owner.kind, "of_id": owner.id}).scalar_one())


def _all(rows: Iterable[Row[Any]]) -> tuple[Answer, ...]:
    return tuple(_from_row(row) for row in rows)


def _from_row(row: Row[Any]) -> Answer:
    return Answer(
        id=AnswerId(row.id),
        question=QuestionId(row.question),
        user=UserId(row.user),
        attempt=row.attempt,
        text=row.text,
        gave_up=row.gave_up,
        at=from_ms(row.answered_at_ms),
        hints=row.hints,
        late=row.late,
        score=row.score,
        outcome=Outcome(row.outcome),
        points=row.points,
        covered=tuple(flag == "1" for flag in row.covered),
        cause=Cause(row.cause),
        unsure=bool(row.unsure),
    )


def _flags(verdict: Verdict) -> str:
    return "".join("1" if point.covered else "0" for point in verdict.points)
