"""Periods that a leaderboard counts: day, ISO week, month and all time, as keys made from a local date."""

from __future__ import annotations

import re
from datetime import date, timedelta

#: The period that never ends.
ALL = "all"
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DECEMBER = 12


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


def span_of(period: str) -> tuple[date, date] | None:
    """Return the first and the last day of a day, week or month; None: it is none of them, such as "all"."""
    try:
        if _DAY.fullmatch(period):
            day = date.fromisoformat(period)
            return day, day
        if found := _WEEK.fullmatch(period):
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
            return monday, monday + timedelta(days=6)
        if found := _MONTH.fullmatch(period):
            year, month = int(found[1]), int(found[2])
            following = date(year + month // _DECEMBER, month % _DECEMBER + 1, 1)
            return date(year, month, 1), following - timedelta(days=1)
    except (ValueError, OverflowError):
        # A month 13 or a week 54, or the end of the calendar.
        return None
    return None
