"""The native format: strict, all faults at once, each with its right line."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ids import DeckId
from bot.decks.card import CardKind
from bot.decks.deck import CARDS_MOST, Strictness
from bot.decks.fault import FaultCode, Level
from bot.decks.toml_deck import Parsed, parse_toml

DECK = DeckId("tea")
HEAD = 'format = 1\ntitle = "Tea"\n'
GOOD = '[[card]]\nid = "{id}"\nask = "What is {id}?"\nanswer = ["{id}"]\n'


def parse(cards: str, head: str = HEAD) -> Parsed:
    """Read a deck."""
    return parse_toml(head + cards, deck=DECK)


def found(parsed: Parsed) -> list[tuple[int | None, str, FaultCode, str]]:
    """The faults as (line, card, code, key)."""
    return [(fault.line, fault.card, fault.code, str(fault.fields.get("key", ""))) for fault in parsed.faults]


EVERY_KIND = """
format = 1
title = "Tea"
language = "en"
strictness = "lenient"
synonyms = [["tea", "cuppa"]]
source = "our own kitchen"

[[card]]
id = "tea"
ask = "What is tea?"
name = ["tea"]
points = [
  { say = "a drink", accept = ["something to drink"], must = ["drink"], core = true, weight = 2 },
  "made of leaves",
]
need = 1
reject = ["a drink made of beans"]
hints = ["you drink it"]
note = "It is old."
source = "https://example.org/tea"
tags = ["basics"]
difficulty = 0.2

[[card]]
id = "word"
ask = "What is a tea tin called?"
answer = ["caddy", "tea caddy"]

[[card]]
id = "list"
ask = "What goes into tea?"
items = ["milk", { say = "sugar" }]

[[card]]
id = "steps"
ask = "How is it made?"
steps = ["boil", "pour", "wait"]

[[card]]
id = "choice"
ask = "Which is black?"
right = ["Assam"]
wrong = ["Sencha", "Gunpowder"]

[[card]]
id = "number"
ask = "How hot?"
value = 96
unit = "°C"
tolerance = 2.5

[[card]]
id = "tables"
ask = "Why?"

[[card.points]]
say = "it warms"

[[card.points]]
say = "it wakes"
accept = ["caffeine"]
"""


def test_every_kind_loads() -> None:
    """The answer key decides the kind; texts and tables may mix; everything arrives."""
    parsed = parse_toml(EVERY_KIND, deck=DECK)
    assert parsed.faults == []
    deck = parsed.deck
    assert deck is not None
    assert [card.kind for card in deck.cards] == [
        CardKind.DEFINITION,
        CardKind.TERM,
        CardKind.LIST,
        CardKind.STEPS,
        CardKind.CHOICE,
        CardKind.NUMBER,
        CardKind.DEFINITION,
    ]
    assert (deck.title, deck.language, deck.strictness) == ("Tea", "en", Strictness.LENIENT)
    assert deck.synonyms == (("tea", "cuppa"),)
    tea = deck.cards[0]
    assert (tea.points[0].core, tea.points[0].weight, tea.points[0].must) == (True, 2.0, ("drink",))
    assert tea.points[1].say == "made of leaves"
    assert (tea.need, tea.note, tea.source, tea.difficulty) == (1, "It is old.", "https://example.org/tea", 0.2)
    assert (deck.cards[5].value, deck.cards[5].unit, deck.cards[5].tolerance) == (96.0, "°C", 2.5)
    assert parsed.lines["steps"] == EVERY_KIND.splitlines().index('id = "steps"')


SPOILED = """format = 2
titel = "Tea"
language = "plain english"

[[card]]
ask = '''
What
is it?'''
points = [
  "fine",
  { say = 5, cores = true },
  { accept = ["x"] },
  7,
]
hints = "no"

[[card]]
id = "a b"
ask = "q"
value = 1.5
tolerance = -1
difficulty = 2.5
colour = "green"

[[card]]
id = "x"
ask = " "
answer = []

