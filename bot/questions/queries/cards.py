"""Cards: the immutable versions that questions point at."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from bot.core.ids import CardId, CardVersionId, DeckId, DeckVersionId
from bot.db.database import Transaction
from bot.library.tables import card_versions, deck_versions

_CONTENT = select(card_versions.c.content).where(card_versions.c.id == bindparam("id"))
_CONTEXT = select(deck_versions.c.context).where(deck_versions.c.id == bindparam("id"))

_PLACE = select(card_versions.c.deck, card_versions.c.card).where(
    card_versions.c.id == bindparam("id"), card_versions.c.position.is_not(None)
)


def content_of(tx: Transaction, version: CardVersionId) -> str:
    """Return a card as JSON (`Card`), as it was when it was asked.

    Raises:
        LookupError: There is no such version.
    """
    found = tx.execute(_CONTENT, {"id": version}).scalar()
    if found is None:
        raise LookupError(f"card version {version}")
    return str(found)


def context_of(tx: Transaction, version: DeckVersionId) -> str:
    """Return what the grader must know of a deck, as JSON (`DeckContext`).

    Raises:
        LookupError: There is no such version.
    """
    found = tx.execute(_CONTEXT, {"id": version}).scalar()
    if found is None:
        raise LookupError(f"deck version {version}")
    return str(found)


def place_of(tx: Transaction, version: CardVersionId) -> tuple[DeckId, CardId] | None:
    """Return which card of which deck a version is of, while it is the present one; None: it is not, or never was."""
    row = tx.execute(_PLACE, {"id": version}).first()
    return None if row is None else (DeckId(row.deck), CardId(row.card))
