"""Decks written in any format are read back as the same cards."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.ids import CardId, DeckId
from bot.decks.card import Card, Point
from bot.decks.deck import Deck
from bot.decks.folder import load_file
from bot.decks.reading import read_deck
from bot.decks.writing.export import ExportFormat, write_deck

CARDS = Path(__file__).parents[2] / "cards"
AT = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)

#: Whatever an author may write into a text: visible at both ends; tabs, line breaks and marks of other formats in it.
_SIGNS = st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Zs", "Mn", "Cn", "Co"))
_MARKS = (
    *("=1+1", "@a", "-5", "'", '"', '""', ",", ";", "sep=,", "  ", "a\nb", "\N{NO-BREAK SPACE}x", "1.", "?", "\\"),
    *("\\(x\\)", "<b>", "&amp;", "&nbsp;", "{{c1::a}}", "[sound:a]", "#html:true", "::", "]]>", "-->", "|", "`"),
)
_PIECES = st.one_of(
    st.text(_SIGNS, min_size=1, max_size=8),
    st.sampled_from(_MARKS),
)
_TEXTS = st.lists(_PIECES, min_size=1, max_size=4).map("".join).map(str.strip).filter(bool)
_SHORT = _TEXTS.map(lambda text: " ".join(text.split())[:90].strip() or "x")
_POINTS = st.builds(
    Point,
    say=_TEXTS,
    accept=st.lists(_TEXTS, max_size=2).map(tuple),
    must=st.lists(_SHORT, max_size=1).map(tuple),
    core=st.booleans(),
    weight=st.sampled_from([1.0, 2.5]),
)
_LISTS = st.lists(_POINTS, min_size=1, max_size=3, unique_by=lambda point: point.say).map(tuple)
_KEYS = st.one_of(
    st.fixed_dictionaries({"answer": st.lists(_TEXTS, min_size=1, max_size=3, unique=True).map(tuple)}),
    st.fixed_dictionaries({"points": _LISTS, "name": st.lists(_SHORT, max_size=1).map(tuple)}),
    st.fixed_dictionaries({"items": _LISTS, "need": st.just(1)}),
    st.fixed_dictionaries({"steps": _LISTS}),
    st.lists(_SHORT, min_size=2, max_size=4, unique_by=str.casefold).map(
        lambda options: {"right": tuple(options[:1]), "wrong": tuple(options[1:])}
    ),
    st.fixed_dictionaries(
        {"value": st.sampled_from([0.0, -0.5, 96.0, 1e-7, 1e21]), "unit": st.sampled_from(["", "°C", "km/h"])}
    ),
    st.fixed_dictionaries({"date": st.sampled_from(["1989-11-09", "1989-11", "1989", "0079"])}),
)
_CARDS = st.builds(
    lambda key, ask, **extra: Card(id=CardId("c"), ask=ask, **key, **extra),
    _KEYS,
    _TEXTS,
    reject=st.lists(_TEXTS, max_size=1).map(tuple),
    hints=st.lists(_TEXTS, max_size=2, unique=True).map(tuple),
    note=st.one_of(st.just(""), _TEXTS),
    source=st.sampled_from(["", "https://example.org/a?b=c&d"]),
    tags=st.lists(st.sampled_from(["a", "b-c", "two words", "x,y"]), max_size=2, unique=True).map(tuple),
    difficulty=st.sampled_from([None, 0.25]),
)


def _deck(*cards: Card) -> Deck:
    return Deck(
        id=DeckId("tea"),
        title="Tea & more",
        cards=tuple(card.model_copy(update={"id": CardId(f"c{place}")}) for place, card in enumerate(cards)),
    )


def _read_back(deck: Deck, form: ExportFormat) -> tuple[Card, ...]:
    parsed = read_deck(write_deck(deck, form, at=AT), file=f"tea{form.suffix}", deck=deck.id)
    assert parsed.deck is not None, parsed.faults
    return parsed.deck.cards


@pytest.mark.parametrize("form", ExportFormat)
@pytest.mark.parametrize("file", sorted(CARDS.glob("*.toml")), ids=lambda file: file.stem)
def test_shipped_decks_survive(file: Path, form: ExportFormat) -> None:
    """Every card of a shipped deck comes back from every format with all it says."""
    (deck,) = load_file(file).decks
    assert _read_back(deck, form) == deck.cards


@pytest.mark.parametrize("form", ExportFormat)
@settings(max_examples=25)
@given(cards=st.lists(_CARDS, min_size=1, max_size=3))
def test_cards_of_every_kind_survive(form: ExportFormat, cards: list[Card]) -> None:
    """Whatever a card says, in whatever signs, every format gives it back."""
    deck = _deck(*cards)
    assert _read_back(deck, form) == deck.cards