[[card.points]]
say = "k"

[[card.points]]
say = 3
"""


def test_all_faults_come_together_with_their_lines() -> None:
    """Twenty faults in one file are twenty lines, not one after the other."""
    assert sorted(found(parse_toml(SPOILED, deck=DECK))) == sorted(
        [
            (1, "", FaultCode.FORMAT_UNKNOWN, "format"),
            (1, "", FaultCode.KEY_MISSING, "title"),
            (2, "", FaultCode.KEY_UNKNOWN, "titel"),
            (3, "", FaultCode.TEXT_PATTERN, "language"),
            (11, "#1", FaultCode.TYPE_WRONG, "points[2].say"),
            (11, "#1", FaultCode.KEY_UNKNOWN, "points[2].cores"),
            (12, "#1", FaultCode.KEY_MISSING, "points[3].say"),
            (13, "#1", FaultCode.TYPE_WRONG, "points[4]"),
            (15, "#1", FaultCode.TYPE_WRONG, "hints"),
            (18, "a b", FaultCode.TEXT_PATTERN, "id"),
            (21, "a b", FaultCode.NUMBER_RANGE, "tolerance"),
            (22, "a b", FaultCode.NUMBER_RANGE, "difficulty"),
            (23, "a b", FaultCode.KEY_UNKNOWN, "colour"),
            (27, "x", FaultCode.TEXT_EMPTY, "ask"),
            (28, "x", FaultCode.LIST_EMPTY, "answer"),
            (34, "x", FaultCode.TYPE_WRONG, "points[2].say"),
        ]
    )


def test_a_misspelt_key_gets_a_suggestion() -> None:
    """The nearest key there is, or none; a key of the deck belongs above the cards."""
    parsed = parse('[[card]]\nid = "a"\nask = "?"\nanswers = ["a"]\nzzz = 1\ntitle = "T"\n')
    assert [fault.fields["nearest"] for fault in parsed.faults] == ["answer", "none", "top"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('answer = "tea"', FaultCode.TYPE_WRONG),
        ("answer = [1]", FaultCode.TYPE_WRONG),
        ("value = true", FaultCode.TYPE_WRONG),
        ('value = "1"', FaultCode.TYPE_WRONG),
        ("value = 1979-05-27", FaultCode.TYPE_WRONG),
        ("value = nan", FaultCode.TYPE_WRONG),
        ("value = inf", FaultCode.TYPE_WRONG),
        ("value = 1\nneed = 1", FaultCode.KEY_MISPLACED),
        ("date = '9.11.1989'", FaultCode.DATE_BAD),
        ("date = 1989-11-09T18:00:00", FaultCode.DATE_BAD),
        ("date = '1989-02-30'", FaultCode.DATE_BAD),
        ("date = 1989-11-09\nunit = 'kg'", FaultCode.KEY_MISPLACED),
        ("points = ['a']\nneed = 1.5", FaultCode.TYPE_WRONG),
        ("points = ['a']\nneed = 2", FaultCode.NEED_MUCH),
        ("points = ['a']\nneed = 0", FaultCode.NUMBER_RANGE),
        ("points = []", FaultCode.LIST_EMPTY),
        (f"points = {['a'] * 13}", FaultCode.LIST_LONG),
        (f"points = ['{'a' * 301}']", FaultCode.TEXT_LONG),
        ("points = [{ say = 'a', weight = 0 }]", FaultCode.NUMBER_RANGE),
        ("points = [{ say = 'a', core = 'yes' }]", FaultCode.TYPE_WRONG),
        ("points = { say = 'a' }", FaultCode.TYPE_WRONG),
        ("right = ['a']\nwrong = ['b', 'A']", FaultCode.OPTION_TWICE),
        ("answer = ['a']\nwrong = ['b']", FaultCode.KEY_MISPLACED),
        ("answer = ['a']\nunit = 'kg'", FaultCode.KEY_MISPLACED),
        ("answer = ['a']\nvalue = 1", FaultCode.KIND_TWICE),
        ("note = 'nothing else'", FaultCode.KIND_MISSING),
        ("answer = ['a']\nsource = 'javascript:alert(1)'", FaultCode.TEXT_PATTERN),
        ("answer = ['a']\nimage = '../../etc/passwd.png'", FaultCode.TEXT_PATTERN),
        ('answer = ["\\u0000"]', FaultCode.TEXT_CONTROL),
        ('answer = ["a\\u0007"]', FaultCode.TEXT_CONTROL),
        ('answer = ["\\u200b"]', FaultCode.TEXT_EMPTY),
        ("answer = ['a']\nhints = ['']", FaultCode.TEXT_EMPTY),
    ],
)
def test_each_wrong_field_is_a_fault(line: str, code: FaultCode) -> None:
    """Wrong types, sizes, characters and companions are refused, one fault each, in the field's line."""
    parsed = parse(f'[[card]]\nid = "a"\nask = "What?"\n{line}\n')
    assert [fault.code for fault in parsed.faults] == [code]
    assert parsed.deck is None
    assert parsed.faults[0].line in {3, 6, 7}
    assert parsed.faults[0].card == "a"


