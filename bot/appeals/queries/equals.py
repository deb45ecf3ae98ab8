"""Equals: answers that share a text, in one server, for one card in one form, as a ruling grades them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, false, func, select

from bot.core.ids import AnswerId, CardVersionId, ChannelId, DeckVersionId, OccurrenceId, QuestionId, UserId
from bot.core.instants import from_ms
from bot.db.database import Transaction
from bot.grading.verdict import Outcome, PointVerdict, Verdict
from bot.questions.queries.attempts import COUNTED_NOW, LATEST
from bot.questions.queries.gradings import COUNTS
from bot.questions.queries.states import Cause, Purpose
from bot.questions.queries.wordings import Wording
from bot.questions.tables import answers, gradings, questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Equal:
    """One of the answers, with the grading that counts and the one the grader itself gave."""

    answer: AnswerId
    question: QuestionId
    user: UserId
    text: str
    card_version: CardVersionId
    deck_version: DeckVersionId
    channel: ChannelId
    local_date: date
    at: datetime
    hints: int
    purpose: Purpose
    #: It came after closing.
    late: bool
    #: Its tallies hold it already.
    counted: bool
    score: float
    outcome: Outcome
    points: int
    cause: Cause
    #: What the grader said when the answer came; None: it was judged by a wording from the first.
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
_OCCURRENCES = select(questions.c.occurrence).select_from(_LOG).where(_SAME, LATEST).distinct()
_ROWS: Select[Any] = (
    select(
        answers.c.id,
        answers.c.question,
        answers.c.user,
        answers.c.text,
        answers.c.local_date,
        answers.c.answered_at_ms,
        answers.c.hints,
        answers.c.purpose,
        answers.c.late,
        questions.c.card_version,
        questions.c.deck_version,
        questions.c.channel,
        COUNTED_NOW.label("counted"),
        gradings.c.score,
        gradings.c.outcome,
        gradings.c.points,
        gradings.c.cause,
        _first.c.score.label("own_score"),
        _first.c.outcome.label("own_outcome"),
        _first.c.covered.label("own_covered"),
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


def after(tx: Transaction, wording: Wording, cursor: AnswerId, most: int) -> tuple[AnswerId, ...]:
    """Return which answers are equal, beyond a cursor, in the order of their ids."""
    rows = tx.execute(_IDS, {**wording.facts(), "cursor": cursor, "most": most}).all()
    return tuple(AnswerId(row.id) for row in rows)


def among(tx: Transaction, wording: Wording, ids: Sequence[AnswerId]) -> tuple[Equal, ...]:
    """Return those of some answers that are equal still."""
    return tuple(_equal(row) for row in tx.execute(_ROWS, {**wording.facts(), "ids": list(ids)}).all())


def people(tx: Transaction, wording: Wording) -> int:
    """Return how many people gave that text."""
    return int(tx.execute(_PEOPLE, wording.facts()).scalar_one())


def occurrences(tx: Transaction, wording: Wording) -> tuple[OccurrenceId, ...]:
    """Return the posts at which it was given."""
    rows = tx.execute(_OCCURRENCES, wording.facts()).all()
    return tuple(OccurrenceId(row.occurrence) for row in rows if row.occurrence is not None)


def _equal(row: Row[Any]) -> Equal:
    own = None
    if row.own_score is not None:
        flags = tuple(flag == "1" for flag in row.own_covered)
        own = Verdict(
            score=row.own_score,
            outcome=Outcome(row.own_outcome),
            points=tuple(PointVerdict(say="", earned=float(flag), covered=flag) for flag in flags),
        )
    return Equal(
        answer=AnswerId(row.id),
        question=QuestionId(row.question),
        user=UserId(row.user),
        text=row.text,
        card_version=CardVersionId(row.card_version),
        deck_version=DeckVersionId(row.deck_version),
        channel=ChannelId(row.channel),
        local_date=date.fromisoformat(row.local_date),
        at=from_ms(row.answered_at_ms),
        hints=row.hints,
        purpose=Purpose(row.purpose),
        late=row.late,
        counted=bool(row.counted),
        score=row.score,
        outcome=Outcome(row.outcome),
        points=row.points,
        cause=Cause(row.cause),
        own=own,
    )
