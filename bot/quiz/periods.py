"""Periods: the spans of time a board counts, as keys made from a stored local date."""

from __future__ import annotations

from datetime import date

#: The period that never ends.
ALL = "all"


def day_of(day: date) -> str:
    """Return the day's key, such as "2026-11-23"."""
    return day.isoformat()


def week_of(day: date) -> str:
    """Return the key of the day's ISO week, such as "2026-W48"; around New Year its year may differ from the day's."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_of(day: date) -> str:
    """Return the key of the day's month, such as "2026-11"."""
    return f"{day.year:04d}-{day.month:02d}"


def periods_of(day: date) -> tuple[str, str, str, str]:
    """Return the keys of every period the day counts for: day, ISO week, month, all."""
    return day_of(day), week_of(day), month_of(day), ALL
