"""Dates and periods in words: every date a person reads is written here, in one style per language."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel.dates import format_date, format_skeleton

from bot.calendar.periods import span_of
from bot.text.catalogue import DEFAULT_LOCALE, locales, say

#: The CLDR locale whose dates go with a catalogue, where that is not its own name: CLDR's "en" is English of the US,
#: while "en_001" is that of the world and puts the day first, as Discord does outside the US.
_CLDR = {"en": "en_001"}


@lru_cache(maxsize=1_024)
def day_name(day: date, locale: str = DEFAULT_LOCALE) -> str:
    """Write a date: "23 November 2026"."""
    return str(format_date(day, "long", locale=_cldr(locale)))


@lru_cache(maxsize=1_024)
def period_name(period: str, locale: str = DEFAULT_LOCALE) -> str:
    """Name a period: "23 November 2026", "week of 23 November 2026", "November 2026", "all time".

    Args:
        period: A key of `bot.calendar.periods`; anything else is taken for all time.
        locale: The language to name it in.
    """
    span = span_of(period)
    if span is None:
        return say("window-all", locale)
    first, last = span
    if first == last:
        return day_name(first, locale)
    if "W" in period:
        return say("period-week", locale, day=day_name(first, locale))
    return str(format_skeleton("yMMMM", first, locale=_cldr(locale)))


def _cldr(locale: str) -> str:
    language = locale if locale in locales() else DEFAULT_LOCALE
    return _CLDR.get(language, language.replace("-", "_"))
