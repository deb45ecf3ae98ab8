"""Rulings: appeals and their decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, false, func, select, update

from bot.appeals.rules import RulingState
from bot.appeals.tables import rulings
from bot.core.ids import AnswerId, CardId, DeckId, GuildId, QuestionId, RulingId, UserId
from bot.core.instants import from_ms, to_ms
from bot.db.database import Transaction
from bot.db.statements import upsert
from bot.questions.forms import Form
from bot.questions.queries.accepted import AcceptedAnswer
from bot.questions.queries.answers import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """An appeal and what became of it."""

    id: RulingId
    #: Its text is "" once the appellant's answer was erased.
    subject: AcceptedAnswer
    question: QuestionId
    answer: AnswerId
    appellant: UserId
    argument: str
    state: RulingState
    #: What equal answers are worth; None: undecided or denied.
    score: float | None
    moderator: UserId | None
    reason: str
    opened_at: datetime
    decided_at: datetime | None
    #: The last answer that was graded again.
    cursor: AnswerId
    #: When the next batch is owed; None: nothing is.
    due_at: datetime | None
    #: False: a moderator decided it unasked, because the grader was not sure.
    appealed: bool = True

    @property
    def takes_appeal(self) -> bool:
        """Whether it may still be appealed: nobody asked, and what was decided left things as they were."""
        return not self.appealed and self.state is RulingState.DENIED


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a moderator decided, or took back."""

    state: RulingState
    score: float | None
    moderator: UserId
    reason: str
    at: datetime


_INSERT = upsert(rulings).on_conflict_do_nothing().returning(rulings.c.id)
_ONE = select(rulings).where(rulings.c.id == bindparam("ruling"))
_there = (
    rulings.c.guild == bindparam("in_guild"),
    rulings.c.state.in_(bindparam("states", expanding=True)),
    rulings.c.answer_key != "",
)
_EQUAL = (
    select(rulings)
    .where(
        *_there,
        rulings.c.deck == bindparam("deck"),
        rulings.c.card == bindparam("card"),
        rulings.c.form == bindparam("form"),
        rulings.c.answer_key == bindparam("answer_key"),
    )
    .order_by(func.coalesce(rulings.c.decided_at_ms, 0), rulings.c.id)
)
_OF_ANSWERS = select(rulings).where(rulings.c.answer.in_(bindparam("answers", expanding=True)))
_WAITS = rulings.c.due_at_ms.is_not(None)
_NEXT_DUE = select(func.min(rulings.c.due_at_ms)).where(_WAITS)
_DUE = (
    select(rulings.c.id)
    .where(_WAITS, rulings.c.due_at_ms <= bindparam("now"))
    .order_by(rulings.c.due_at_ms, rulings.c.id)
    .limit(bindparam("most"))
)
_CHANGE = update(rulings).where(rulings.c.id == bindparam("which"))
#: As `Ruling.takes_appeal`.
_APPEAL = (
    update(rulings)
    .where(
        rulings.c.answer == bindparam("of_answer"),
        rulings.c.appealed == false(),
        rulings.c.state == RulingState.DENIED.value,
    )
    .returning(rulings.c.id)
)
_CLAIMED = (
    select(rulings.c.id)
    .where(rulings.c.question.in_(bindparam("questions", expanding=True)), rulings.c.state == RulingState.OPEN.value)
    .order_by(rulings.c.id)
)


def insert(
    tx: Transaction, subject: AcceptedAnswer, answer: Answer, *, argument: str, at: datetime, appealed: bool = True
) -> RulingId | None:
    """Keep an appeal of an answer by who gave it; None: it was appealed before.

    Args:
        tx: The transaction.
        subject: What it is about.
        answer: The answer.
        argument: Why, in the appellant's words.
        at: When.
        appealed: False: nobody asked, a moderator decides it all the same.
    """
    found = tx.execute(
        _INSERT,
        {
            **subject.columns(),
            "question": answer.question,
            "answer": answer.id,
            "appellant": answer.user,
            "argument": argument,
            "state": RulingState.OPEN.value,
            "opened_at_ms": to_ms(at),
            "cursor": 0,
            "appealed": appealed,
        },
    ).scalar()
    if found is None and appealed:
        values = {"state": RulingState.OPEN.value, "argument": argument, "opened_at_ms": to_ms(at), "appealed": True}
        found = tx.execute(_APPEAL.values(**values), {"of_answer": answer.id}).scalar()
    return None if found is None else RulingId(found)


