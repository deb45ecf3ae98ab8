"""Decks written as TOML are read back as the same decks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ids import CardId, DeckId
from bot.decks.card import Card, Point
from bot.decks.deck import Deck, Strictness
from bot.decks.folder import load_file
from bot.decks.toml_deck import parse_toml
from bot.decks.writing.toml import to_toml

CARDS = Path(__file__).parents[2] / "cards"
#: Whatever an author may write into a text: visible, trimmed, no control characters.
_TEXTS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Zs", "Mn", "Cn", "Co")), min_size=1, max_size=40
)


def _read_back(deck: Deck) -> Deck | None:
    return parse_toml(to_toml(deck), deck=deck.id).deck


@pytest.mark.parametrize("file", sorted(CARDS.glob("*.toml")), ids=lambda file: file.stem)
def test_shipped_decks_survive(file: Path) -> None:
    """Every shipped deck, written and read again, is the same deck."""
    (deck,) = load_file(file).decks
    assert _read_back(deck) == deck


def test_notes_become_the_same_cards(notes: Path) -> None:
    """Plain notes can be exported as TOML without losing anything."""
    (deck,) = load_file(notes).decks
    assert _read_back(deck) == deck


def test_every_key_survives() -> None:
    """Points with all they may say, numbers, choices and a deck's own words come back as they were."""
    point = Point(say="a point", accept=("another", "a third"), must=("90",), core=True, weight=2.5)
    deck = Deck(
        id=DeckId("all"),
        title='Quotes " and \\ strokes',
        language="pt-BR",
        strictness=Strictness.STRICT,
        synonyms=(("tea", "cuppa"),),
        source="Here",
        cards=(
            Card(id=CardId("p"), ask="A?\nB?", points=(point, Point(say="x" * 120)), need=1, hints=("h",), note="n"),
            Card(id=CardId("n"), ask="How much?", value=-0.5, unit="°C", tolerance=1e-5, difficulty=0.25),
            Card(id=CardId("d"), ask="When?", date="1989-11-09"),
            Card(id=CardId("m"), ask="When?", date="1989-11"),
            Card(id=CardId("y"), ask="When?", date="0476"),
            Card(id=CardId("c"), ask="Which?", right=("a",), wrong=("b", "c"), tags=("t",), image="a.png"),
            Card(id=CardId("s"), ask="How?", steps=(Point(say="1"), Point(say="2")), source="https://example.org/x"),
        ),
    )
    assert _read_back(deck) == deck


def test_a_deck_says_when_it_was_true() -> None:
    """Its cards have the deck's date unless they have one of their own, and the file says the former once."""
    dated = {"as-the-deck": "2026-11", "older": "2025"}
    cards = tuple(Card(id=CardId(name), ask="A?", answer=("a",), as_of=as_of) for name, as_of in dated.items())
    deck = Deck(id=DeckId("d"), title="D", as_of="2026-11", cards=cards)
    assert to_toml(deck).count("as_of") == 2
    assert _read_back(deck) == deck


@given(_TEXTS, _TEXTS)
def test_no_text_breaks_the_file(ask: str, answer: str) -> None:
    """Quotes, backslashes, brackets and signs of any script stay what they are."""
    deck = Deck(id=DeckId("d"), title="D", cards=(Card(id=CardId("c"), ask=ask, answer=(answer,)),))
    assert _read_back(deck) == deck
