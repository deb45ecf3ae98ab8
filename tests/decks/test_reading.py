"""Reading: the format is found from what a file holds, whatever its name says; what holds no deck is told so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ids import DeckId
from bot.decks.draft import DeckFormat, Parsed
from bot.decks.fault import FaultCode, Level
from bot.decks.reading import read_deck
from bot.decks.toml_deck import parse_toml
from bot.decks.writing.toml import to_toml
from tests.decks.fuzz import PIECES

SAMPLES = {
    DeckFormat.TOML: "format = 1\ntitle = 'Tea'\n[[card]]\nid = 'a'\nask = 'What?'\nanswer = ['tea']\n",
    DeckFormat.NOTES: "Tea\nwhat is tea?\na drink\n",
    DeckFormat.MARKDOWN: "# Tea\n\n## What is tea?\n\na drink\n",
    DeckFormat.OBSIDIAN: "# Tea\n\nWhat is tea?::a drink\n",
    DeckFormat.TABLE: "Question,Answer\nWhat is tea?,a drink\nWhat is ice?,frozen water\n",
    DeckFormat.QUIZLET: "What is tea?\ta drink\nWhat is ice?\tfrozen water\n",
    DeckFormat.ANKI_TEXT: "#separator:tab\n#html:true\nWhat is tea?\ta <b>drink</b>\n",
    DeckFormat.BACKTICKS: "What is tea?`a drink`drink\nWhat is ice?`frozen water\n",
    DeckFormat.TRIVIA_YAML: "AUTHOR: me\nWhat is tea?:\n  - a drink\nWhat is ice?:\n  - frozen water\n",
}


def read(text: str, file: str = "deck.txt") -> Parsed:
    """Read a text."""
    return read_deck(text.encode(), file=file, deck=DeckId("deck"))


@pytest.mark.parametrize("file", ["deck.txt", "deck.md", "deck.csv", "deck", "deck.apkg"])
@pytest.mark.parametrize("kind", SAMPLES)
def test_a_file_is_what_it_holds(kind: DeckFormat, file: str) -> None:
    """A table called .txt and notes called .csv are read as what they are."""
    parsed = read(SAMPLES[kind], file)
    assert parsed.about is not None
    # Its name says that a table of tabs was written by a spreadsheet.
    is_spreadsheet = kind is DeckFormat.QUIZLET and file.endswith(".csv")
    assert parsed.about.format == (DeckFormat.TABLE if is_spreadsheet else kind)
    assert parsed.deck is not None
    assert parsed.deck.cards[0].ask in ("What is tea?", "what is tea?", "What?")


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"{\\rtf1 What?}", "word"),
        (b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml", "word"),
        (b"\x1f\x8b\x08", "archive"),
        (b"SQLite format 3\0", "database"),
        (b"<!DOCTYPE html><p>What?</p>", "html"),
        (b"<?xml version='1.0'?><a>What?</a>", "xml"),
        (b'{"question": "What?"}', "json"),
        (b"2026-11-28 10:00:01 why?\n2026-11-28 10:00:02 what?\n", "log"),
        (b"import os\ndef main():\n    return 1\n", "code"),
        (b"[a]\nb = 1\nc = 2\n", "settings"),
    ],
)
def test_what_holds_no_deck_is_told_so(raw: bytes, kind: str) -> None:
    """By its kind, so that the sentence can say what to do with such a file."""
    for file in ("deck.txt", "deck.md"):
        parsed = read_deck(raw, file=file, deck=DeckId("deck"))
        assert [(fault.code, fault.fields) for fault in parsed.faults] == [(FaultCode.FILE_KIND, {"kind": kind})]


def test_terms_and_definitions_can_be_the_other_way_round() -> None:
    """Whoever imports says so."""
    raw = b"a drink - tea\nfrozen water - ice\n"
    parsed = read_deck(raw, file="deck.txt", deck=DeckId("deck"), swapped=True)
    assert parsed.deck is not None
    assert [card.ask for card in parsed.deck.cards] == ["tea", "ice"]


def test_a_deck_says_what_was_taken_for_what() -> None:
    """Title, sections and the first cards, for a person to look at; sections become tags."""
    parsed = read("Tea\n\nBLACK\n\nWhat is Assam?\na black tea\n\nGREEN\n\nWhat is Sencha?\na green tea\n")
    assert parsed.about is not None
    assert (parsed.about.title, parsed.about.sections, parsed.about.count) == ("Tea", ("BLACK", "GREEN"), 2)
    assert [card.tags for card in parsed.about.first] == [("black",), ("green",)]


def test_one_question_that_cannot_be_a_card_leaves_the_others() -> None:
    """It is a fault, and left out; are they many, the file was misread."""
    good = "".join(f"What is number {number}?\nthe number {number}\n" for number in range(9))
    few = read(f"Numbers\n{good}What is more?\n")
    many = read("Numbers\nWhat is one?\n1\nWhat is two?\nWhat is three?\n")
    assert few.deck is not None
    assert len(few.deck.cards) == 9
    assert many.deck is None
    assert {fault.code for fault in (*few.faults, *many.faults)} == {FaultCode.NOTES_ANSWER_MISSING}


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(sorted(SAMPLES.values())), st.text(max_size=20))))
def test_any_text_is_a_deck_within_its_limits_or_refused(pieces: list[str]) -> None:
    """Whatever formats are made of, in any order: no exception, and what loads the native format takes."""
    raw = "".join(pieces).encode("utf-8", "replace")
    parsed = read_deck(raw, file="deck.txt", deck=DeckId("deck"))
    if parsed.deck is None:
        assert any(fault.level is Level.FAULT for fault in parsed.faults)
    else:
        again = parse_toml(to_toml(parsed.deck), deck=parsed.deck.id)
        assert (again.deck, again.faults) == (parsed.deck, [])


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    """No file makes the readers fail."""
    parsed = read_deck(raw, file="deck", deck=DeckId("deck"))
    assert parsed.deck is not None or parsed.faults
