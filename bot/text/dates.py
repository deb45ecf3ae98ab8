"""Dates, periods, durations, weekdays and ordinal numbers in words, in one style per language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from babel import Locale
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
def date_name(iso: str, locale: str = DEFAULT_LOCALE) -> str:
    """Write a day, month or year of a card: "9 November 1989" for "1989-11-09", "November 1989", "1989"."""
    parts = iso.split("-")
    day = date.fromisoformat(f"{iso}-01-01"[:10])
    if len(parts) == 1:
        return str(day.year)
    return day_name(day, locale) if len(parts) > 2 else str(format_skeleton("yMMMM", day, locale=_cldr(locale)))  # noqa: PLR2004


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


_MINUTE_S = 60
_HOUR_S = 3_600
_DAY_S = 86_400
_WEEK = tuple(range(7))
#: From this many neighbours on, weekdays are told as a range.
_RANGE_LEAST = 3


class Style(StrEnum):
    """How Discord's clients show a moment, in the reader's own zone. Source: Discord documentation, reference."""

    TIME = "t"
    DATE_AND_TIME = "F"
    SHORT = "f"
    RELATIVE = "R"


def moment(instant: datetime, style: Style) -> str:
    """Return the markup that every client shows in its reader's own time zone and language."""
    return f"<t:{int(instant.timestamp())}:{style}>"


def duration(span: timedelta, locale: str = DEFAULT_LOCALE) -> str:
    """Word a span by its two largest units: "8 hours", "1 day 12 hours", "5 minutes"."""
    seconds = int(span.total_seconds())
    counts = (
        ("span-days", seconds // _DAY_S),
        ("span-hours", seconds % _DAY_S // _HOUR_S),
        ("span-minutes", seconds % _HOUR_S // _MINUTE_S),
    )
    parts = [say(key, locale, count=count) for key, count in counts if count]
    return " ".join(parts[:2]) or say("span-minutes", locale, count=0)


def weekdays(days: Sequence[int], locale: str = DEFAULT_LOCALE) -> str:
    """Word weekdays (Monday = 0, ascending): "every day", "Mon-Fri" with a dash, "Tue, Thu"."""
    if tuple(days) == _WEEK:
        return say("days-all", locale)
    names = {day: say(f"day-{day}", locale) for day in days}
    parts: list[str] = []
    for run in _runs(days):
        if len(run) >= _RANGE_LEAST:
            parts.append(say("days-range", locale, first=names[run[0]], last=names[run[-1]]))
        else:
            parts.extend(names[day] for day in run)
    return ", ".join(parts)


@lru_cache(maxsize=1_024)
def ordinal(number: int, locale: str = DEFAULT_LOCALE) -> str:
    """Word a place: "1st", "2nd", "13th"."""
    form = Locale(locale if locale in locales() else DEFAULT_LOCALE).ordinal_form(number)
    return say("place", locale, number=number, form=form)


def _runs(days: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs
