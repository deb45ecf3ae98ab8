"""Equal answers: those that share a text, in one server, for one card in one form, as a ruling grades them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, false, func, select

from bot.core.ids import AnswerId, CardVersionId, DeckVersionId, Owner, QuestionId, UserId
from bot.db.database import Transaction
from bot.grading.verdict import Outcome, PointVerdict, Verdict
from bot.questions.queries.accepted import AcceptedAnswer
from bot.questions.queries.answers import COUNTS, LATEST
from bot.questions.rules import Cause
from bot.questions.tables import answers, gradings, questions


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualAnswer:
    """One of the answers, with the grading that counts and the one the grader itself gave."""

    answer: AnswerId
    question: QuestionId
    user: UserId
    text: str
    card_version: CardVersionId
    deck_version: DeckVersionId
    hints: int
    score: float
    outcome: Outcome
    points: int
    cause: Cause
    #: What the grader said when the answer came; None: it was judged by an accepted answer from the first.
    own: Verdict | None


_first = gradings.alias()
_others = gradings.alias()
_SAME = and_(
    questions.c.guild == bindparam("guild"),
    questions.c.deck == bindparam("deck"),
    questions.c.card == bindparam("card"),
    questions.c.form == bindparam("form"),
    answers.c.answer_key == bindparam("answer_key"),
    answers.c.answer_key != "",
    answers.c.gave_up == false(),
)
_LOG = answers.join(questions, questions.c.id == answers.c.question)
_IDS = (
    select(answers.c.id)
    .select_from(_LOG)
    .where(_SAME, LATEST, answers.c.id > bindparam("cursor"))
    .order_by(answers.c.id)
    .limit(bindparam("most"))
)
_PEOPLE = select(func.count(answers.c.user.distinct())).select_from(_LOG).where(_SAME, LATEST)
_OWNERS = select(questions.c.owner_kind, questions.c.owner_id).select_from(_LOG).where(_SAME, LATEST).distinct()
_ROWS: Select[Any] = (
    select(
        answers.c.id,
        answers.c.question,
        answers.c.user,
        answers.c.text,
        answers.c.hints,
        questions.c.card_version,
        questions.c.deck_version,
        gradings.c.score,
        gradings.c.outcome,
        gradings.c.points,
        gradings.c.cause,
        _first.c.score.label("own_score"),
        _first.c.outcome.label("own_outcome"),
        _first.c.covered.label("own_covered"),
        _first.c.unsure.label("own_unsure"),
    )
    .select_from(_LOG.join(gradings, COUNTS))
    .outerjoin(
        _first,
        and_(
            _first.c.answer == answers.c.id,
            _first.c.n
            == select(func.max(_others.c.n))
            .where(_others.c.answer == answers.c.id, _others.c.cause == Cause.FIRST.value)
            .correlate(answers)
            .scalar_subquery(),
        ),
    )
    .where(_SAME, LATEST, answers.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(answers.c.id)
)


def after(tx: Transaction, subject: AcceptedAnswer, cursor: AnswerId, most: int) -> tuple[AnswerId, ...]:
    """Return which answers are equal, beyond a cursor, in the order of their ids."""
    rows = tx.execute(_IDS, {**subject.columns(), "cursor": cursor, "most": most}).all()
    return tuple(AnswerId(row.id) for row in rows)


def among(tx: Transaction, subject: AcceptedAnswer, ids: Sequence[AnswerId]) -> tuple[EqualAnswer, ...]:
    """Return those of some answers that are equal still."""
    return tuple(_equal(row) for row in tx.execute(_ROWS, {**subject.columns(), "ids": list(ids)}).all())


def people(tx: Transaction, subject: AcceptedAnswer) -> int:
    """Return how many people gave that text."""
    return int(tx.execute(_PEOPLE, subject.columns()).scalar_one())


def owners(tx: Transaction, subject: AcceptedAnswer) -> tuple[Owner, ...]:
    """Return whose questions it was given to."""
    rows = tx.execute(_OWNERS, subject.columns()).all()
    return tuple(Owner(kind=row.owner_kind, id=row.owner_id) for row in rows)


def _equal(row: Row[Any]) -> EqualAnswer:
    own = None
    if row.own_score is not None:
        flags = tuple(flag == "1" for flag in row.own_covered)
        own = Verdict(
            score=row.own_score,
            outcome=Outcome(row.own_outcome),
            points=tuple(PointVerdict(say="", earned=float(flag), covered=flag) for flag in flags),
            unsure=bool(row.own_unsure),
        )
    return EqualAnswer(
        answer=AnswerId(row.id),
        question=QuestionId(row.question),
        user=UserId(row.user),
        text=row.text,
        card_version=CardVersionId(row.card_version),
        deck_version=DeckVersionId(row.deck_version),
        hints=row.hints,
        score=row.score,
        outcome=Outcome(row.outcome),
        points=row.points,
        cause=Cause(row.cause),
        own=own,
    )
