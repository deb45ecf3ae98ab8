"""Names of exported notes that stay the same, so that Anki updates a note instead of adding it again."""

from __future__ import annotations

from hashlib import sha256

from bot.decks.card import Card
from bot.decks.deck import Deck
from bot.decks.naming import stem_of


def guid(deck: Deck, card: Card) -> str:
    """Return the global id of a card's note."""
    return _digest(f"{stem_of(deck.id)}/{card.id}").hex()[:20]


def number(name: str) -> int:
    """Return an id as Anki keeps them, which are times in milliseconds: some instant after 2014, told by a name."""
    return 1_400_000_000_000 + int.from_bytes(_digest(name)[:5], "big") // 4


def _digest(name: str) -> bytes:
    return sha256(f"deckhand/{name}".encode()).digest()
