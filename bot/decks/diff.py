"""Diff: what another version of a deck would change, card by card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.decks.card import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A card that stays, with other content."""

    before: Card
    after: Card

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of what differs, in the order of the format."""
        return tuple(name for name in Card.model_fields if getattr(self.before, name) != getattr(self.after, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """What differs between two versions of a deck's cards; cards are the same by their id."""

    #: In the order of the later version.
    new: tuple[Card, ...] = ()
    changed: tuple[Change, ...] = ()
    #: In the order of the earlier version.
    removed: tuple[Card, ...] = ()
    #: How many cards stay as they are.
    same: int = 0


def diff(before: Sequence[Card], after: Sequence[Card]) -> Diff:
    """Compare two versions of a deck's cards; their order does not matter."""
    old = {card.id: card for card in before}
    ids = {card.id for card in after}
    changed = tuple(
        Change(before=old[card.id], after=card) for card in after if card.id in old and old[card.id] != card
    )
    return Diff(
        new=tuple(card for card in after if card.id not in old),
        changed=changed,
        removed=tuple(card for card in before if card.id not in ids),
        same=len(ids & old.keys()) - len(changed),
    )
