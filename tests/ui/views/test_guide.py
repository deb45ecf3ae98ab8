"""Guidance as messages."""

from __future__ import annotations

from typing import Any

from bot.setup.messages.guide import about, guide


def test_help_goes_by_task(text_of: Any, takes: Any) -> None:
    """What one wants to do comes first, commands follow."""
    takes(guide())
    assert "Answer the daily quiz" in text_of(guide())
    assert "/leaderboard" in text_of(guide())


def test_about_tells_what_is_kept(text_of: Any, takes: Any) -> None:
    """The version, and what the bot keeps of people."""
    takes(about("0.1.0"))
    assert "Deckhand 0.1.0" in text_of(about("0.1.0"))
    assert "Your answers" in text_of(about("0.1.0"))
