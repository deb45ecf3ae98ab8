"""Periods are keyed by the stored local date alone."""

from __future__ import annotations

from datetime import date

import pytest

from bot.quiz.periods import periods_of


@pytest.mark.parametrize(
    ("day", "keys"),
    [
        ("2026-11-23", ("2026-11-23", "2026-W48", "2026-11", "all")),
        ("2027-01-01", ("2027-01-01", "2026-W53", "2027-01", "all")),
        ("2024-12-30", ("2024-12-30", "2025-W01", "2024-12", "all")),
    ],
)
def test_periods(day: str, keys: tuple[str, ...]) -> None:
    """A day counts for itself, its ISO week, its month and for all time."""
    assert periods_of(date.fromisoformat(day)) == keys
