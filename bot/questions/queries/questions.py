"""Questions: one asked card in one place each, pointing at the version it was asked with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, insert, select, update

from bot.core.ids import (
    CardId,
    CardVersionId,
    ChannelId,
    DeckId,
    DeckVersionId,
    GuildId,
    OccurrenceId,
    QuestionId,
    ScheduleId,
    UserId,
)
from bot.core.instants import from_ms, to_ms
from bot.daily.tables import occurrences
from bot.db.database import Transaction
from bot.questions.forms import Asked, Form
from bot.questions.queries.states import Purpose, QuestionState
from bot.questions.tables import answers, hints, questions


@dataclass(frozen=True, slots=True, kw_only=True)
class NewQuestion:
    """A card to ask by a schedule's occurrence."""

    guild: GuildId
    channel: ChannelId
    schedule: ScheduleId
    occurrence: OccurrenceId
    number: int
    deck: DeckId
    card: CardId
    card_version: CardVersionId
    deck_version: DeckVersionId
    asked: Asked
    opens_at: datetime
    closes_at: datetime
    local_date: date
    #: Whether answers may be changed until closing, and count then.
    changeable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptQuestion:
    """A question; all of it but `closes_at` never changes."""

    id: QuestionId
    guild: GuildId
    channel: ChannelId
    occurrence: OccurrenceId
    number: int
    deck: DeckId
    card: CardId
    card_version: CardVersionId
    deck_version: DeckVersionId
    asked: Asked
    closes_at: datetime
    local_date: date
    changeable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What changes about a question while it is open, for one person."""

    #: Up to and including this instant acts count.
    closes_at: datetime
    #: How many hints the person was shown.
    hints: int
    #: When the post opened, and when its count was last edited; None: never.
    opens_at: datetime
    refreshed_at: datetime | None
    #: When the count will be edited next; None: not planned.
    refresh_at: datetime | None


_INSERT = insert(questions)
_KEPT: Select[Any] = select(questions)
_ONE = _KEPT.where(questions.c.id == bindparam("question"))
_OF_OCCURRENCE = _KEPT.where(questions.c.occurrence == bindparam("occurrence")).order_by(questions.c.number)
_STANDING = (
    select(
        questions.c.closes_at_ms,
        func.coalesce(hints.c.taken, 0).label("taken"),
        occurrences.c.opens_at_ms,
        occurrences.c.refreshed_at_ms,
        occurrences.c.refresh_at_ms,
    )
    .join(occurrences, occurrences.c.id == questions.c.occurrence)
    .outerjoin(hints, (hints.c.question == questions.c.id) & (hints.c.user == bindparam("user")))
    .where(questions.c.id == bindparam("question"))
)
_UNANSWERED = (
    select(questions.c.id)
    .outerjoin(answers, (answers.c.question == questions.c.id) & (answers.c.user == bindparam("user")))
    .where(questions.c.occurrence == bindparam("occurrence"), answers.c.id.is_(None))
    .order_by(questions.c.number)
)
_NEWEST_FIRST = (
    select(questions.c.card, func.row_number().over(order_by=questions.c.id.desc()).label("place"))
    .where(questions.c.schedule == bindparam("schedule"), questions.c.deck == bindparam("deck"))
    .subquery()
)
_AGES = select(_NEWEST_FIRST.c.card, func.min(_NEWEST_FIRST.c.place).label("place")).group_by(_NEWEST_FIRST.c.card)
_WITHHELD = select(questions.c.card).where(
    questions.c.guild == bindparam("guild"),
    questions.c.deck == bindparam("deck"),
    questions.c.state == QuestionState.OPEN.value,
)
_OF = update(questions).where(questions.c.occurrence == bindparam("which"))


def insert_all(tx: Transaction, asked: Iterable[NewQuestion]) -> None:
    """Keep the questions of an occurrence; their cards are withheld in the server from now on."""
    tx.execute(_INSERT, [_row(question) for question in asked])


def one(tx: Transaction, question: QuestionId) -> KeptQuestion | None:
    """Return a question of an occurrence; None if there is none."""
    row = tx.execute(_ONE, {"question": question}).first()
    return None if row is None or row.occurrence is None else _kept(row)


def of_occurrence(tx: Transaction, occurrence: OccurrenceId) -> tuple[KeptQuestion, ...]:
    """Return the questions of a post, in its order."""
    return tuple(_kept(row) for row in tx.execute(_OF_OCCURRENCE, {"occurrence": occurrence}).all())


def standing(tx: Transaction, question: QuestionId, user: UserId) -> Standing:
    """Return what may have changed since a question was asked, in one look.

    Raises:
        LookupError: There is no such question.
    """
    row = tx.execute(_STANDING, {"question": question, "user": user}).first()
    if row is None:
        raise LookupError(f"question {question}")
    return Standing(
        closes_at=from_ms(row.closes_at_ms),
        hints=row.taken,
        opens_at=from_ms(row.opens_at_ms),
        refreshed_at=None if row.refreshed_at_ms is None else from_ms(row.refreshed_at_ms),
        refresh_at=None if row.refresh_at_ms is None else from_ms(row.refresh_at_ms),
    )


def unanswered(tx: Transaction, occurrence: OccurrenceId, user: UserId) -> tuple[QuestionId, ...]:
    """Return the questions of a post that a person has not answered, in its order."""
    rows = tx.execute(_UNANSWERED, {"occurrence": occurrence, "user": user}).all()
    return tuple(QuestionId(row.id) for row in rows)


def ages(tx: Transaction, schedule: ScheduleId, deck: DeckId) -> dict[CardId, int]:
    """Return how many cards of a deck a schedule asked since it asked each of them; one never asked is missing."""
    rows = tx.execute(_AGES, {"schedule": schedule, "deck": deck}).all()
    return {CardId(row.card): row.place - 1 for row in rows}


def withheld(tx: Transaction, guild: GuildId, deck: DeckId) -> frozenset[CardId]:
    """Return the cards of a deck that are open in a server, whoever asks them."""
    return frozenset(CardId(row.card) for row in tx.execute(_WITHHELD, {"guild": guild, "deck": deck}).all())


def close(tx: Transaction, occurrence: OccurrenceId) -> None:
    """Show the cards of a post again: it is settled, or was never sent."""
    tx.execute(_OF.values(state=QuestionState.CLOSED.value), {"which": occurrence})


def close_at(tx: Transaction, occurrence: OccurrenceId, at: datetime) -> None:
    """Let acts count up to another instant; the cards stay withheld until the post is settled."""
    tx.execute(_OF.values(closes_at_ms=to_ms(at)), {"which": occurrence})


def _row(question: NewQuestion) -> dict[str, object]:
    options: Sequence[str] = question.asked.options
    return {
        "purpose": Purpose.DAILY.value,
        "guild": question.guild,
        "channel": question.channel,
        "schedule": question.schedule,
        "occurrence": question.occurrence,
        "number": question.number,
        "deck": question.deck,
        "card": question.card,
        "card_version": question.card_version,
        "deck_version": question.deck_version,
        "form": question.asked.form.value,
        "options": json.dumps(options, ensure_ascii=False) if options else None,
        "state": QuestionState.OPEN.value,
        "opens_at_ms": to_ms(question.opens_at),
        "closes_at_ms": to_ms(question.closes_at),
        "local_date": question.local_date.isoformat(),
        "changeable": question.changeable or None,
    }


def _kept(row: Row[Any]) -> KeptQuestion:
    options = () if row.options is None else tuple(json.loads(row.options))
    return KeptQuestion(
        id=QuestionId(row.id),
        guild=GuildId(row.guild),
        channel=ChannelId(row.channel),
        occurrence=OccurrenceId(row.occurrence),
        number=row.number,
        deck=DeckId(row.deck),
        card=CardId(row.card),
        card_version=CardVersionId(row.card_version),
        deck_version=DeckVersionId(row.deck_version),
        asked=Asked(form=Form(row.form), options=options),
        closes_at=from_ms(row.closes_at_ms),
        local_date=date.fromisoformat(row.local_date),
        changeable=bool(row.changeable),
    )
