"""Find: which card a person means by `deck/id`, `id` or a row's position."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process

from bot.decks.card import Card
from bot.decks.deck import Deck

_SUGGESTED_MOST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A card with its deck."""

    deck: Deck
    card: Card

    @property
    def address(self) -> str:
        """Return `deck/id`."""
        return f"{self.deck.id}/{self.card.id}"


def find_card(given: str, decks: Iterable[Deck]) -> Found | tuple[str, ...]:
    """Find a card by `deck/id`, or by `id` where only one deck has it.

    Returns:
        The card; or, if there is none or more than one, the addresses that were probably meant, best first.
    """
    cards = [Found(deck=deck, card=card) for deck in decks for card in deck.cards]
    exact = [found for found in cards if given in {found.address, found.card.id}]
    if len(exact) == 1:
        return exact[0]
    if exact:
        return tuple(found.address for found in exact)
    near = process.extract(
        given, {found.address: f"{found.card.id} {found.card.ask}" for found in cards}, limit=_SUGGESTED_MOST
    )
    return tuple(address for _, _, address in near)


def card_of_row(given: object, deck: Deck) -> Card | None:
    """Find the card that a row names by id, `deck/id` or position from 1; None if there is none."""
    if isinstance(given, int) and not isinstance(given, bool):
        return deck.cards[given - 1] if 0 < given <= len(deck.cards) else None
    name = str(given).removeprefix(f"{deck.id}/")
    by_id = next((card for card in deck.cards if card.id == name), None)
    if by_id is None and name.isascii() and name.isdigit():
        return card_of_row(int(name[:9]), deck)
    return by_id
