"""Noted answers tell no verdict, and lead on."""

from __future__ import annotations

from typing import Any

from bot.chat.feature import Framing
from bot.daily.messages.playing import framing, progress
from bot.daily.service.playing import MyProgress, RoundProgress
from bot.questions.messages.verdict import told
from bot.questions.service.receipts import Noted


def _led_on() -> Framing:
    return framing(RoundProgress(round_id=5, next=18, of=10))


def _noted(make: Any, **given: Any) -> Noted:
    question = make.asked()
    fields = {
        "question": question,
        "text": "the *Nile*",
        "gave_up": False,
        "attempt": 1,
        "until": question.closes_at,
    }
    return Noted(**fields | given)


def test_a_receipt_without_a_verdict(make: Any, text_of: Any, buttons_of: Any) -> None:
    """The text, until when it may be changed, and a way to change it; no outcome and no points."""
    shown = told(_noted(make))
    text = text_of(shown)
    assert "Recorded" in text
    assert "You can change it until <t:1795453200:F>" in text
    assert "point" not in text
    assert not any(sign in text for sign in "✅🟡❌✓✗")
    assert [button["custom_id"] for button in buttons_of(shown)] == ["question:again:17"]


def test_changed_and_led_on(make: Any, text_of: Any, buttons_of: Any) -> None:
    """A change says so, giving up is named, and the next question is one press away."""
    shown = told(_noted(make, attempt=2, gave_up=True, text="", question=make.asked(of=2)), _led_on())
    assert "Answer changed · Question 1 of 2" in text_of(shown)
    assert "You chose “I don't know”" in text_of(shown)
    assert [button["custom_id"] for button in buttons_of(shown)] == ["round:play:5", "question:again:17"]


def test_a_verdict_stays_a_verdict(make: Any, text_of: Any) -> None:
    """Where answers count at once nothing changes."""
    assert "62 points" in text_of(told(make.receipt()))


def test_the_longest_fits(make: Any, takes: Any) -> None:
    """A long question and a long answer, all of markup, still fit."""
    takes(told(_noted(make, question=make.asked(ask=make.hard(1000), of=10), text=make.hard(4000)), _led_on()))


def test_progress_without_points(make: Any, text_of: Any, buttons_of: Any, takes: Any) -> None:
    """Ten changeable answers get a button each, and no points are told."""
    closes_at = make.asked().closes_at
    done = MyProgress(round_id=5, answered=10, of=10, points=None, closes_at=closes_at, changeable=tuple(range(1, 11)))
    shown = progress(done)
    takes(shown)
    assert "points" not in text_of(shown)
    assert len(buttons_of(shown)) == 10
