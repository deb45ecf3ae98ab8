"""Comparing: what a version of a deck would change, and which of its changed cards grade badly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice

from bot.decks.deck import Deck
from bot.decks.diff import Diff, diff
from bot.decks.fault import Fault, Level
from bot.decks.folder import Place
from bot.grading.check import check_card
from bot.grading.context import context_of
from bot.library.service.deck_content import read_cards

#: Cards graded for a preview: each takes some milliseconds, and a person waits. `deckhand cards check` grades all.
GRADED_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What is to be said of a version."""

    diff: Diff
    #: Warnings that grading found, in the order of the cards; they hinder nobody.
    faults: tuple[Fault, ...]


def compare(before: tuple[str, ...], deck: Deck, place: Place) -> Compared:
    """Compare a deck with what is kept of its cards, as JSON, and grade what is new; slow for great decks."""
    found = diff(read_cards(before), deck.cards)
    fresh = (*found.new, *(change.after for change in found.changed))
    context = context_of(deck)
    spelled = " ".join((*context.texts, *(" ".join(group) for group in deck.synonyms)))
    graded = [fault for card in islice(fresh, GRADED_MOST) for fault in check_card(card, context, spelled)]
    return Compared(diff=found, faults=tuple(place.locate(replace(fault, level=Level.WARNING)) for fault in graded))