def one(tx: Transaction, ruling: RulingId) -> Ruling | None:
    """Return an appeal; None: there is none."""
    row = tx.execute(_ONE, {"ruling": ruling}).first()
    return None if row is None else _from_row(row)


def of_answers(tx: Transaction, answers: Iterable[AnswerId]) -> dict[AnswerId, Ruling]:
    """Return the appeals of some answers; those that were not appealed are missing."""
    rows = tx.execute(_OF_ANSWERS, {"answers": list(answers)}).all()
    return {kept.answer: kept for kept in map(_from_row, rows)}


def open_of(tx: Transaction, questions: Iterable[QuestionId]) -> tuple[RulingId, ...]:
    """Return the undecided appeals of answers to some questions, the earliest first."""
    return tuple(RulingId(row.id) for row in tx.execute(_CLAIMED, {"questions": list(questions)}).all())


def equal(tx: Transaction, subject: AcceptedAnswer, states: Sequence[RulingState]) -> tuple[Ruling, ...]:
    """Return the appeals of equal answers in some states, the last decided last."""
    columns = subject.columns()
    rows = tx.execute(_EQUAL, {**columns, "in_guild": columns["guild"], "states": _words(states)}).all()
    return tuple(map(_from_row, rows))


def judge(tx: Transaction, ruling: RulingId, judgement: Judgement, due_at: datetime | None) -> None:
    """Write down a decision, and when its answers are graded again; None: they are not, or with another ruling."""
    values = {
        "state": judgement.state.value,
        "score": judgement.score,
        "moderator": judgement.moderator,
        "reason": judgement.reason,
        "decided_at_ms": to_ms(judgement.at),
        "cursor": 0,
        "due_at_ms": None if due_at is None else to_ms(due_at),
    }
    tx.execute(_CHANGE.values(**values), {"which": ruling})


def advance(tx: Transaction, ruling: RulingId, cursor: AnswerId) -> None:
    """Remember how far the answers were graded again."""
    tx.execute(_CHANGE.values(cursor=cursor), {"which": ruling})


def set_due(tx: Transaction, ruling: RulingId, due_at: datetime | None) -> None:
    """Say when the next batch is owed; None: all is done."""
    tx.execute(_CHANGE.values(due_at_ms=None if due_at is None else to_ms(due_at)), {"which": ruling})


def next_due(tx: Transaction) -> datetime | None:
    """Return when the next batch of a ruling is owed; None: none is."""
    found = tx.execute(_NEXT_DUE).scalar()
    return None if found is None else from_ms(found)


def due(tx: Transaction, now: datetime, most: int) -> tuple[RulingId, ...]:
    """Return rulings that a batch is owed, the longest owed first."""
    return tuple(RulingId(row.id) for row in tx.execute(_DUE, {"now": to_ms(now), "most": most}).all())


def _words(states: Sequence[RulingState]) -> list[str]:
    return [state.value for state in states]


def _from_row(row: Row[Any]) -> Ruling:
    return Ruling(
        id=RulingId(row.id),
        subject=AcceptedAnswer(
            guild=GuildId(row.guild),
            deck=DeckId(row.deck),
            card=CardId(row.card),
            form=Form(row.form),
            answer_key=row.answer_key,
        ),
        question=QuestionId(row.question),
        answer=AnswerId(row.answer),
        appellant=UserId(row.appellant),
        argument=row.argument,
        state=RulingState(row.state),
        score=row.score,
        moderator=None if row.moderator is None else UserId(row.moderator),
        reason=row.reason or "",
        opened_at=from_ms(row.opened_at_ms),
        decided_at=None if row.decided_at_ms is None else from_ms(row.decided_at_ms),
        cursor=AnswerId(row.cursor),
        due_at=None if row.due_at_ms is None else from_ms(row.due_at_ms),
        appealed=bool(row.appealed),
    )
