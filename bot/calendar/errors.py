"""Times, days, zones and spans that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.core.errors import UserError


@dataclass(kw_only=True, eq=False)
class TimeUnreadable(UserError):
    """A time of day that is not HH:MM."""

    given: str


@dataclass(kw_only=True, eq=False)
class DaysUnreadable(UserError):
    """Weekdays that cannot be read."""

    given: str


@dataclass(kw_only=True, eq=False)
class ZoneUnknown(UserError):
    """A text that means no time zone, or more than one."""

    given: str
    #: What it may mean or be a misspelling of, the likeliest first, as `read_zone` reads it.
    nearest: tuple[str, ...]


@dataclass(kw_only=True, eq=False)
class DurationUnreadable(UserError):
    """A duration that cannot be read, such as "8 parsecs"."""

    given: str


@dataclass(kw_only=True, eq=False)
class DurationOutOfRange(UserError):
    """A question must stay open between 5 minutes and 7 days."""

    given: timedelta
    shortest: timedelta
    longest: timedelta


@dataclass(kw_only=True, eq=False)
class DatesUnreadable(UserError):
    """Dates to leave out that cannot be read, or too many of them."""

    given: str
    limit: int


@dataclass(kw_only=True, eq=False)
class HolidaysUnknown(UserError):
    """No country or region whose holidays are known."""

    given: str
    #: Codes that look alike, with their names, comma-separated; "" for none.
    nearest: str
