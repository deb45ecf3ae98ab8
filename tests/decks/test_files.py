"""Files as people write and export them: each becomes the cards beside it, or is refused with a sentence."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.core.ids import DeckId
from bot.decks.card import Card
from bot.decks.draft import Parsed
from bot.decks.fault import Level
from bot.decks.reading import read_deck
from bot.decks.toml_deck import parse_toml
from bot.decks.writing.toml import to_toml
from bot.text.deck_faults import fault_sentence

FILES = sorted((Path(__file__).parent / "files").glob("*.toml"))
CASES = [
    pytest.param(case, id=f"{file.stem}:{case['name']}")
    for file in FILES
    for case in tomllib.loads(file.read_text("utf-8"))["file"]
]


def read(text: str) -> Parsed:
    """Read a text under a name that says nothing of its format."""
    return read_deck(text.encode(), file="deck.txt", deck=DeckId("deck"))


def said(card: Card) -> str:
    """All that the answer key of a card says."""
    points = (point.say for point in (*card.points, *card.items, *card.steps))
    value = "" if card.value is None else f"{card.value:.15g} {card.unit}"
    return " ".join((*card.answer, *points, *card.right, card.note, value, card.date))


def words(text: str) -> set[str]:
    """The words of a text, in small letters."""
    return set(re.findall(r"\w+", text.casefold()))


@pytest.mark.parametrize("case", CASES)
def test_a_file_becomes_its_cards(case: dict[str, Any]) -> None:
    """Question and answer of each, in the file's order; a file that is no deck gets a fault that says what to do."""
    parsed = read(case["text"])
    if not case["cards"]:
        assert parsed.deck is None
        faults = [fault for fault in parsed.faults if fault.level is Level.FAULT]
        assert faults
        assert all(". " in fault_sentence(fault) for fault in faults)
        return
    assert parsed.deck is not None, parsed.faults
    assert [card.ask for card in parsed.deck.cards] == [wanted["ask"] for wanted in case["cards"]]
    for card, wanted in zip(parsed.deck.cards, case["cards"], strict=True):
        if "right" in wanted:
            assert (card.right, card.wrong) == (tuple(wanted["right"]), tuple(wanted["wrong"]))
        else:
            assert words(wanted["answer"]) <= words(said(card))


@pytest.mark.parametrize("case", CASES)
def test_what_was_read_is_a_native_deck(case: dict[str, Any]) -> None:
    """Whatever became of a file, the native format takes it within its limits and gives it back."""
    parsed = read(case["text"])
    if parsed.deck is not None:
        again = parse_toml(to_toml(parsed.deck), deck=parsed.deck.id)
        assert again.faults == []
        assert again.deck == parsed.deck
