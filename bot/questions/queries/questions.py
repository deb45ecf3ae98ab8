"""Questions: one asked card in one place each, pointing at the version it was asked with; and the hints people took."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.core.ids import (
    CardId,
    CardVersionId,
    ChannelId,
    DeckId,
    DeckVersionId,
    GuildId,
    Owner,
    QuestionId,
    UserId,
)
from bot.core.instants import from_ms, to_ms
from bot.db.database import Transaction
from bot.questions.forms import Asked, Form
from bot.questions.rules import Policy, QuestionState, RevealRule
from bot.questions.tables import answers, hints, questions

#: The id of a question that is not kept yet.
NOT_KEPT = QuestionId(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A card as it was asked; nothing of it ever changes but when its policy closes it, and whether it is open."""

    id: QuestionId = NOT_KEPT
    owner: Owner
    #: Its place among those of its owner, from 1, and how many these are; None: as many as the person likes.
    number: int = 1
    of: int | None = 1
    #: None: asked outside of servers, or in no channel.
    guild: GuildId | None
    channel: ChannelId | None
    deck: DeckId
    card: CardId
    card_version: CardVersionId
    deck_version: DeckVersionId
    asked: Asked
    opens_at: datetime
    #: The day it counts for.
    local_date: date
    policy: Policy
    is_open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What may have changed about a question since it was asked, for one person."""

    #: Up to and including this instant acts count; None: until its owner closes it.
    closes_at: datetime | None
    #: False: its owner closed it.
    is_open: bool
    #: How many hints the person was shown.
    hints: int


_INSERT = insert(questions).returning(questions.c.id, sort_by_parameter_order=True)
_ALL: Select[Any] = select(questions)
_ONE = _ALL.where(questions.c.id == bindparam("question"))
_OWN = (questions.c.owner_kind == bindparam("of_kind"), questions.c.owner_id == bindparam("of_id"))
_OF_OWNER = _ALL.where(*_OWN).order_by(questions.c.number)
_STANDING = (
    select(questions.c.closes_at_ms, questions.c.state, func.coalesce(hints.c.taken, 0).label("taken"))
    .outerjoin(hints, (hints.c.question == questions.c.id) & (hints.c.user == bindparam("user")))
    .where(questions.c.id == bindparam("question"))
)
_UNANSWERED = (
    select(questions.c.id)
    .outerjoin(answers, (answers.c.question == questions.c.id) & (answers.c.user == bindparam("user")))
    .where(*_OWN, answers.c.id.is_(None))
    .order_by(questions.c.number)
)
#: Keeps questions whose cards are withheld; what is revealed at once is put to one person alone.
SECRET = and_(questions.c.state == QuestionState.OPEN.value, questions.c.reveal != RevealRule.AT_ONCE.value)
_OPEN_IN = select(questions.c.card).where(
    SECRET, questions.c.guild == bindparam("guild"), questions.c.deck == bindparam("deck")
)
_OPEN_VERSIONS = (
    select(questions.c.card_version, questions.c.deck_version)
    .where(questions.c.state == QuestionState.OPEN.value)
    .group_by(questions.c.card_version, questions.c.deck_version)
    .order_by(func.max(questions.c.id).desc())
    .limit(bindparam("most"))
)
_CHANGE = update(questions).where(*_OWN)

_insert_hint = upsert(hints)
_TAKE = _insert_hint.on_conflict_do_update(
    index_elements=[hints.c.question, hints.c.user], set_={"taken": _insert_hint.excluded.taken}
)


def insert_all(tx: Transaction, asked: Iterable[Question]) -> tuple[QuestionId, ...]:
    """Keep what an owner asks, and return the ids in that order; the cards are withheld from now on."""
    rows = tx.execute(_INSERT, [_row(question) for question in asked]).all()
    return tuple(QuestionId(row.id) for row in rows)


def one(tx: Transaction, question: QuestionId) -> Question | None:
    """Return a question; None if there is none."""
    row = tx.execute(_ONE, {"question": question}).first()
    return None if row is None else _from_row(row)


def of_owner(tx: Transaction, owner: Owner) -> tuple[Question, ...]:
    """Return all that an owner asked, in its order."""
    return tuple(_from_row(row) for row in tx.execute(_OF_OWNER, _named(owner)).all())


def standing(tx: Transaction, question: QuestionId, user: UserId) -> Standing:
    """Return what may have changed since a question was asked, in one look.

    Raises:
        LookupError: There is no such question.
    """
    row = tx.execute(_STANDING, {"question": question, "user": user}).first()
    if row is None:
        raise LookupError(f"question {question}")
    return Standing(
        closes_at=None if row.closes_at_ms is None else from_ms(row.closes_at_ms),
        is_open=row.state == QuestionState.OPEN.value,
        hints=row.taken,
    )


def unanswered(tx: Transaction, owner: Owner, user: UserId) -> tuple[QuestionId, ...]:
    """Return what an owner asked and a person has not answered, in its order."""
    rows = tx.execute(_UNANSWERED, {**_named(owner), "user": user}).all()
    return tuple(QuestionId(row.id) for row in rows)


def open_in(tx: Transaction, guild: GuildId, deck: DeckId) -> frozenset[CardId]:
    """Return the cards of a deck that are open in a server, whoever asks them; `withheld` knows more of them."""
    return frozenset(CardId(row.card) for row in tx.execute(_OPEN_IN, {"guild": guild, "deck": deck}).all())


def open_versions(tx: Transaction, most: int) -> tuple[tuple[CardVersionId, DeckVersionId], ...]:
    """Return the versions of the cards that are open anywhere, and of their decks, the last opened first."""
    rows = tx.execute(_OPEN_VERSIONS, {"most": most}).all()
    return tuple((CardVersionId(row.card_version), DeckVersionId(row.deck_version)) for row in rows)


def close(tx: Transaction, owner: Owner) -> None:
    """Show the cards of an owner's questions again: they are settled, or were never put to anyone."""
    tx.execute(_CHANGE.values(state=QuestionState.CLOSED.value), _named(owner))


