"""What an answer earns of points, and what these are worth together."""

from __future__ import annotations

import pytest

from bot.core.ids import CardId, DeckId
from bot.decks.card import Card, Point
from bot.decks.deck import Deck
from bot.grading.grade import grade
from bot.grading.rubric import compile as compile_card
from bot.grading.verdict import Outcome, Rule, Verdict
from bot.grading.words.lexicon import context_of
from tests.grading.coffee import CARDS, judge

RIGHT, PARTLY, WRONG = Outcome.RIGHT, Outcome.PARTLY, Outcome.WRONG


def asked(ask: str, answer: str, *points: str) -> Verdict:
    """Grade an answer to an ordinary card."""
    card = Card(id=CardId("it"), ask=ask, points=tuple(Point(say=say) for say in points))
    return grade(compile_card(card, context_of(Deck(id=DeckId("one"), title="One", cards=(card, *CARDS)))), answer)


RECURSION = ("What is recursion?", "A function that calls itself until a base case is reached")
TCP = (
    "How does TCP differ from UDP?",
    "TCP makes sure that packets arrive and are in order",
    "UDP is faster but gives no guarantee",
)


@pytest.mark.parametrize(
    ("card", "answer", "outcome"),
    [
        (RECURSION, "when a function invokes itself with a smaller problem and stops at the base case", RIGHT),
        (RECURSION, "a function calls itself", PARTLY),
        (RECURSION, "a cat", WRONG),
        (TCP, "tcp makes sure packets arrive in order, udp is faster but guarantees nothing", RIGHT),
        (TCP, "tcp makes sure that packets arrive and are in order", PARTLY),
        (TCP, "UDP makes sure that packets arrive and are in order, TCP is faster but gives no guarantee", WRONG),
    ],
)
def test_ordinary_cards_are_judged_as_a_fair_teacher_would(
    card: tuple[str, ...], answer: str, outcome: Outcome
) -> None:
    """A part of the author's words is a part; both points have to be there, and each of its own thing."""
    ask, *points = card
    assert asked(ask, answer, *points).outcome is outcome


def test_an_answer_in_its_own_words_that_shares_some_leaves_the_grader_unsure() -> None:
    """A part in the author's words does not."""
    ask, say = RECURSION
    own = asked(ask, "some procedure which runs as long as it finds its own function", say)
    part = asked(ask, "a function calls itself", say)
    assert (own.outcome, own.unsure) == (PARTLY, True)
    assert (part.outcome, part.unsure) == (PARTLY, False)


@pytest.mark.parametrize("answer", ["coffee", "beans", "makes coffee", "hot"])
def test_one_common_word_is_no_core(answer: str) -> None:
    """Whatever else it fits."""
    assert judge("roasting", answer).outcome is WRONG


def test_an_answer_without_the_core_point_stays_just_under_right() -> None:
    """However well the other points are told; and it says why."""
    verdict = judge("roasting", "it takes ten to fifteen minutes")
    assert verdict.outcome is PARTLY
    assert Rule.CORE_MISSING in {spoken.rule for spoken in verdict.rules}


def test_a_right_answer_hears_nothing_about_a_point_beside_it() -> None:
    """One of two points is enough, and nobody asked for the other."""
    points = (Point(say="a service that hosts models", core=True), Point(say="no servers to host or patch"))
    card = Card(id=CardId("it"), ask="What is Bedrock?", points=points, need=1)
    deck = Deck(id=DeckId("one"), title="One", cards=(card, *CARDS))
    verdict = grade(compile_card(card, context_of(deck)), "a service that hosts and patches models")
    assert (verdict.outcome, verdict.rules) == (RIGHT, ())


def test_a_row_of_sound_parts_is_no_dump() -> None:
    """Only rows of key words are."""
    lists = asked("Which meals are there?", "breakfast, lunch, dinner, supper, tea", "breakfast", "lunch", "dinner")
    assert Rule.STUFFED not in {spoken.rule for spoken in lists.rules}
    written = asked("What is a load balancer for?", "distributes requests evenly across servers", "It spreads requests")
    assert Rule.STUFFED not in {spoken.rule for spoken in written.rules}
