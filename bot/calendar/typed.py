"""Times of day, weekdays and durations as people type them, read wherever they can mean one thing only."""

from __future__ import annotations

import re
from datetime import time, timedelta

from bot.calendar.errors import DaysUnreadable, DurationOutOfRange, DurationUnreadable, TimeUnreadable

#: How short and how long a question may stay open. Source: the project's design, "Discord face".
OPEN_SHORTEST = timedelta(minutes=5)
OPEN_LONGEST = timedelta(days=7)

_NOON = 12
_HOURS = 24
_MINUTES = 60
_TYPED_MOST = 100
_WEEK = 7

_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:(?:\s*[:.h]\s*|(?<=\d\d))(?P<minute>\d{2}))?\s*(?:h|uhr|o'?clock)?\s*(?P<half>[ap]\.?m\.?)?"
)
_NAMED_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_LEAST = 2
_GROUPS = {
    "weekday": range(5),
    "weekdays": range(5),
    "workdays": range(5),
    "working days": range(5),
    "weekend": (5, 6),
    "weekends": (5, 6),
    "daily": range(_WEEK),
    "all": range(_WEEK),
    "all days": range(_WEEK),
    "every day": range(_WEEK),
    "everyday": range(_WEEK),
}

_UNITS = {
    "m": timedelta(minutes=1),
    "min": timedelta(minutes=1),
    "mins": timedelta(minutes=1),
    "minute": timedelta(minutes=1),
    "minutes": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "hr": timedelta(hours=1),
    "hrs": timedelta(hours=1),
    "hour": timedelta(hours=1),
    "hours": timedelta(hours=1),
    "d": timedelta(days=1),
    "day": timedelta(days=1),
    "days": timedelta(days=1),
    "w": timedelta(weeks=1),
    "week": timedelta(weeks=1),
    "weeks": timedelta(weeks=1),
}
_AMOUNT = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?)\s*([a-z]+)")
_DURATION = re.compile(rf"(?:{_AMOUNT.pattern}[\s,]*(?:and\s+)?)+")


def read_time(typed: str) -> time:
    """Read a time of day: "09:00", "9", "0930", "9:30pm", "noon".

    Raises:
        TimeUnreadable: It is none, such as "25:00".
    """
    text = _plain(typed)
    if text in _NAMED_TIMES:
        return _NAMED_TIMES[text]
    found = _TIME.fullmatch(text)
    if found is None:
        raise TimeUnreadable(given=typed.strip())
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if half:
        if not 1 <= hour <= _NOON:
            raise TimeUnreadable(given=typed.strip())
        # 12 am is midnight and 12 pm noon.
        hour = hour % _NOON + (_NOON if half.startswith("p") else 0)
    if hour >= _HOURS or minute >= _MINUTES:
        raise TimeUnreadable(given=typed.strip())
    return time(hour, minute)


def read_days(typed: str) -> tuple[int, ...]:
    """Read weekdays: "mon-fri", "weekdays", "daily", "mon, wed and fri", full names; "fri-mon" goes over the weekend.

    Returns:
        Weekdays, Monday = 0, ascending, at least one.

    Raises:
        DaysUnreadable: A part of it is no weekday.
    """
    text = _plain(typed)
    if text in _GROUPS:
        return tuple(_GROUPS[text])
    text = re.sub(r"\s*(?:[-\u2013\u2014]|\bto\b|\bthrough\b|\buntil\b)\s*", "-", text)
    days: set[int] = set()
    for part in re.split(r"[\s,;+&/]+", re.sub(r"\band\b", ",", text).strip(" ,;")):
        if part in _GROUPS:
            days.update(_GROUPS[part])
            continue
        first, dash, last = part.partition("-")
        start = _read_day(first, typed)
        end = _read_day(last, typed) if dash else start
        days.update((start + step) % _WEEK for step in range((end - start) % _WEEK + 1))
    return tuple(sorted(days))


def read_open_for(typed: str) -> timedelta:
    """Read how long a question stays open: "8h", "90m", "2d", "1h30m", "1.5 hours".

    Raises:
        DurationUnreadable: It is no duration; a bare number has no unit and is none either.
        DurationOutOfRange: It is shorter than 5 minutes or longer than 7 days.
    """
    total = read_span(typed)
    if not OPEN_SHORTEST <= total <= OPEN_LONGEST:
        raise DurationOutOfRange(given=total, shortest=OPEN_SHORTEST, longest=OPEN_LONGEST)
    return total


def read_span(typed: str) -> timedelta:
    """Read a duration without limits, written as for `read_open_for`.

    Raises:
        DurationUnreadable: It is no duration.
    """
    text = _plain(typed)
    if not _DURATION.fullmatch(text):
        raise DurationUnreadable(given=typed.strip())
    total = timedelta()
    for amount, unit in _AMOUNT.findall(text):
        if unit not in _UNITS:
            raise DurationUnreadable(given=typed.strip())
        total += float(amount.replace(",", ".")) * _UNITS[unit]
    # Whole seconds are kept.
    return timedelta(seconds=round(total.total_seconds()))


def _plain(typed: str) -> str:
    # The patterns below are linear, but nothing sensible is longer than this.
    return " ".join(typed.casefold().split())[:_TYPED_MOST]


def _read_day(word: str, typed: str) -> int:
    word = word.rstrip(".")
    if len(word) >= _DAY_LEAST:
        for number, name in enumerate(_DAYS):
            # "tues" and "thurs" are starts of the names too; a plural "mondays" is one letter more.
            if name.startswith(word) or word == f"{name}s":
                return number
    raise DaysUnreadable(given=typed.strip())
