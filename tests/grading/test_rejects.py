"""Wrong answers said in the middle of right words, and right answers that only name wrong ones."""

from __future__ import annotations

import pytest

from bot.core.ids import CardId
from bot.decks.card import Card, Point
from bot.decks.deck import DeckContext
from bot.grading.grade import grade
from bot.grading.rejects import contrasted, followed
from bot.grading.rubric import compile as compile_card
from bot.grading.statements.alignment import align
from bot.grading.statements.reading import read
from bot.grading.statements.wording import Wording
from bot.grading.verdict import Outcome, Rule
from tests.grading.coffee import LEXICON, NOTHING, judge, rules


@pytest.mark.parametrize(
    ("answer", "least", "most"),
    [
        ("the grinder heats the water", 1.0, 1.0),
        ("I think that a grinder always heats cold water first", 1.0, 1.0),
        ("water heats the grinder", 0.0, 0.4),
        ("the grinder is loud. It heats the water", 0.5, 0.7),
        ("the grinder does not heat the water", 0.0, 0.4),
    ],
)
def test_following_takes_the_order_the_clause_and_the_negation(answer: str, least: float, most: float) -> None:
    """The same words elsewhere, or turned, are another claim."""
    wording, reading = Wording("the grinder heats the water", LEXICON, NOTHING), read(answer, LEXICON)
    share = followed(wording, reading, align(wording, reading, LEXICON))
    assert least <= round(share, 9) <= most


def test_a_negator_is_followed_by_what_it_turns() -> None:
    """It does not matter which of them is typed."""
    wording, reading = Wording("cannot roast beans", LEXICON, NOTHING), read("it doesn't roast any beans", LEXICON)
    assert followed(wording, reading, align(wording, reading, LEXICON)) == 1.0


def test_a_wrong_answer_inside_a_long_one_counts() -> None:
    """Right words around it do not save it."""
    answer = "heat turns green beans into brown coffee, that is when the grinder heats the water"
    assert Rule.REJECTED in rules("roasting", answer)
    assert judge("roasting", answer).outcome is Outcome.WRONG


def test_a_wrong_answer_whose_words_are_scattered_does_not_count() -> None:
    """Washing, cold and water in three places say nothing."""
    answer = "heat turns green beans into brown coffee; water is far, they get cold later, and washing up comes last"
    assert Rule.REJECTED not in rules("roasting", answer)


def test_reasons_for_a_rejection_are_words_of_the_answer() -> None:
    """A verdict spoils nothing."""
    answer = "basically the grinder heats the water"
    for spoken in judge("roasting", answer).rules:
        assert all(part in answer for part in spoken.why.split())


@pytest.mark.parametrize(
    ("answer", "aside"),
    [
        ("unlike milling, it heats beans", ["milling"]),
        ("it heats beans instead of crushing them", ["crushing", "them"]),
        ("rather than water it takes heat", ["water", "it", "takes", "heat"]),
        ("rather hot beans", []),
        ("it heats beans", []),
    ],
)
def test_what_an_answer_sets_itself_apart_from_is_known(answer: str, aside: list[str]) -> None:
    """Up to the end of the clause."""
    reading = read(answer, LEXICON)
    assert [reading.keys[at] for at in sorted(contrasted(reading))] == aside


def test_a_wrong_answer_may_be_named_to_say_that_it_is_another() -> None:
    """A contrast is no claim."""
    told = "heat turns green beans into brown coffee"
    assert Rule.REJECTED not in rules("roasting", f"unlike washing beans in cold water, {told}")
    assert Rule.REJECTED in rules("roasting", f"washing beans in cold water, {told}")


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("so fetch merges and pull only downloads", Outcome.WRONG),
        ("so fetch only downloads and pull merges", Outcome.RIGHT),
    ],
)
def test_the_same_words_in_a_wrong_order_are_another_claim(answer: str, outcome: Outcome) -> None:
    """A swap has no word of its own: who follows it word by word, and no right wording as long, says it."""
    points = (Point(say="fetch only downloads", core=True), Point(say="pull downloads and merges", core=True))
    card = Card(
        id=CardId("c"), ask="How do they differ?", points=points, reject=("fetch merges and pull only downloads",)
    )
    assert grade(compile_card(card, DeckContext()), answer).outcome is outcome
