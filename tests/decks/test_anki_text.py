"""Anki's text exports, with all that may stand in their first lines."""

from __future__ import annotations

from bot.core.ids import DeckId
from bot.decks.card import Card
from bot.decks.card_columns import answers
from bot.decks.draft import DeckFormat, Parsed
from bot.decks.fault import FaultCode, Level
from bot.decks.reading import read_deck


def read(text: str) -> Parsed:
    """Read an export."""
    parsed = read_deck(text.encode(), file="deck.txt", deck=DeckId("deck"))
    assert parsed.about is not None
    assert parsed.about.format is DeckFormat.ANKI_TEXT
    return parsed


def cards(text: str) -> tuple[Card, ...]:
    """The cards of an export."""
    parsed = read(text)
    assert parsed.deck is not None, parsed.faults
    return parsed.deck.cards


def asked(text: str) -> list[tuple[str, str]]:
    """The questions of an export and their answers."""
    return [(card.ask, "\n".join(answers(card))) for card in cards(text)]


def test_notes_with_html_and_tags() -> None:
    """Header lines and HTML are gone, a break is a line, and tags are tags."""
    text = (
        "#separator:tab\n#html:true\n#tags column:3\n"
        "What does <b>ATP</b> store?\tenergy for the cell\tbio chem\n"
        "Where is <i>DNA</i> kept?\tin the nucleus<br>and in mitochondria\tbio::cell\n"
    )
    assert asked(text) == [
        ("What does ATP store?", "energy for the cell"),
        ("Where is DNA kept?", "in the nucleus\nand in mitochondria"),
    ]
    assert [card.tags for card in cards(text)] == [("bio", "chem"), ("bio-cell",)]


def test_all_columns_of_an_export() -> None:
    """Ids and types of notes are no fields; decks are title and sections; quotes are as spreadsheets write them."""
    text = (
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n"
        'Ab#1\tBasic\tBio::Cells\tWhat is a "cell"?\t"the smallest ""unit"" of life"\tlife\n'
        "Cd;2\tBasic\tBio::Genes\tWhat is a gene?\tpart of the DNA\t\n"
    )
    assert asked(text) == [
        ('What is a "cell"?', 'the smallest "unit" of life'),
        ("What is a gene?", "part of the DNA"),
    ]
    parsed = read(text)
    assert parsed.about is not None
    assert (parsed.about.title, parsed.about.sections) == ("Bio", ("Cells", "Genes"))
    assert [card.tags for card in cards(text)] == [("life", "cells"), ("genes",)]


def test_fixed_deck_tags_and_named_columns() -> None:
    """`#deck`, `#tags` and `#columns` say for all rows what columns say for each; names find question and answer."""
    text = (
        "#columns:Extra;Back;Front\n#separator:semicolon\n#html:false\n#deck:Tea\n#tags:hot drink\n"
        "from China;a drink;What is <tea>?\n"
    )
    (card,) = cards(text)
    assert (card.ask, list(answers(card)), card.note) == ("What is <tea>?", ["a drink"], "from China")
    assert card.tags == ("hot", "drink")
    parsed = read(text)
    assert parsed.about is not None
    assert (parsed.about.title, parsed.about.header) == ("Tea", ("Extra", "Back", "Front"))


def test_cloze_notes() -> None:
    """A cloze note asks each of its numbers, with its hint; what stands beside is the note."""
    text = "#separator:tab\n#html:true\n{{c1::Paris::city}} is in <b>{{c2::France}}</b>\tEurope\n"
    assert asked(text) == [("____ is in France", "Paris"), ("Paris is in ____", "France")]
    assert [card.hints for card in cards(text)] == [("city",), ()]
    assert {card.note for card in cards(text)} == {"Europe"}


def test_media_marks_are_gone_and_pictures_alone_are_named() -> None:
    """Sounds and pictures beside words are left out; a card that is nothing else is left out with a warning."""
    text = (
        '#separator:tab\n#html:true\ndog [sound:dog.mp3]\tperro <img src=""dog.jpg"">\n<img src=""flag.png"">\tPeru\n'
    )
    assert asked(text) == [("dog", "perro")]
    (fault,) = read(text).faults
    assert (fault.code, fault.level, fault.line) == (FaultCode.MEDIA_ONLY, Level.WARNING, 4)


def test_other_separators_and_comments() -> None:
    """A separator may be named or written out; a line of its own that begins with # is a comment."""
    assert asked("#separator:Pipe\n# made by hand\nWhat is a?|one\n") == [("What is a?", "one")]
    assert asked("#separator:,\nWhat is a?,one\n#another\nWhat is b?,two\n") == [
        ("What is a?", "one"),
        ("What is b?", "two"),
    ]


def test_cards_in_plain_text() -> None:
    """The export of cards has the two sides as shown, styles and all."""
    text = (
        "#separator:tab\n#html:true\n"
        "<style>.card { color: red; }</style>What is tea?\t"
        '"<style>.card { color: red; }</style>What is tea?\n\n<hr id=answer>\n\na drink"\n'
    )
    assert asked(text) == [("What is tea?", "a drink")]
