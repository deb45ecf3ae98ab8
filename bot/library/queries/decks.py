"""Decks: what can be asked, as immutable versions of cards and of what the grader must know of their deck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.core.ids import CardId, CardVersionId, DeckId, DeckVersionId, GuildId
from bot.core.instants import to_ms
from bot.db.database import Transaction
from bot.decks.card import Card
from bot.decks.deck import DeckContext
from bot.decks.own import stem_of
from bot.library.tables import card_versions, deck_versions, decks

_TITLE_MOST = 200
#: Cards written in one call: between two of them others get their turn on the event loop.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDeck:
    """A deck as it is now."""

    id: DeckId
    #: Whose it is; None: shipped, for every server.
    guild: GuildId | None
    title: str
    language: str
    cards: int
    version: DeckVersionId
    removed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentCard:
    """A card as it is in its deck now."""

    id: CardId
    version: CardVersionId


#: Id, hash and JSON of each card, in the deck's order.
CardRows = tuple[tuple[CardId, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckContent:
    """What a deck's file says, ready to be kept."""

    id: DeckId
    title: str
    language: str
    source: str
    context: DeckContext
    cards: tuple[Card, ...]
    #: As `rows_of` makes them, where that was done before anyone had to wait; None: not done yet.
    rows: CardRows | None = None


_DECK: Select[Any] = select(
    decks.c.id,
    decks.c.guild,
    decks.c.title,
    decks.c.language,
    decks.c.cards,
    decks.c.version,
    decks.c.removed_at_ms,
)
_ONE = _DECK.where(decks.c.id == bindparam("deck"))
_MINE = or_(decks.c.guild.is_(None), decks.c.guild == bindparam("guild"))
_IN_GUILD = _DECK.where(_MINE, decks.c.removed_at_ms.is_(None)).order_by(func.lower(decks.c.title), decks.c.id)
_SHIPPED = _DECK.where(decks.c.guild.is_(None), decks.c.removed_at_ms.is_(None))

_VERSION = upsert(deck_versions).on_conflict_do_nothing()
_VERSION_ID = select(deck_versions.c.id).where(
    deck_versions.c.deck == bindparam("deck"), deck_versions.c.hash == bindparam("hash")
)
_write = upsert(decks)
_WRITE = _write.on_conflict_do_update(
    index_elements=[decks.c.id],
    set_={
        name: _write.excluded[name]
        for name in ("guild", "title", "language", "source", "cards", "version", "removed_at_ms")
    },
)
_REMOVE = (
    update(decks)
    .where(decks.c.id == bindparam("deck"), decks.c.removed_at_ms.is_(None))
    .values(removed_at_ms=bindparam("at"))
)

_PRESENT = (
    select(card_versions.c.id, card_versions.c.card, card_versions.c.hash)
    .where(card_versions.c.deck == bindparam("deck"), card_versions.c.position.is_not(None))
    .order_by(card_versions.c.position)
)
_CONTENTS = select(card_versions.c.id, card_versions.c.content)
_TAKE_OUT = (
    update(card_versions)
    .where(card_versions.c.deck == bindparam("which"), card_versions.c.position.is_not(None))
    .values(position=None)
)
_card = upsert(card_versions)
_PUT_IN = _card.on_conflict_do_update(
    index_elements=[card_versions.c.deck, card_versions.c.card, card_versions.c.hash],
    set_={"position": _card.excluded.position},
)


def one(tx: Transaction, deck: DeckId) -> KeptDeck | None:
    """Return a deck, removed or not; None if there never was one of that id."""
    row = tx.execute(_ONE, {"deck": deck}).first()
    return None if row is None else _kept(row)


def in_guild(tx: Transaction, guild: GuildId) -> tuple[KeptDeck, ...]:
    """Return the decks a server may ask, by title: its own, and the shipped ones that no own one hides by its name."""
    there = [_kept(row) for row in tx.execute(_IN_GUILD, {"guild": guild}).all()]
    own = {stem_of(deck.id).casefold() for deck in there if deck.guild is not None}
    return tuple(deck for deck in there if deck.guild is not None or deck.id.casefold() not in own)


def shipped(tx: Transaction) -> tuple[KeptDeck, ...]:
    """Return the shipped decks that are there."""
    return tuple(_kept(row) for row in tx.execute(_SHIPPED).all())


def put(tx: Transaction, deck: DeckContent, guild: GuildId | None) -> None:
    """Make a deck what its file says; versions that are known by their content stay, and old ones are kept."""
    context = deck.context.model_dump_json()
    named = {"deck": deck.id, "hash": _hash(context)}
    tx.execute(_VERSION, {**named, "context": context})
    version = tx.execute(_VERSION_ID, named).scalar()
    tx.execute(
        _WRITE,
        {
            "id": deck.id,
            "guild": guild,
            "title": deck.title[:_TITLE_MOST],
            "language": deck.language,
            "source": deck.source,
            "cards": len(deck.cards),
            "version": version,
            "removed_at_ms": None,
        },
    )
    _put_cards(tx, deck)


def remove(tx: Transaction, deck: DeckId, at: datetime) -> None:
    """Take a deck away; its versions stay, because questions point at them."""
    tx.execute(_REMOVE, {"deck": deck, "at": to_ms(at)})


def present(tx: Transaction, deck: DeckId) -> tuple[PresentCard, ...]:
    """Return a deck's cards as they are now, in its order, without their content."""
    rows = tx.execute(_PRESENT, {"deck": deck}).all()
    return tuple(PresentCard(id=CardId(row.card), version=CardVersionId(row.id)) for row in rows)


def contents(tx: Transaction, versions: Sequence[CardVersionId]) -> dict[CardVersionId, Card]:
    """Return what some versions of cards say."""
    rows = tx.execute(_CONTENTS.where(card_versions.c.id.in_(versions))).all()
    return {CardVersionId(row.id): Card.model_validate_json(row.content) for row in rows}


def rows_of(cards: Sequence[Card]) -> CardRows:
    """Make what is kept of cards; of a great deck this takes a while."""
    contents = [(card.id, card.model_dump_json()) for card in cards]
    return tuple((card, _hash(content), content) for card, content in contents)


def _put_cards(tx: Transaction, deck: DeckContent) -> None:
    hashed = rows_of(deck.cards) if deck.rows is None else deck.rows
    known = [(row.card, row.hash) for row in tx.execute(_PRESENT, {"deck": deck.id}).all()]
    # At most starts nothing changed, and then nothing is written.
    if known == [(card, digest) for card, digest, _ in hashed]:
        return
    tx.execute(_TAKE_OUT, {"which": deck.id})
    for start in range(0, len(hashed), _AT_ONCE):
        tx.execute(
            _PUT_IN,
            [
                {"deck": deck.id, "card": card, "hash": digest, "content": content, "position": place}
                for place, (card, digest, content) in enumerate(hashed[start : start + _AT_ONCE], start)
            ],
        )


def _hash(content: str) -> str:
    return sha256(content.encode()).hexdigest()


def _kept(row: Any) -> KeptDeck:  # noqa: ANN401 - a row of whichever query
    return KeptDeck(
        id=DeckId(row.id),
        guild=None if row.guild is None else GuildId(row.guild),
        title=row.title,
        language=row.language,
        cards=row.cards,
        version=DeckVersionId(row.version),
        removed=row.removed_at_ms is not None,
    )
