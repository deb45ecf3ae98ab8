"""Periods in words."""

from __future__ import annotations

import pytest

from bot.text.periods import period_name


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2026-11-23", "23 November 2026"),
        ("2026-W53", "week of 28 December 2026"),
        ("2026-11", "November 2026"),
        ("all", "all time"),
    ],
)
def test_people_read_dates(period: str, words: str) -> None:
    """No key of ours is shown to people."""
    assert period_name(period) == words
    assert period_name(period, "xx") == words
