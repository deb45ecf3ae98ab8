"""A card is asked in the form its kind calls for, with options that hold one right answer."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ids import CardId
from bot.decks.card import Card, Point
from bot.grading.verdict import Outcome
from bot.questions.forms import (
    OPTIONS_MOST,
    Asked,
    Form,
    FormsMix,
    answer_of,
    ask,
    judge_choice,
    option_meant,
    points_of,
    right_options,
)

TERM = Card(id=CardId("term"), ask="What looks things up?", answer=("RAG", "retrieval"))
NUMBER = Card(id=CardId("number"), ask="How many legs?", value=8.0, unit="legs", tolerance=0.5)
POINTS = Card(id=CardId("points"), ask="Why?", points=(Point(say="because"), Point(say="therefore")))
STEPS = Card(id=CardId("steps"), ask="How?", steps=(Point(say="first"), Point(say="then")))
ITEMS = Card(id=CardId("items"), ask="Which?", items=(Point(say="this"),))
CHOICE = Card(id=CardId("choice"), ask="Which?", right=("A one", "A two"), wrong=("B", "C", "D", "E", "F"))
BARE = Card(id=CardId("bare"), ask="Which?", right=("Sherry",))


@pytest.mark.parametrize("card", [TERM, NUMBER, POINTS, STEPS, ITEMS])
def test_recall(card: Card) -> None:
    """Every kind but a choice is asked as it is written."""
    assert ask(card, [TERM, CHOICE], Random(1)).form is Form.RECALL


@given(st.integers(0, 2**32))
def test_choice(seed: int) -> None:
    """A choice shows at most five different options, exactly one of them right."""
    asked = ask(CHOICE, (), Random(seed))
    assert asked.form is Form.CHOICE
    assert len(set(asked.options)) == len(asked.options) == OPTIONS_MOST
    assert len(set(asked.options) & set(CHOICE.right)) == 1


def test_order_is_random() -> None:
    """The right option may stand anywhere."""
    places = {
        next(place for place, option in enumerate(ask(CHOICE, (), Random(seed)).options) if option.startswith("A "))
        for seed in range(100)
    }
    assert places == set(range(OPTIONS_MOST))


def test_distractors_from_sisters() -> None:
    """Missing distractors are the answers of sister cards, without the card's own and without doubles."""
    sisters = [BARE, TERM, CHOICE, POINTS, Card(id=CardId("twin"), ask="?", answer=(" sherry ",))]
    assert set(ask(BARE, sisters, Random(1)).options) == {"Sherry", "RAG", "A one"}


def test_nothing_to_choose_between() -> None:
    """A choice without any distractor is asked as recall."""
    assert ask(BARE, [BARE, POINTS], Random(1)).form is Form.RECALL


def test_long_sisters_are_no_options() -> None:
    """An answer too long for one line is no distractor."""
    long = Card(id=CardId("long"), ask="?", answer=("word " * 50,))
    assert ask(BARE, [long], Random(1)).form is Form.RECALL


def test_judge() -> None:
    """The option chosen is exactly right or exactly wrong."""
    assert (judge_choice(CHOICE, "A two").score, judge_choice(CHOICE, "A two").outcome) == (1.0, Outcome.RIGHT)
    assert (judge_choice(CHOICE, "B").score, judge_choice(CHOICE, "B").outcome) == (0.0, Outcome.WRONG)
    assert judge_choice(TERM, "retrieval").outcome is Outcome.RIGHT
    assert judge_choice(TERM, "Sherry").points == ()


@pytest.mark.parametrize(
    ("card", "answer", "points"),
    [
        (TERM, "RAG", ()),
        (NUMBER, "8 legs", ()),
        (CHOICE, "A one / A two", ()),
        (POINTS, "", ("because", "therefore")),
        (STEPS, "", ("first", "then")),
        (ITEMS, "", ("this",)),
    ],
)
def test_answer(card: Card, answer: str, points: tuple[str, ...]) -> None:
    """After closing a card says its answer, or its points where they are the answer."""
    assert (answer_of(card), points_of(card)) == (answer, points)


