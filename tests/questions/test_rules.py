"""What counts, when, and what it is worth follows from a question's policy alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.questions.errors import AnswerEmpty, AnswerTooLong, ChangesUsedUp, QuestionClosed, QuestionOpen
from bot.questions.rules import ANSWER_MOST, ATTEMPTS_MOST, Policy, RevealRule, admit_text, next_attempt, rank_of

CLOSES = datetime(2026, 11, 23, 17, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
CLOSING = Policy(closes_at=CLOSES)
OPEN_ENDED = Policy(closes_at=None, reveal=RevealRule.AT_ONCE)


def test_in_time() -> None:
    """The very instant of closing is in time, a millisecond later is not, and the text comes back."""
    CLOSING.admit(CLOSES, "my answer")
    with pytest.raises(QuestionClosed) as caught:
        CLOSING.admit(CLOSES + MILLISECOND, "my answer")
    assert (caught.value.closed_at, caught.value.text) == (CLOSES, "my answer")
    OPEN_ENDED.admit(CLOSES + timedelta(days=1_000))


def test_changing() -> None:
    """An answer may be changed where that is allowed, up to closing."""
    changeable = Policy(closes_at=CLOSES, changeable=True)
    assert not CLOSING.may_change(CLOSES)
    assert changeable.may_change(CLOSES)
    assert not changeable.may_change(CLOSES + MILLISECOND)
    assert Policy(closes_at=None, reveal=RevealRule.AT_ONCE, changeable=True).may_change(CLOSES)


def test_reveal() -> None:
    """Answers are shown once the question is settled; at once where its policy says so."""
    CLOSING.admit_reveal(CLOSES + timedelta(seconds=5))
    with pytest.raises(QuestionOpen) as caught:
        CLOSING.admit_reveal(CLOSES + timedelta(seconds=5) - MILLISECOND)
    assert caught.value.closes_at == CLOSES
    Policy(closes_at=CLOSES, settle_after=timedelta(seconds=1.5)).admit_reveal(CLOSES + timedelta(seconds=1.5))
    OPEN_ENDED.admit_reveal(CLOSES)


def test_nobody_waits_for_ever() -> None:
    """An open-ended question cannot be revealed at closing."""
    with pytest.raises(ValueError, match="revealed at once"):
        Policy(closes_at=None)


def test_length() -> None:
    """A form's longest text passes, one more character does not."""
    admit_text("x" * ANSWER_MOST)
    with pytest.raises(AnswerTooLong) as caught:
        admit_text("x" * (ANSWER_MOST + 1))
    assert (caught.value.length, caught.value.limit) == (ANSWER_MOST + 1, ANSWER_MOST)


@pytest.mark.parametrize("text", ["", "  \n", "\u200b\u200d", "\x00\x07", "\U0001f600\U0001f389"])
def test_nothing_to_read(text: str) -> None:
    """A text without anything to read is refused, whatever it is made of."""
    with pytest.raises(AnswerEmpty):
        admit_text(text)


def test_attempts() -> None:
    """Attempts are numbered, and there are not any number of them."""
    assert next_attempt(0) == 1
    assert next_attempt(ATTEMPTS_MOST - 1) == ATTEMPTS_MOST
    with pytest.raises(ChangesUsedUp):
        next_attempt(ATTEMPTS_MOST)


@pytest.mark.parametrize(
    ("score", "hints", "points"),
    [
        (1.0, 0, 100),
        (1.0, 1, 75),
        (1.0, 3, 75),
        (0.734, 0, 73),
        (0.45, 0, 45),
        (0.4499, 0, 0),
        (0.45, 1, 34),
        (0.0, 0, 0),
    ],
)
def test_points(score: float, hints: int, points: int) -> None:
    """A whole answer is worth 100; below .45 nothing; the first hint costs a quarter and further ones nothing."""
    assert CLOSING.points_for(score, hints) == points


def test_hints_cost_what_the_policy_says() -> None:
    """Hints may be free, or cost half."""
    assert Policy(closes_at=CLOSES, hint_cost=0).points_for(1.0, 2) == 100
    assert Policy(closes_at=CLOSES, hint_cost=50).points_left(1) == 50


@given(st.floats(0, 1), st.integers(0, 5))
def test_never_more_than_left(score: float, hints: int) -> None:
    """Nobody earns more than what is left after the hints."""
    assert 0 <= CLOSING.points_for(score, hints) <= CLOSING.points_left(hints)


def test_ranks() -> None:
    """Ties share a rank and the next one is skipped."""
    points = [90, 70, 70, 10]
    assert [rank_of(own, points) for own in points] == [1, 2, 2, 4]
