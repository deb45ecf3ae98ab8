"""An act counts by when the person acted, and answers are shown once none can still arrive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.questions.admission import ANSWER_MOST, admit, admit_text, reveal
from bot.questions.errors import AnswerEmpty, AnswerTooLong, QuestionClosed, QuestionOpen

CLOSES = datetime(2026, 11, 23, 17, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def test_in_time() -> None:
    """The very instant of closing is in time, a millisecond later is not, and the text comes back."""
    admit(CLOSES, CLOSES, "my answer")
    with pytest.raises(QuestionClosed) as caught:
        admit(CLOSES + MILLISECOND, CLOSES, "my answer")
    assert (caught.value.closed_at, caught.value.text) == (CLOSES, "my answer")


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


def test_reveal() -> None:
    """Answers are shown five seconds after closing."""
    reveal(CLOSES + timedelta(seconds=5), CLOSES)
    with pytest.raises(QuestionOpen) as caught:
        reveal(CLOSES + timedelta(seconds=5) - MILLISECOND, CLOSES)
    assert caught.value.closes_at == CLOSES