def test_limits_are_what_the_format_says() -> None:
    """1,000 characters of question, 300 of a point, 12 points: allowed; one more: not."""
    card = "[[card]]\nid = 'a'\nask = '{ask}'\npoints = {points}\n"
    assert parse(card.format(ask="a" * 1_000, points=["b" * 300] * 12)).deck is not None
    assert found(parse(card.format(ask="a" * 1_001, points=["b" * 300]))) == [(5, "a", FaultCode.TEXT_LONG, "ask")]


def test_an_id_stands_for_one_card() -> None:
    """The second card of an id is named, with the line of the first."""
    parsed = parse(GOOD.format(id="a") + GOOD.format(id="b") + GOOD.format(id="a"))
    assert found(parsed) == [(12, "a", FaultCode.ID_TWICE, "")]
    assert parsed.faults[0].fields == {"id": "a", "other": 3}


def test_a_card_without_an_id_is_named_after_its_question() -> None:
    """It loads, with a warning that says what to write; a written id is never given away."""
    parsed = parse("[[card]]\nask = 'What is green tea?'\nanswer = ['sencha']\n" + GOOD.format(id="green-tea"))
    assert parsed.deck is not None
    assert [card.id for card in parsed.deck.cards] == ["green-tea-2", "green-tea"]
    assert found(parsed) == [(3, "green-tea-2", FaultCode.ID_MISSING, "")]
    assert parsed.faults[0].level is Level.WARNING


def test_empty_hints_are_a_warning() -> None:
    """An empty list does no harm."""
    parsed = parse(GOOD.format(id="a") + "hints = []\n")
    assert parsed.deck is not None
    assert [(fault.line, fault.code, fault.level) for fault in parsed.faults] == [
        (7, FaultCode.HINTS_EMPTY, Level.WARNING)
    ]


def test_broken_toml_hides_nothing() -> None:
    """Each broken card is named, and so are the faults of the cards that can be read."""
    cards = [
        '[[card]]\nask = "no end\nanswer = ["a"]\n',
        "[[card]]\nid = 'b'\nask = '?'\nanswer = 3\n",
        "[[card]]\nid = 'c'\nask = '?'\nask = '?'\n",
        GOOD.format(id="d"),
    ]
    parsed = parse("".join(cards), head='format = "1"\ntitle = "Tea"\n')
    assert found(parsed) == [
        (1, "", FaultCode.FORMAT_UNKNOWN, "format"),
        (4, "", FaultCode.TOML_BROKEN, ""),
        (9, "b", FaultCode.TYPE_WRONG, "answer"),
        (13, "", FaultCode.TOML_BROKEN, ""),
    ]
    assert parsed.deck is None


