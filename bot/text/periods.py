"""Periods in words: a day, a week or a month as people call it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel.dates import format_date, format_skeleton

from bot.calendar.periods import span_of
from bot.text.catalogue import DEFAULT_LOCALE, locales, say


@lru_cache(maxsize=1_024)
def period_name(period: str, locale: str = DEFAULT_LOCALE) -> str:
    """Word a period: "23 November 2026", "week 48, 23 - 29 November 2026" with a dash, "November 2026", "all time"."""
    language = locale if locale in locales() else DEFAULT_LOCALE
    span = span_of(period)
    if span is None:
        return say("window-all", locale)
    first, last = span
    if first == last:
        return _day(first, language)
    if "W" in period:
        return say(
            "period-week",
            locale,
            week=str(first.isocalendar().week),
            first=_day(first, language),
            last=_day(last, language),
        )
    return str(format_skeleton("yMMMM", first, locale=language))


def _day(day: date, language: str) -> str:
    return str(format_date(day, "medium", locale=language))
