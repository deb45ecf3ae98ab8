"""The authors' page: its examples load as it says."""

from __future__ import annotations

import re
from pathlib import Path

from bot.core.ids import DeckId
from bot.decks.card import CardKind
from bot.decks.draft import cards_of
from bot.decks.fault import FaultCode
from bot.decks.formats.notes.reading import read_notes
from bot.decks.reading import read_deck
from bot.decks.toml_deck import parse_toml

PAGE = (Path(__file__).parents[2] / "cards" / "README.md").read_text("utf-8")


def test_the_examples_of_the_native_format_load() -> None:
    """Put together they are one deck of every kind."""
    parsed = parse_toml("\n".join(re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)), deck=DeckId("tea"))
    assert parsed.faults == []
    assert parsed.deck is not None
    assert {card.kind for card in parsed.deck.cards} == set(CardKind)


def test_the_example_of_notes_loads() -> None:
    """Three cards, and the warning the page speaks of."""
    (example,) = re.findall(r"```\n(TEA .*?)```", PAGE, re.DOTALL)
    parsed = cards_of(read_notes(example), DeckId("tea"))
    assert parsed.deck is not None
    assert [card.kind for card in parsed.deck.cards] == [CardKind.DEFINITION, CardKind.LIST, CardKind.DEFINITION]
    assert [fault.code for fault in parsed.faults] == [FaultCode.NOTES_HEADING_GUESSED]


def test_the_example_of_each_format_loads() -> None:
    """The table of what people have: each example is a deck as it stands."""
    (table,) = re.findall(r"\| you have \| for example \|\n\|---\|---\|\n(.*?)\n\n", PAGE, re.DOTALL)
    examples = [row.rsplit(" | ", 1)[1].removesuffix(" |") for row in table.split("\n")]
    texts = ["\n".join(re.sub(r"^(`+)(.*)\1$", r"\2", line) for line in shown.split("<br>")) for shown in examples[:-1]]
    for text in texts:
        parsed = read_deck(text.encode(), file="tea.txt", deck=DeckId("tea"))
        assert parsed.deck is not None, text
        assert "tea" in parsed.deck.cards[0].ask or "olong" in parsed.deck.cards[0].ask
