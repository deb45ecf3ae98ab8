"""Plain notes: read as they stand, no line lost, headings guessed and named."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ids import DeckId
from bot.decks.card import Card, CardKind
from bot.decks.deck import CARDS_MOST
from bot.decks.draft import Parsed, cards_of
from bot.decks.fault import FaultCode, Level
from bot.decks.formats.notes.lines import is_question
from bot.decks.formats.notes.reading import read_notes

DECK = DeckId("notes")


def parse_notes(source: str, *, deck: DeckId) -> Parsed:
    """Read notes and make their cards."""
    return cards_of(read_notes(source), deck)


def said(card: Card) -> str:
    """All the answer text of a card, in order."""
    value = "" if card.value is None else f"{card.value:.15g} {card.unit}"
    return " ".join(
        (*card.answer, *(point.say for point in (*card.points, *card.items, *card.steps)), value, card.date)
    )


def words_of(text: str) -> Counter[str]:
    """The words of a text without their marks; "and" and "or" may part the entries of a list."""
    words = "".join(letter if letter.isalnum() else " " for letter in text).split()
    return Counter(word for word in words if word not in {"and", "or"})


def codes(parsed: Parsed) -> list[tuple[int | None, FaultCode]]:
    """The faults as (line, code)."""
    return [(fault.line, fault.code) for fault in parsed.faults]


def assert_no_line_is_lost(source: str, parsed: Parsed) -> None:
    """Every line below the title is in exactly one card: as its question, or in its answer, in the file's order."""
    assert parsed.deck is not None
    below = [line.strip() for line in source.splitlines() if line.strip()][1:]
    held = [text for card in parsed.deck.cards for text in (card.ask, said(card))]
    assert words_of(" ".join(below)) == words_of(" ".join(held))
    for card in parsed.deck.cards:
        assert source.splitlines()[parsed.lines[card.id] - 1].strip() == card.ask


def test_the_fixture_loads_whole(notes: Path) -> None:
    """Nine questions, every line in exactly one card, and one warning for the heading without a mark."""
    source = notes.read_text("utf-8")
    parsed = parse_notes(source, deck=DECK)
    assert parsed.deck is not None
    assert parsed.deck.title == "SOURDOUGH Baking Flashcards"
    assert len(parsed.deck.cards) == 9
    assert_no_line_is_lost(source, parsed)
    assert codes(parsed) == [(24, FaultCode.NOTES_HEADING_GUESSED)]
    assert parsed.faults[0].level is Level.WARNING


def test_the_real_notes_load_whole(real_notes: Path) -> None:
    """27 cards, every line in exactly one of them; the heading without a mark is a card of two lines, and named."""
    source = real_notes.read_text("utf-8")
    parsed = parse_notes(source, deck=DeckId("aws-bedrock"))
    assert parsed.deck is not None
    assert len(parsed.deck.cards) == 27
    assert_no_line_is_lost(source, parsed)
    assert [fault.code for fault in parsed.faults] == [FaultCode.NOTES_HEADING_GUESSED]
    guessed = next(card for card in parsed.deck.cards if card.id == parsed.faults[0].card)
    assert guessed.ask == "other features of aws bedrock"
    assert len(guessed.items) == 2
    assert len({card.id for card in parsed.deck.cards}) == 27
    kinds = {card.kind for card in parsed.deck.cards}
    assert kinds == {CardKind.DEFINITION, CardKind.LIST, CardKind.STEPS}


LINE = st.text(
    st.characters(whitelist_categories=["L", "N", "P", "S", "Zs"], blacklist_characters="\u3164"),
    min_size=1,
    max_size=60,
).filter(lambda text: any(letter.isalnum() for letter in text))
CARDS = st.lists(st.tuples(LINE, st.lists(LINE, min_size=1, max_size=8)), min_size=1, max_size=12)


@given(cards=CARDS)
def test_no_line_is_lost_whatever_is_written(cards: list[tuple[str, list[str]]]) -> None:
    """Any questions over any lines with bullets: each word is in the draft, or its line is named in a fault."""
    lines = [line for ask, answer in cards for line in (f"what is {ask}?", *(f"- {text}" for text in answer))]
    draft = read_notes("\n".join(["a title", *lines]))
    if any(fault.level is Level.FAULT for fault in draft.faults):
        return
    held = " ".join(text for entry in draft.entries for text in (entry.ask, entry.answer))
    named = " ".join(str(fault.fields.get("lines", "")) for fault in draft.faults)
    for number, line in enumerate(lines, 2):
        for word in words_of(line):
            assert word in held or str(number) in named


@given(source=st.text(max_size=400))
def test_any_text_is_read_or_refused(source: str) -> None:
    """No text makes the loader fail: there is a deck, or there is a fault."""
    parsed = parse_notes(source, deck=DECK)
    assert (parsed.deck is None) == any(fault.level is Level.FAULT for fault in parsed.faults)


@pytest.mark.parametrize(
    "line",
    [
        "what is it?",
        "what is it ?",
        "what is “it?”",
        "what (is it?)",
        "何ですか？",
        "これは何ですか。",
        "这是什么吗。",
        "ما هذا؟",
        "Τι είναι αυτό;",
        "so??",
        "who?!",
        "The sky is ____.",
        "Water is made of [...] and oxygen",
    ],
)
def test_a_question_is_known_by_its_mark(line: str) -> None:
    """Quotes and brackets may follow it, other scripts have their own, and a blank asks too."""
    assert is_question(line)


