"""Key points of notes: from lines, colons, lists and parentheses."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ids import CardId, DeckId
from bot.decks.card import POINT_MOST, POINTS_MOST, Card, CardKind
from bot.decks.draft import cards_of
from bot.decks.formats.notes.reading import read_notes
from bot.decks.key_points import POINT_LINES_MOST, answer_key


def card(ask: str, *lines: str) -> Card:
    """The card that a question and its lines make."""
    return Card(id=CardId("x"), ask=ask, **(answer_key(ask, lines) or {}))


def test_each_line_is_a_point() -> None:
    """A definition's lines stand as they are; half of them make it whole."""
    made = card("what is tea?", "a hot drink made of leaves", "it wakes you up", "first drunk in China")
    assert [point.say for point in made.points] == [
        "a hot drink made of leaves",
        "it wakes you up",
        "first drunk in China",
    ]
    assert made.need == 2
    assert made.name == ("tea",)


def test_a_name_alone_earns_an_item() -> None:
    """In a list, what stands before the colon (or dash) is enough."""
    made = card(
        "what are the types of tea?", "green tea: not fermented", "black tea - fermented", "also white tea: rare"
    )
    assert made.kind is CardKind.LIST
    assert [point.accept for point in made.items] == [("green tea",), ("black tea",), ("white tea",)]
    assert made.need == 2


def test_an_explanation_alone_earns_a_definition_s_point() -> None:
    """In a definition, what stands after the colon is enough."""
    made = card("why drink tea?", "caffeine: it wakes you up")
    assert made.points[0].accept == ("it wakes you up",)


def test_parentheses_hold_a_second_name() -> None:
    """A short name with its long form is accepted in three ways."""
    made = card("what are the kinds of oven?", "deck oven (stone oven): hot floor", "fan oven: dry")
    assert made.items[0].accept == ("deck oven (stone oven)", "deck oven", "stone oven")


def test_parentheses_in_a_sentence_may_be_left_out() -> None:
    """There they only add something."""
    made = card("what is tea?", "leaves are cut (chopped if you will), and then dried in the sun")
    assert "leaves are cut, and then dried in the sun" in made.points[0].accept


def test_the_longest_clause_earns_a_definition_s_point() -> None:
    """Nobody types the rest of a long line."""
    made = card("what is tea?", "a hot drink made of dried leaves, which wakes you up")
    assert made.points[0].accept == ("a hot drink made of dried leaves",)


def test_a_line_that_is_a_list_gives_a_point_for_each_entry() -> None:
    """Commas and "and" part short entries; a sentence with commas stays whole."""
    assert [point.say for point in card("what goes with tea?", "milk, sugar and lemon").points] == [
        "milk",
        "sugar",
        "lemon",
    ]
    assert len(card("what goes with tea?", "for the morning, with milk, or for the evening").points) == 1


def test_an_order_makes_steps() -> None:
    """An order over short lines is an ordered list; signs that count are left out of the wording."""
    made = card("what are the teas from cheapest to dearest?", "$ black", "$$ green", "$$$ white")
    assert made.kind is CardKind.STEPS
    assert [point.say for point in made.steps] == ["$ black", "$$ green", "$$$ white"]
    assert [point.accept for point in made.steps] == [("black",), ("green",), ("white",)]


def test_a_group_s_heading_keeps_its_line() -> None:
    """A heading such as "Home ovens:" is a point like the lines under it, with or without its colon."""
    made = card("what are the kinds of oven?", "home ovens:", "fan oven: dry")
    assert made.items[0].say == "home ovens:"
    assert made.items[0].accept == ("home ovens",)


@pytest.mark.parametrize(
    ("ask", "kind"),
    [
        ("what is oven spring?", CardKind.DEFINITION),
        ("what are the kinds of oven for sourdough?", CardKind.LIST),
        ("other tools for sourdough bakers", CardKind.LIST),
        ("what is hydration and what are some hydration levels?", CardKind.LIST),
        ("what are the stages from first to last?", CardKind.STEPS),
        ("why weigh in grams?", CardKind.DEFINITION),
    ],
)
def test_the_question_tells_the_kind(notes: Path, ask: str, kind: CardKind) -> None:
    """What is asked for and how its lines look decide the kind."""
    deck = cards_of(read_notes(notes.read_text("utf-8")), DeckId("notes")).deck
    assert deck is not None
    assert next(card.kind for card in deck.cards if card.ask == ask) is kind


LINES = st.lists(
    st.text("abc ,:()-.", min_size=1, max_size=400).filter(str.strip).map(str.strip), min_size=1, max_size=30
)


@given(lines=LINES)
def test_points_keep_the_limits_and_every_letter(lines: list[str]) -> None:
    """Long lines are split and short ones joined until they fit; no letter is lost, or it is refused as too long."""
    key = answer_key("what is it?", lines)
    if key is None:
        assert sum(map(len, lines)) > POINT_LINES_MOST // 3
        return
    points = key.get("points") or key.get("items") or key.get("steps")
    assert len(points) <= POINTS_MOST
    assert all(len(point.say) <= POINT_MOST for point in points)
    assert [letter for point in points for letter in point.say if letter in "abc"] == [
        letter for line in lines for letter in line if letter in "abc"
    ]
