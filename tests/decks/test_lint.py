"""Contradictions within a card, and what a person should look at, without grading."""

from __future__ import annotations

from typing import Any

import pytest

from bot.core.ids import CardId, DeckId
from bot.decks.card import Card, Point
from bot.decks.deck import Deck
from bot.decks.fault import FaultCode, Level
from bot.decks.format import CardTable
from bot.decks.lint import contradictions, lint


def codes(*cards: dict[str, Any]) -> list[tuple[str, FaultCode]]:
    """Lint a deck of these cards: (card, code) of each warning."""
    made = tuple(
        Card(**{"id": CardId(f"c{number}"), "ask": "What is it?", **card}) for number, card in enumerate(cards, 1)
    )
    found = lint(Deck(id=DeckId("d"), title="D", cards=made))
    assert all(fault.level is Level.WARNING for fault in found)
    return [(fault.card, fault.code) for fault in found]


def test_a_tidy_deck_has_nothing_to_mend() -> None:
    """No warnings without cause."""
    assert codes({"answer": ("tea",), "hints": ("a drink",), "tags": ("hot", "t-2")}) == []


@pytest.mark.parametrize(
    ("card", "code"),
    [
        ({"ask": f"What {'very ' * 70}is it?", "answer": ("tea",)}, FaultCode.QUESTION_LONG),
        ({"ask": "What is tea called, tea or coffee?", "answer": ("Tea",)}, FaultCode.QUESTION_TELLS),
        ({"points": (Point(say="what is it? it is tea"),)}, FaultCode.ANSWER_REPEATS_QUESTION),
        ({"answer": ("tea",), "hints": ("a leaf", "the answer is TEA!")}, FaultCode.HINT_TELLS),
        ({"items": (Point(say="a"), Point(say="A."))}, FaultCode.POINT_TWICE),
        ({"answer": ("tea",), "tags": ("Hot Drinks",)}, FaultCode.TAG_UNTIDY),
        ({"right": ("tea",), "wrong": ("milk",)}, FaultCode.DISTRACTORS_FEW),
        ({"right": ("tea",)}, FaultCode.DISTRACTORS_FEW),
    ],
)
def test_each_oddity_is_named(card: dict[str, Any], code: FaultCode) -> None:
    """One warning for one oddity."""
    assert codes(card) == [("c1", code)]


def test_one_question_twice_is_named_once() -> None:
    """Marks and case do not make another question; the second card is named."""
    assert codes({"answer": ("a",)}, {"ask": "what  IS it", "answer": ("b",)}) == [("c2", FaultCode.QUESTION_TWICE)]


def test_sister_cards_lend_wrong_options() -> None:
    """A choice without wrong options takes those of other terms and choices."""
    sisters = [{"ask": f"What is {name}?", "answer": (f"a{name}",)} for name in "xyz"]
    assert codes({"right": ("tea",)}, *sisters) == []


def test_a_word_within_a_word_tells_nothing() -> None:
    """Only whole words give an answer away."""
    assert codes({"ask": "What steams?", "answer": ("tea",)}) == []


def contradicting(**fields: Any) -> list[tuple[FaultCode, tuple[str, ...]]]:
    """What contradicts itself, as (code, path)."""
    return [(code, path) for code, path, _ in contradictions(CardTable.model_validate({"ask": "What?", **fields}))]


def test_one_answer_is_what_a_card_has() -> None:
    """None is too few, two are too many; the second is where to look."""
    assert contradicting(answer=["a"]) == []
    assert contradicting() == [(FaultCode.KIND_MISSING, ())]
    assert contradicting(answer=["a"], points=["b"], value=0) == [(FaultCode.KIND_TWICE, ("points",))]


@pytest.mark.parametrize(("key", "value"), [("wrong", ["b"]), ("unit", "kg"), ("tolerance", 1), ("need", 1)])
def test_companions_go_with_their_answer(key: str, value: object) -> None:
    """Wrong options, units and counts mean nothing beside a term."""
    assert contradicting(answer=["a"], **{key: value}) == [(FaultCode.KEY_MISPLACED, (key,))]


def test_what_is_needed_can_be_given() -> None:
    """As many as there are, not more; steps are needed all."""
    assert contradicting(items=["a", "b"], need=2) == []
    assert contradicting(points=["a", "b"], need=3) == [(FaultCode.NEED_MUCH, ("need",))]
    assert contradicting(steps=["a", "b"], need=1) == [(FaultCode.KEY_MISPLACED, ("need",))]


def test_an_option_is_right_or_wrong() -> None:
    """Not both, and not twice, whatever the case of its letters."""
    assert contradicting(right=["A"], wrong=["a", "b", "B"]) == [(FaultCode.OPTION_TWICE, ("wrong",))] * 2


def test_signs_and_their_case_make_other_questions() -> None:
    r"""What \d and \D match are two questions, and a question with "version" doesn't tell "--version"."""
    assert (
        codes(
            {"ask": r"What does \d match?", "answer": ("a digit",)},
            {"ask": r"What does \D match?", "answer": ("anything else",)},
            {"ask": "How do you see the git version?", "answer": ("git --version",)},
        )
        == []
    )
