"""Quantities, dates, yes and no: lists of right and wrong answers to cards of many subjects."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.decks.card import Card
from bot.decks.deck import DeckContext
from bot.decks.either_or import answer_key
from bot.grading.grade import grade
from bot.grading.rubric import Rubric
from bot.grading.rubric import compile as compile_card
from bot.grading.values.measure import wanted_of
from bot.grading.verdict import Outcome

#: Pieces that numbers, units, dates and their like are made of, and a few that would do harm if they were evaluated.
_PIECES = st.sampled_from(
    ["5", "0.5", "1,5", "9**9**9", "1e999", "½", "1½", "a", "half", "and", "million", "minus", "-", "+", "/",
     ":", "1:30", "°", "°C", "km", "/h", "per", "square", "cubic", "m2", "^", "^-1", "×10²³", "not", "or",
     "at least", "BC", "v.", "Chr.", "November", "9.11.", "1989", "'89", '"', "%", "$", "€", "und", "zwei",
     "einundzwanzig", "quatre", "vingt", "mil", "два", "yes", "no", "maybe", "?", "below zero", "dozen", "of",
     "point", "nan", "inf", "__import__('os')", "lambda:", "\u202f", "\u00a0", "١٢", "零"]
)  # fmt: skip
_TYPED = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(_PIECES, st.integers().map(str)), max_size=60).map(" ".join),
    st.lists(_PIECES, max_size=200).map("".join),
    st.integers(1, 4_000).map("9".__mul__),
)
_CARDS = [
    {"value": 0.5, "unit": "kg"},
    {"value": -40, "unit": "°C"},
    {"value": 1989},
    {"value": 1e300, "unit": "m"},
    {"value": 12.5, "unit": "EUR"},
    {"value": 0, "unit": "moons"},
    {"date": "1989-11-09"},
    {"answer": ["9:30 am"]},
    {"answer": ["Yes"]},
    {"answer": ["10 minutes at least; 2 hours at most"]},
]
LISTS = sorted((Path(__file__).parent / "answers" / "values").glob("*.jsonl"))
#: What the lists have to reach, and what is allowed to slip.
_IN_BAND, _WRONG_ACCEPTED, _RIGHT_REFUSED = 0.98, 0.01, 0.01


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Cards with the answers that are right, partly right and wrong."""
    yield from map(json.loads, path.read_text("utf-8").splitlines())


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_answers_are_in_their_bands(path: Path) -> None:
    """Nearly all of them; and hardly a wrong one is called right, or a right one wrong."""
    found: Counter[tuple[str, str]] = Counter()
    for row in rows(path):
        card = Card.model_validate_json(json.dumps({"id": "card", **row["card"]}))
        texts = "\n".join((card.ask, *card.answer, *card.right))
        rubric = compile_card(card, DeckContext(language=row["language"], texts=(texts,)))
        for want in ("right", "partly", "wrong"):
            found.update((want, grade(rubric, answer).outcome.value) for answer in row.get(want, ()))
    all_of = {want: sum(count for (wanted, _), count in found.items() if wanted == want) for want in ("right", "wrong")}
    assert sum(count for (want, got), count in found.items() if want == got) >= _IN_BAND * found.total()
    assert found["wrong", "right"] <= _WRONG_ACCEPTED * all_of["wrong"]
    assert found["right", "wrong"] <= _RIGHT_REFUSED * all_of["right"]


@pytest.mark.parametrize(
    ("text", "question", "counts"),
    [
        ("90 days", "How long are logs kept?", True),
        ("5 players", "How many players?", True),
        ("1914-1918", "When was the First World War?", True),
        ("twenty-one", "At what age?", True),
        ("443", "Which port is HTTPS?", True),
        ("Five Guys", "Which chain sells burgers?", False),
        ("Apollo 11", "Which mission landed?", False),
        ("3.10", "Which Python brought pattern matching?", False),
        ("80/120", "Which blood pressure is normal?", False),
        ("16:9", "Which ratio has a screen?", False),
        ("H2O", "What is water?", False),
        ("007", "Which agent?", False),
        ("second", "What is the SI unit of time?", False),
        ("a foot", "What is below the leg?", False),
        ("50 Cent", "Which rapper?", False),
    ],
)
def test_a_term_is_a_quantity_only_where_it_can_be_nothing_else(text: str, question: str, counts: bool) -> None:  # noqa: FBT001
    """Names, versions, ratios and formulas are compared as such."""
    assert (wanted_of(text, question, "en") is not None) is counts


@given(answer=_TYPED, language=st.sampled_from(["en", "de", "fr", "es", "pt", "it", "nl", "sv", "ru", "ja"]))
def test_any_text_has_a_verdict(answer: str, language: str) -> None:
    """Huge exponents, thousands of digits, expressions: nothing is evaluated, and nothing fails."""
    for card in _CARDS:
        rubric = _rubric(json.dumps(card), language)
        assert 0 <= grade(rubric, answer).score <= 1


@given(ask=_TYPED, answer=_TYPED)
def test_any_text_may_be_a_question_or_its_answer(ask: str, answer: str) -> None:
    """Whatever a deck's author writes is read."""
    key = answer_key(ask, answer)
    assert key is None or key.keys() <= {"right", "wrong", "note", "points", "need"}
    if ask.strip() and answer.strip():
        compile_card(Card.model_validate_json(json.dumps({"id": "x", "ask": ask, "answer": [answer]})), DeckContext())


@cache
def _rubric(card: str, language: str) -> Rubric:
    row = {"id": "card", "ask": "How many are there in 1 to 6 of November 1989?", **json.loads(card)}
    return compile_card(Card.model_validate_json(json.dumps(row)), DeckContext(language=language))


def test_a_reason_counts_beside_a_yes() -> None:
    """A yes alone is right, a reason alone as well if it is the card's, and no is wrong whatever follows."""
    card = Card.model_validate_json(
        json.dumps(
            {
                "id": "bucket",
                "ask": "Can one bucket hold objects of many sizes?",
                "points": [{"say": "Yes", "core": True}, {"say": "from nothing up to five terabytes each"}],
                "need": 1,
            }
        )
    )
    rubric = compile_card(card, DeckContext())
    assert grade(rubric, "yep").outcome is Outcome.RIGHT
    assert grade(rubric, "yes, up to five terabytes each").score > grade(rubric, "yes").score
    assert grade(rubric, "No, up to five terabytes each").outcome is Outcome.WRONG
    assert grade(rubric, "maybe").outcome is Outcome.WRONG


def test_units_are_loaded_for_cards_that_need_them_alone() -> None:
    """A deck of names and definitions starts without them."""
    code = """
import sys
from bot.decks.card import Card, Point
from bot.decks.deck import DeckContext
from bot.grading.grade import grade
from bot.grading.rubric import compile
cards = [
    Card(id="a", ask="Who wrote Dune?", answer=("Frank Herbert",)),
    Card(id="b", ask="Why?", points=(Point(say="Yes, it is 5 km"),)),
    Card(id="c", ask="When?", date="1989-11-09"),
    Card(id="d", ask="Is it?", answer=("Yes",)),
]
for card in cards:
    grade(compile(card, DeckContext()), "a few 5 km away")
assert "pint" not in sys.modules
assert grade(compile(Card(id="e", ask="How far?", value=5.0, unit="km"), DeckContext()), "5000 m").score == 1
assert "pint" in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