def close_at(tx: Transaction, owner: Owner, at: datetime) -> None:
    """Let acts count up to another instant; the cards stay withheld until their owner closes them."""
    tx.execute(_CHANGE.values(closes_at_ms=to_ms(at)), _named(owner))


def take_hint(tx: Transaction, question: QuestionId, user: UserId, count: int) -> None:
    """Remember how many hints of a question a person was shown so far."""
    tx.execute(_TAKE, {"question": question, "user": user, "taken": count})


def _named(owner: Owner) -> dict[str, object]:
    return {"of_kind": owner.kind, "of_id": owner.id}


def _row(question: Question) -> dict[str, object]:
    options, policy = question.asked.options, question.policy
    return {
        "owner_kind": question.owner.kind,
        "owner_id": question.owner.id,
        "number": question.number,
        "of": question.of,
        "guild": question.guild,
        "channel": question.channel,
        "deck": question.deck,
        "card": question.card,
        "card_version": question.card_version,
        "deck_version": question.deck_version,
        "form": question.asked.form.value,
        "options": json.dumps(options, ensure_ascii=False) if options else None,
        "state": QuestionState.OPEN.value if question.is_open else QuestionState.CLOSED.value,
        "opens_at_ms": to_ms(question.opens_at),
        "local_date": question.local_date.isoformat(),
        "closes_at_ms": None if policy.closes_at is None else to_ms(policy.closes_at),
        "changeable": policy.changeable,
        "counts": policy.counts,
        "reveal": policy.reveal.value,
        "hints": policy.hints,
        "hint_cost": policy.hint_cost,
        "typed": policy.typed,
        "settle_after_ms": policy.settle_after // timedelta(milliseconds=1),
    }


def _from_row(row: Row[Any]) -> Question:
    return Question(
        id=QuestionId(row.id),
        owner=Owner(kind=row.owner_kind, id=row.owner_id),
        number=row.number,
        of=row.of,
        guild=None if row.guild is None else GuildId(row.guild),
        channel=None if row.channel is None else ChannelId(row.channel),
        deck=DeckId(row.deck),
        card=CardId(row.card),
        card_version=CardVersionId(row.card_version),
        deck_version=DeckVersionId(row.deck_version),
        asked=Asked(form=Form(row.form), options=() if row.options is None else tuple(json.loads(row.options))),
        opens_at=from_ms(row.opens_at_ms),
        local_date=date.fromisoformat(row.local_date),
        policy=Policy(
            closes_at=None if row.closes_at_ms is None else from_ms(row.closes_at_ms),
            changeable=row.changeable,
            counts=row.counts,
            reveal=RevealRule(row.reveal),
            hints=row.hints,
            hint_cost=row.hint_cost,
            typed=row.typed,
            settle_after=timedelta(milliseconds=row.settle_after_ms),
        ),
        is_open=row.state == QuestionState.OPEN.value,
    )