@pytest.mark.parametrize("line", ["it is so", "a ? b", "____", "def __init__(self)", "Tea; coffee;", "そうです。"])
def test_other_lines_ask_nothing(line: str) -> None:
    """A mark within, a line of underscores, a semicolon in Latin script."""
    assert not is_question(line)


@pytest.mark.parametrize("line", ["- is it so?", "1. is it so?", "* why?"])
def test_a_bullet_makes_an_answer(line: str) -> None:
    """Under a question without a bullet, a line with one is an answer, whatever it ends in."""
    draft = read_notes(f"Tea\nwhat do they ask?\n{line}\n- this\nwhat is milk?\nwhite")
    assert [entry.ask for entry in draft.entries] == ["what do they ask?", "what is milk?"]


HEADED = "Tea notes\nwhat is tea?\na drink\n{heading}\n{below}\nwhat is milk?\nwhite"


@pytest.mark.parametrize(
    "heading",
    [
        "other kinds of tea",
        "Types of tea",
        "how is tea made",
        "what are the best hours for a cup",
        "benefits of green tea",
    ],
)
def test_a_heading_without_a_mark_opens_a_card(heading: str) -> None:
    """It opens like a question, or like a heading that names the subject of the title."""
    parsed = parse_notes(HEADED.format(heading=heading, below="green: mild"), deck=DECK)
    assert parsed.deck is not None
    assert [card.ask for card in parsed.deck.cards] == ["what is tea?", heading, "what is milk?"]
    assert codes(parsed) == [(4, FaultCode.NOTES_HEADING_GUESSED)]


@pytest.mark.parametrize(
    "line",
    [
        "green tea",
        "number of cups of tea",
        "types of water",
        "types of tea: green, black",
        "other kinds of tea, such as green",
        "how the water is heated",
        "- other kinds of tea",
        "1. other kinds of tea",
        "other kinds of tea are made in the same way with a bit less care",
        "one-cup brewing",
        "which makes it strong",
        "other kinds of tea exist.",
    ],
)
def test_an_answer_line_stays_an_answer(line: str) -> None:
    """Short names, sentences, lists, bullets and "name: explanation" do not open cards."""
    parsed = parse_notes(HEADED.format(heading=line, below="green: mild"), deck=DECK)
    assert parsed.deck is not None
    assert len(parsed.deck.cards) == 2
    assert parsed.faults == []


def test_a_heading_needs_an_answer_on_both_sides() -> None:
    """Straight under a question, or straight above the next one, such a line is an answer."""
    above = parse_notes("Tea notes\nwhat is there?\nother kinds of tea\ngreen\n", deck=DECK)
    below = parse_notes("Tea notes\nwhat is there?\ngreen\nother kinds of tea\nwhat is milk?\nwhite", deck=DECK)
    assert above.deck is not None
    assert below.deck is not None
    assert [len(above.deck.cards), len(below.deck.cards)] == [1, 2]


def test_notes_without_a_title_take_the_file_s_name() -> None:
    """A question in the first line is a question; the missing title is named."""
    parsed = parse_notes("what is tea?\na drink", deck=DeckId("tea"))
    assert parsed.deck is not None
    assert parsed.deck.title == "tea"
    assert codes(parsed) == [(1, FaultCode.NOTES_TITLE_MISSING)]


def test_all_faults_of_notes_come_together() -> None:
    """A question without an answer, one that is too long, and an answer without end: each with its line."""
    source = f"Tea\nwhy?\nwhat {'is ' * 500}it?\nan answer\nhow?\n{'on and on ' * 500}\nwhat?\nthis"
    assert codes(parse_notes(source, deck=DECK)) == [
        (2, FaultCode.NOTES_ANSWER_MISSING),
        (3, FaultCode.TEXT_LONG),
        (5, FaultCode.NOTES_ANSWER_LONG),
    ]


@pytest.mark.parametrize("source", ["", "\n\n", "\u200b\n", "just a title"])
def test_notes_without_a_card_say_so(source: str) -> None:
    """Nothing to ask is a fault."""
    assert FaultCode.CARDS_NONE in [code for _, code in codes(parse_notes(source, deck=DECK))]


def test_control_characters_are_named() -> None:
    """They come from copying out of odd places."""
    assert codes(parse_notes("Tea\nwhat?\na \x07 bell", deck=DECK)) == [(3, FaultCode.TEXT_CONTROL)]


def test_one_question_twice_gives_two_ids() -> None:
    """Ids stay unique; the second gets a number."""
    parsed = parse_notes("Tea\nwhat is tea?\na\nWhat is tea?\nb", deck=DECK)
    assert parsed.deck is not None
    assert [card.id for card in parsed.deck.cards] == ["tea", "tea-2"]


def test_windows_and_old_mac_line_ends_count_as_lines() -> None:
    """CR LF and CR alone end lines too."""
    for end in ("\r\n", "\r"):
        parsed = parse_notes(end.join(["Tea", "what is tea?", "a drink", "why?"]), deck=DECK)
        assert codes(parsed) == [(4, FaultCode.NOTES_ANSWER_MISSING)]


def test_too_many_cards_of_notes_are_refused() -> None:
    """The limit is the same as for the native format."""
    parsed = parse_notes("Tea\n" + "what is it?\nthis\n" * (CARDS_MOST + 1), deck=DECK)
    assert codes(parsed) == [(2 + 2 * CARDS_MOST, FaultCode.CARDS_MANY)]
