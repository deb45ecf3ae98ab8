"""A version is compared card by card, and what is new in it is graded."""

from __future__ import annotations

from bot.decks.fault import FaultCode, Level
from bot.decks.folder import load_bytes
from bot.library.service.comparing import compare

HEAD = "format = 1\ntitle = 'Tea'\n"
GOOD = "[[card]]\nid = 'a'\nask = 'What is a leaf?'\nanswer = ['tea']\n"
BAD = "[[card]]\nid = 'b'\nask = 'What is hot?'\nanswer = ['ABC']\n"


def test_new_cards_are_graded() -> None:
    """What grading finds is a warning at the card's line; cards that stay are not graded again."""
    loaded = load_bytes((HEAD + GOOD + BAD).encode(), file="tea.toml")
    (deck,) = loaded.decks
    found = compare((), deck, loaded.places[deck.id])
    assert [(fault.code, fault.level, fault.line) for fault in found.faults] == [
        (FaultCode.ACRONYM_ALONE, Level.WARNING, 7)
    ]
    kept = tuple(card.model_dump_json() for card in deck.cards)
    again = compare(kept, deck, loaded.places[deck.id])
    assert (again.diff.same, again.faults) == (2, ())