def _terms(count: int) -> list[Card]:
    return [Card(id=CardId(f"t{number}"), ask="?", answer=(f"term {number}",), tags=("x",)) for number in range(count)]


def test_a_derived_choice() -> None:
    """A term may be asked as a choice among its sisters' names and its rejects, never among its own aliases."""
    card = Card(id=CardId("t0"), ask="?", answer=("term 0", "term 1"), reject=("mix-up",))
    asked = ask(card, [card, *_terms(4)[1:], POINTS, NUMBER], Random(1), FormsMix.CHOICE)
    assert asked.form is Form.CHOICE
    assert set(asked.options) == {"term 0", "mix-up", "term 2", "term 3"}
    assert judge_choice(card, "term 0").outcome is Outcome.RIGHT
    assert judge_choice(card, "mix-up").outcome is Outcome.WRONG


def test_a_definition_is_chosen_by_its_heart() -> None:
    """Its core point stands for it; as a choice it has no points to count, and its answer is what was right."""
    cards = [
        Card(
            id=CardId(f"d{number}"),
            ask="What?",
            points=(Point(say=f"aside {number}"), Point(say=f"heart {number}", core=True)),
        )
        for number in range(4)
    ]
    asked = ask(cards[0], cards, Random(2), FormsMix.CHOICE)
    assert set(asked.options) == {f"heart {number}" for number in range(4)}
    assert judge_choice(cards[0], "heart 0").score == 1
    assert points_of(cards[0], asked) == ()
    assert answer_of(cards[0], asked) == "heart 0"
    assert points_of(cards[0], Asked(form=Form.RECALL)) == ("aside 0", "heart 0")


def test_too_little_to_choose_between_is_typed() -> None:
    """Without two distractors a derived choice would be a coin; lists, steps and numbers are always typed."""
    assert ask(_terms(2)[0], _terms(2), Random(1), FormsMix.CHOICE).form is Form.RECALL
    for card in (NUMBER, STEPS, ITEMS):
        assert right_options(card) == ()
        assert ask(card, _terms(9), Random(1), FormsMix.CHOICE).form is Form.RECALL


def test_a_mixture() -> None:
    """Now this, now that; what is written as a choice stays one in any mixture."""
    forms = {ask(_terms(5)[0], _terms(5), Random(seed), FormsMix.MIXED).form for seed in range(20)}
    assert forms == {Form.RECALL, Form.CHOICE}
    assert {ask(CHOICE, [], Random(seed), mix).form for seed in range(5) for mix in FormsMix} == {Form.CHOICE}


@pytest.mark.parametrize(
    ("typed", "index"),
    [("b", 1), ("B)", 1), ("(a)", 0), ("venus", 1), ("d", None), ("Mars?", 2), ("", None), ("no", None)],
)
def test_an_option_is_meant_by_its_letter_or_its_words(typed: str, index: int | None) -> None:
    """A letter, or the option's own words; anything else means none."""
    assert option_meant(typed, ("Mercury", "Venus", "Mars")) == index


@pytest.mark.parametrize(
    ("typed", "options", "index"),
    [
        ("yep", ("True", "False"), 0),
        ("not true", ("True", "False"), 1),
        ("F", ("True", "False"), 1),
        ("nein", ("Nein", "Ja"), 0),
        ("stimmt", ("Falsch", "Wahr"), 1),
        ("yes and no", ("Yes", "No"), None),
        ("yes", ("left", "right"), None),
    ],
)
def test_a_typed_yes_or_no_means_an_option(typed: str, options: tuple[str, str], index: int | None) -> None:
    """In any wording, if the options are a yes and a no."""
    assert option_meant(typed, options) == index


@pytest.mark.parametrize(
    ("date", "shown"), [("1989-11-09", "9 November 1989"), ("1989-11", "November 1989"), ("1989", "1989")]
)
def test_a_date_is_told_in_words(date: str, shown: str) -> None:
    """As precisely as the card gives it."""
    assert answer_of(Card(id=CardId("date"), ask="When?", date=date)) == shown
