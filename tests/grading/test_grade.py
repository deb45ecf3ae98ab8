"""Verdicts on every kind of card, with the rules that speak and the words that earn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.grading.grade import grade
from bot.grading.rubric import Rubric
from bot.grading.verdict import Outcome, Rule

RIGHT, PARTLY, WRONG = Outcome.RIGHT, Outcome.PARTLY, Outcome.WRONG
CASES = [
    ("caddy", "tea caddy", RIGHT),
    ("caddy", "A TEA-CADDY!", RIGHT),
    ("caddy", "cady", RIGHT),
    ("caddy", "teapot", WRONG),
    ("caddy", "not a caddy", WRONG),
    ("caddy", "pot, cup, spoon, caddy, kettle", WRONG),
    ("oolong", "partly oxidised tea", RIGHT),
    ("oolong", "something between green and black", RIGHT),
    ("oolong", "it comes from taiwan and china", PARTLY),
    ("oolong", "the leaves are fully oxidized", WRONG),
    ("oolong", "tea that is not oxidized", WRONG),
    ("oolong", "a kind of coffee", WRONG),
    ("oolong", "What is oolong?", WRONG),
    ("with-tea", "lemon, ginger, honey, milk", RIGHT),
    ("with-tea", "milk and suger", PARTLY),
    ("with-tea", "milk", WRONG),
    ("brewing", "boil water, pour over leaves, wait, remove bag", RIGHT),
    ("brewing", "remove the bag, wait, pour it over the leaves, boil the water", WRONG),
    ("black", "assam", RIGHT),
    ("black", "Sencha", WRONG),
    ("heat", "96", RIGHT),
    ("heat", "about 95 degrees", RIGHT),
    ("heat", "ninety-five", RIGHT),
    ("heat", "69", WRONG),
    ("heat", "somewhat hot", WRONG),
    ("kettle", "c++", RIGHT),
    ("kettle", "C", WRONG),
]


@pytest.mark.parametrize(("card", "answer", "outcome"), CASES)
def test_answers_fall_into_their_band(rubrics: dict[str, Rubric], card: str, answer: str, outcome: Outcome) -> None:
    """A fair teacher would say the same."""
    assert grade(rubrics[card], answer).outcome is outcome


@pytest.mark.parametrize(
    ("card", "answer", "rule"),
    [
        ("caddy", " \u200b ", Rule.EMPTY),
        ("caddy", "What is a box for tea called?", Rule.QUESTION_WORDS),
        ("caddy", "not a caddy", Rule.NEGATED),
        ("black", "Sencha", Rule.REJECTED),
        ("oolong", "the leaves are fully oxidized", Rule.REJECTED),
        ("oolong", "it is steeped at 80 degrees", Rule.MUST_MISSING),
        ("heat", "69 degrees", Rule.NUMBER_DIFFERS),
        ("brewing", "remove the bag, wait, pour it over the leaves, boil the water", Rule.ORDER),
        ("caddy", "pot, cup, spoon, caddy, kettle", Rule.SECOND_GUESS),
    ],
)
def test_a_rule_that_costs_something_is_named(rubrics: dict[str, Rubric], card: str, answer: str, rule: Rule) -> None:
    """The verdict says what cost what."""
    found = [spoken for spoken in grade(rubrics[card], answer).rules if spoken.rule is rule]
    assert found
    assert all(0 <= spoken.cost <= 1 for spoken in found)


def test_spans_point_at_the_words_that_earned(rubrics: dict[str, Rubric]) -> None:
    """A person can see why a point counts."""
    answer = "I think it's PARTLY **oxidized** tea"
    point = grade(rubrics["oolong"], answer).points[0]
    assert [answer[span.start : span.end] for span in point.spans] == ["PARTLY", "oxidized", "tea"]


def test_a_verdict_that_need_not_point_is_the_same_otherwise(rubrics: dict[str, Rubric]) -> None:
    """Without the words that earned something, everything else is as it would be."""
    answer = "tea that is half oxidized, mostly from china, not at 80 degrees"
    for rubric in rubrics.values():
        pointing, plain = grade(rubric, answer), grade(rubric, answer, pointing=False)
        bare = tuple(replace(point, spans=()) for point in pointing.points)
        assert replace(pointing, points=bare) == plain


def test_why_never_quotes_the_card(rubrics: dict[str, Rubric]) -> None:
    """Reasons are words of the answer, so that a verdict spoils nothing."""
    answer = "it is not steeped, neither oxidized nor Chinese"
    for spoken in grade(rubrics["oolong"], answer).rules:
        assert all(word in answer.lower() for word in spoken.why.lower().split())


def test_strictness_moves_the_bands_and_not_the_score(rubrics: dict[str, Rubric], strict: dict[str, Rubric]) -> None:
    """The same answer has the same score in a strict deck."""
    lax, hard = (grade(deck["with-tea"], "milk, sugar, lemon, vinegar, jinger") for deck in (rubrics, strict))
    assert lax.score == hard.score


@pytest.mark.parametrize(
    "answer", ["x" * 4000, "tea " * 1000, "🎉" * 500, "\x00" * 50, "(" * 4000, "a'" * 2000, "9" * 4000, "-" * 4000]
)
def test_hostile_texts_get_a_verdict(rubrics: dict[str, Rubric], answer: str) -> None:
    """No text is an exception."""
    for rubric in rubrics.values():
        assert 0.0 <= grade(rubric, answer).score <= 1.0
