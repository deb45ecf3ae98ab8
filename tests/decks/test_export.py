"""Decks written in any format are read back as the same cards."""

from __future__ import annotations

import csv
import io
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


TEA = Card(
    id=CardId("oolong"), ask="What is oolong?", points=(Point(say="half fermented", accept=("between",)),), need=1
)


def _edited(form: ExportFormat, old: str, new: str) -> Card:
    text = write_deck(_deck(TEA), form, at=AT).decode()
    assert old in text
    parsed = read_deck(text.replace(old, new, 1).encode(), file=f"tea{form.suffix}", deck=DeckId("tea"))
    assert parsed.deck is not None, parsed.faults
    (card,) = parsed.deck.cards
    return card


@pytest.mark.parametrize("form", [ExportFormat.CSV, ExportFormat.ANKI_TEXT, ExportFormat.MARKDOWN])
def test_whoever_changes_an_answer_means_it(form: ExportFormat) -> None:
    """An answer that was edited in the file is the card's answer, though the whole card stands beside it."""
    card = _edited(form, "half fermented", "green")
    assert (card.id, card.ask) == ("c0", "What is oolong?")
    assert "green" in {*card.answer, *(point.say for point in card.points)}


@pytest.mark.parametrize("form", [ExportFormat.CSV, ExportFormat.ANKI_TEXT])
def test_a_question_may_be_changed_without_losing_the_rest(form: ExportFormat) -> None:
    """Another wording of the question leaves its wordings of the answer alone."""
    card = _edited(form, "What is oolong?", "What is oolong tea?")
    assert (card.ask, card.points) == ("What is oolong tea?", TEA.points)


def test_no_cell_is_run_by_a_spreadsheet() -> None:
    """A cell that begins like a formula has an apostrophe in front, which comes off again."""
    risky = TEA.model_copy(update={"ask": '=HYPERLINK("https://example.org")', "note": "-1", "hints": ("@a", "'=b")})
    text = write_deck(_deck(risky), ExportFormat.CSV, at=AT).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@\t" and cell]
    assert _read_back(_deck(risky), ExportFormat.CSV) == _deck(risky).cards


def test_a_title_and_ids_survive_in_anki() -> None:
    """The deck's title is the name of Anki's deck, and a note keeps its global id from export to export."""
    first, later = (write_deck(_deck(TEA), ExportFormat.ANKI_TEXT, at=at) for at in (AT, AT.replace(year=2027)))
    assert first == later
    parsed = read_deck(first, file="x.txt", deck=DeckId("x"))
    assert parsed.deck is not None
    assert parsed.deck.title == "Tea & more"
