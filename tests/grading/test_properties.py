"""What holds for every answer (hypothesis)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.decks.card import Card, CardKind
from bot.decks.deck import Deck
from bot.grading.check import own_answer
from bot.grading.grade import grade
from bot.grading.rubric import Rubric, compile  # noqa: A004 - the trade's word for it
from bot.grading.score import Score
from bot.grading.verdict import Outcome, Rule, Verdict
from bot.grading.words.lexicon import context_of
from tests.grading.conftest import CARDS, TEA

CONTEXT = context_of(TEA)
RUBRICS = {card.id: compile(card, CONTEXT) for card in CARDS}
WORDS = sorted(
    {word for text in CONTEXT.texts for word in text.replace("?", "").split()} | {"not", "no", "8k", "and", "fast"}
)
ANSWER = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
CONTRADICTING = {Rule.NEGATED, Rule.SWAPPED, Rule.ANTONYM, Rule.REPLACED, Rule.NUMBER_DIFFERS}
CARD = st.sampled_from(sorted(RUBRICS))


def judged(verdict: Verdict) -> tuple[float, Outcome, list[float]]:
    """What a verdict says, positions aside."""
    return verdict.score, verdict.outcome, [point.earned for point in verdict.points]


@given(card=CARD, answer=st.text(max_size=300))
@settings(max_examples=400, deadline=None)
def test_any_text_has_a_verdict_between_0_and_1(card: str, answer: str) -> None:
    """Grading is total."""
    verdict = grade(RUBRICS[card], answer)
    assert 0.0 <= verdict.score <= 1.0
    for point in verdict.points:
        assert 0.0 <= point.earned <= 1.0
        ends = [at for span in point.spans for at in (span.start, span.end)]
        assert ends == sorted(ends)
        assert all(0 <= at <= len(answer) for at in ends)


@given(card=CARD, answer=ANSWER)
@settings(max_examples=200, deadline=None)
def test_case_width_form_and_surrounding_marks_change_nothing(card: str, answer: str) -> None:
    """An answer is the same however it is dressed."""
    plain = judged(grade(RUBRICS[card], answer))
    wide = "".join(chr(ord(c) + 0xFEE0) if "a" <= c <= "z" else c for c in answer)
    for dressed in (answer.upper(), wide, unicodedata.normalize("NFD", answer), f"“{answer}”", f"**{answer}**"):
        assert judged(grade(RUBRICS[card], dressed)) == plain, dressed


@given(card=CARD, answer=ANSWER)
@settings(max_examples=100, deadline=None)
def test_the_same_input_has_the_same_verdict(card: str, answer: str) -> None:
    """Nothing is remembered between answers."""
    assert grade(RUBRICS[card], answer) == grade(RUBRICS[card], answer)


@given(card=CARD, answer=ANSWER)
@settings(max_examples=200, deadline=None)
def test_repeating_an_answer_does_not_raise_it(card: str, answer: str) -> None:
    """Saying it twice is not saying more."""
    assert grade(RUBRICS[card], f"{answer} {answer}").score <= grade(RUBRICS[card], answer).score + 1e-9


@given(answer=ANSWER, accepted=ANSWER.filter(bool), place=st.integers(0, 2))
@settings(max_examples=200, deadline=None)
def test_an_accepted_wording_never_lowers_a_score(answer: str, accepted: str, place: int) -> None:
    """With the deck's words frozen, more ways to be right are never worse."""
    card = next(card for card in CARDS if card.kind is CardKind.DEFINITION)
    points = list(card.points)
    points[place] = points[place].model_copy(update={"accept": (*points[place].accept, accepted)})
    more = card.model_copy(update={"points": tuple(points), "reject": ()})
    bare = card.model_copy(update={"reject": ()})
    told = grade(compile(more, CONTEXT), answer)
    # An answer may contradict what is accepted.
    assume(not any(spoken.rule in CONTRADICTING for spoken in told.rules))
    assert told.score >= grade(compile(bare, CONTEXT), answer).score - 1e-9


@given(answer=ANSWER, references=st.lists(ANSWER.filter(bool), min_size=1, max_size=3), extra=ANSWER.filter(bool))
@settings(max_examples=200, deadline=None)
def test_a_reference_never_lowers_a_score(answer: str, references: list[str], extra: str) -> None:
    """The best reference counts."""
    score = Score()
    assert score("Why?", [*references, extra], answer) >= score("Why?", references, answer) - 1e-9


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_a_cards_own_answer_is_right(card: Card, tea: Deck, rubrics: dict[str, Rubric]) -> None:
    """Whoever types the answer key is right."""
    assert card in tea.cards
    assert grade(rubrics[card.id], own_answer(card)).outcome is Outcome.RIGHT


@pytest.mark.parametrize("card", sorted(RUBRICS))
def test_the_empty_answer_earns_nothing(card: str) -> None:
    """Zero is zero."""
    assert grade(RUBRICS[card], "").score == 0.0
