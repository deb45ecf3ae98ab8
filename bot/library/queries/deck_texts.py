"""Deck texts: what a deck says now, whole or page by page, as the rows hold it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from bot.core.ids import CardId, DeckId
from bot.db.database import Transaction
from bot.library.tables import card_versions, deck_versions, decks


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckText:
    """A deck's own words, beside its cards."""

    title: str
    source: str
    #: `DeckContext` as JSON.
    context: str


_TEXT = (
    select(decks.c.title, decks.c.source, deck_versions.c.context)
    .join(deck_versions, deck_versions.c.id == decks.c.version)
    .where(decks.c.id == bindparam("deck"))
)
_IN_DECK = (card_versions.c.deck == bindparam("deck"), card_versions.c.position.is_not(None))
_CARDS = select(card_versions.c.card, card_versions.c.content).where(*_IN_DECK).order_by(card_versions.c.position)
_COUNT = select(func.count()).select_from(card_versions).where(*_IN_DECK)


def text_of(tx: Transaction, deck: DeckId) -> DeckText | None:
    """Return a deck's own words as they are now; None if there never was such a deck."""
    row = tx.execute(_TEXT, {"deck": deck}).first()
    return None if row is None else DeckText(title=row.title, source=row.source, context=row.context)


def cards_of(
    tx: Transaction, deck: DeckId, *, without: Collection[CardId] = (), skip: int = 0, most: int = -1
) -> tuple[str, ...]:
    """Return cards of a deck as it is now, as JSON, in its order.

    Args:
        tx: The transaction.
        deck: The deck.
        without: Cards to leave out.
        skip: How many of the rest to pass over.
        most: How many to return; negative: all.
    """
    cut = _CARDS.where(card_versions.c.card.not_in(without)) if without else _CARDS
    rows = tx.execute(cut.offset(skip).limit(most) if skip or most >= 0 else cut, {"deck": deck}).all()
    return tuple(row.content for row in rows)


def count(tx: Transaction, deck: DeckId, *, without: Collection[CardId] = ()) -> int:
    """Return how many cards a deck has now, but for some."""
    cut = _COUNT.where(card_versions.c.card.not_in(without)) if without else _COUNT
    return int(tx.execute(cut, {"deck": deck}).scalar_one())