def test_windows_line_ends_count_the_same() -> None:
    """CR LF is one line end."""
    source = SPOILED.replace("\n", "\r\n")
    assert found(parse_toml(source, deck=DECK)) == found(parse_toml(SPOILED, deck=DECK))


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("a = " + "[" * 100_000, FaultCode.TOO_DEEP),
        ("a = " + "{b = " * 100_000, FaultCode.TOO_DEEP),
        (".".join("a" * 1_000_000) + " = 1", FaultCode.TOO_DEEP),
        ("a = " + "1" * 4_000_000, FaultCode.TOO_DEEP),
        ("card = [" + "{}," * 1_000_000 + "]", FaultCode.TOO_DEEP),
        ('a = """' + '\\"""' * 200_000, FaultCode.TOML_BROKEN),
        ('"' * 4_000_000, FaultCode.TOML_BROKEN),
        ("[[card]]\n" * 100_000, FaultCode.CARDS_MANY),
        (HEAD + "card = 3", FaultCode.TYPE_WRONG),
        (HEAD + "card = []", FaultCode.CARDS_NONE),
        (HEAD + "card = [1]", FaultCode.TYPE_WRONG),
        (HEAD, FaultCode.CARDS_NONE),
        ("", FaultCode.KEY_MISSING),
    ],
    ids=lambda value: str(value)[:20],
)
def test_hostile_sources_are_refused(source: str, code: FaultCode) -> None:
    """Nesting, endless words, endless quotes and endless cards end in a fault, soon."""
    parsed = parse_toml(source, deck=DECK)
    assert parsed.deck is None
    assert code in {fault.code for fault in parsed.faults}


def test_a_table_of_many_unknown_keys_is_explained_in_part() -> None:
    """A hundred faults of one table are enough."""
    parsed = parse("".join(f"a{number} = 1\n" for number in range(20_000)) + GOOD.format(id="a"))
    assert parsed.deck is None
    assert 0 < len(parsed.faults) <= 200


def test_the_largest_deck_loads() -> None:
    """20,000 cards are allowed; one more is not."""
    card = "[[card]]\nid = 'c{0}'\nask = 'What is number {0}?'\npoints = ['it is number {0}', 'it comes after']\n"
    cards = "".join(card.format(number) for number in range(CARDS_MOST))
    parsed = parse(cards)
    assert parsed.deck is not None
    assert len(parsed.deck.cards) == CARDS_MOST
    assert [fault.code for fault in parse(cards + GOOD.format(id="a")).faults] == [FaultCode.CARDS_MANY]


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(allow_nan=False, width=16) | st.sampled_from(["", "a"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["say", "accept", "x"]), inner, max_size=2)
    ),
    max_leaves=5,
)


def toml(value: Any) -> str:
    """Write a value as TOML."""
    match value:
        case bool():
            return str(value).lower()
        case None:
            return "1979-05-27"
        case list():
            return f"[{', '.join(map(toml, value))}]"
        case dict():
            return "{" + ", ".join(f"{key} = {toml(entry)}" for key, entry in value.items()) + "}"
        case str():
            return f"'{value}'"
        case _:
            return str(value)


@given(fields=st.dictionaries(st.sampled_from(["ask", "answer", "points", "need", "value", "wrong", "x"]), VALUES))
def test_any_values_load_or_are_explained(fields: dict[str, Any]) -> None:
    """Whatever stands in a card, the loader answers with a deck or with faults in the card's own lines."""
    cards = "[[card]]\nid = 'a'\n" + "".join(f"{key} = {toml(value)}\n" for key, value in fields.items())
    parsed = parse(cards)
    assert (parsed.deck is None) == any(fault.level is Level.FAULT for fault in parsed.faults)
    assert all(fault.line is not None and 3 <= fault.line <= 4 + len(fields) for fault in parsed.faults)


@given(source=st.text(st.sampled_from("[]{}=.,'\"\\\n#a1 card"), max_size=80))
def test_any_source_is_read_or_refused(source: str) -> None:
    """No text makes the loader fail."""
    assert parse_toml(source, deck=DECK).deck is None
