"""Learning: a wording goes where it helps, and nowhere it would do harm."""

from __future__ import annotations

import pytest

from bot.core.ids import CardId
from bot.decks.card import Card, Point
from bot.decks.deck import DeckContext
from bot.grading.check import expected_recall
from bot.grading.grade import grade
from bot.grading.learning import Fit, learn
from bot.grading.rubric import compile as compile_card
from bot.grading.verdict import Outcome

STRIPES = Card(id=CardId("stripes"), ask="Which animal has stripes?", answer=("zebra",), reject=("okapi",))
OOLONG = Card(
    id=CardId("oolong"),
    ask="What is oolong?",
    points=(Point(say="mostly from China and Taiwan"), Point(say="tea that is partly oxidized", core=True)),
)
CONTEXT = DeckContext(
    texts=(STRIPES.ask, "zebra", OOLONG.ask, "mostly from China and Taiwan", "tea that is partly oxidized")
)


def test_a_term_gets_another_answer() -> None:
    """Line breaks do not go along; from then on it is right."""
    learned = learn(STRIPES, CONTEXT, "a striped\nhorse")
    assert (learned.fit, learned.wording, learned.points) == (Fit.ADDED, "a striped horse", ())
    assert learned.card.answer == ("zebra", "a striped horse")
    assert grade(compile_card(learned.card, CONTEXT), "striped horse").outcome is Outcome.RIGHT
    assert learn(learned.card, CONTEXT, "a striped horse").fit is Fit.KNOWN


def test_a_short_wording_is_one_of_the_main_point() -> None:
    """It cannot say two things, so only one point learns it; and it is not learned twice."""
    learned = learn(OOLONG, CONTEXT, "half-green leaves")
    assert learned.points == ("tea that is partly oxidized",)
    assert [point.accept for point in learned.card.points] == [(), ("half-green leaves",)]
    assert learn(learned.card, CONTEXT, "half-green leaves").fit is Fit.KNOWN


def test_a_long_wording_may_say_several_points() -> None:
    """As many as it takes for the answer to be right."""
    text = "leaves that were left to brown for a while, a speciality of Fujian"
    learned = learn(OOLONG, CONTEXT, text)
    assert set(learned.points) == {point.say for point in OOLONG.points}
    assert grade(compile_card(learned.card, CONTEXT), text).outcome is Outcome.RIGHT


@pytest.mark.parametrize(
    ("card", "text", "fit"),
    [
        (STRIPES, "zebra", Fit.KNOWN),
        (STRIPES, "okapi", Fit.CONTRADICTS),
        (STRIPES, "x" * 301, Fit.UNFIT),
        (STRIPES, " ", Fit.UNFIT),
        (STRIPES.model_copy(update={"answer": tuple(f"beast {n}" for n in range(50))}), "gnu", Fit.UNFIT),
        (Card(id=CardId("legs"), ask="How many legs has a spider?", value=8.0), "a pair of fours", Fit.UNFIT),
        (Card(id=CardId("fruit"), ask="Which is a fruit?", right=("apple",), wrong=("stone",)), "pear", Fit.UNFIT),
    ],
)
def test_what_a_card_cannot_learn(card: Card, text: str, fit: Fit) -> None:
    """It stays as it was, and the reason is told."""
    learned = learn(card, CONTEXT, text)
    assert (learned.fit, learned.card) == (fit, card)


def test_cards_with_several_wordings_are_expected_to_take_more() -> None:
    """Of one wording the length decides; what is not told in own words takes all."""
    short = OOLONG.model_copy(update={"points": (Point(say="partly oxidized tea"),)})
    points = tuple(point.model_copy(update={"accept": ("x",)}) for point in OOLONG.points)
    several = OOLONG.model_copy(update={"points": points})
    enough = OOLONG.model_copy(update={"points": (OOLONG.points[0], points[1]), "need": 1})
    expected = [expected_recall(card, CONTEXT) for card in (OOLONG, short, several, STRIPES)]
    assert expected_recall(enough, CONTEXT) == expected[2]
    assert expected == sorted(expected)
    assert expected[0] < expected[2] < expected[3] == 1.0
