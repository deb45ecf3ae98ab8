"""Periods are keyed by the stored local date alone."""

from __future__ import annotations

from datetime import date

import pytest

from bot.calendar.periods import periods_of, span_of


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


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2026-11-23", date(2026, 11, 23), date(2026, 11, 23)),
        ("2026-W48", date(2026, 11, 23), date(2026, 11, 29)),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_is_read_back_as_its_days(period: str, first: date, last: date) -> None:
    """Every key knows its first and last day, leap years and years of 53 weeks included."""
    assert span_of(period) == (first, last)


@pytest.mark.parametrize("period", ["all", "", "2026-13", "2026-W54", "2026-02-30", "2026", "0000-01", "9999-12", "x"])
def test_what_is_no_period_has_no_days(period: str) -> None:
    """Typed or forged keys are no error."""
    assert span_of(period) is None
