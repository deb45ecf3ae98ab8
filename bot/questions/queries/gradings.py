"""Gradings: the append-only log of judgements; the one with the highest number counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, func, insert, literal_column, select

from bot.core.ids import AnswerId
from bot.core.instants import to_ms
from bot.db.database import Transaction
from bot.grading.verdict import Verdict
from bot.questions.queries.states import Cause
from bot.questions.tables import answers, gradings


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGrading:
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

_FIRST = insert(gradings)
_NEXT = insert(gradings).from_select(
    ["answer", "n", "score", "outcome", "points", "covered", "grader", "cause", "graded_at_ms"],
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
    ).where(gradings.c.answer == bindparam("which", type_=gradings.c.answer.type)),
)


def insert_first(tx: Transaction, grading: NewGrading) -> None:
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
        },
    )


def append(tx: Transaction, *written: NewGrading) -> None:
    """Write further judgements, one of an answer each, which count from now on."""
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
            }
            for grading in written
        ],
    )


def _flags(verdict: Verdict) -> str:
    return "".join("1" if point.covered else "0" for point in verdict.points)
