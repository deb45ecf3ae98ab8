"""Boards: what people are ranked by, over which span of time, and when a server's week and month are summed up.

A digest tells of what is over: on its day, of the last ISO week that had ended by then; on the first of a month, of the
month before. So every week and month is told once and whole, whatever day is chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.calendar.periods import ALL, day_of, month_of, span_of, week_of
from bot.calendar.timetable import Timetable, local_date

#: A digest that is later than this is not posted any more.
LATE_MOST = timedelta(days=1)
_WEEK = tuple(range(7))
#: Months are searched this far: a first of the month that does not exist in a zone is passed over.
_MONTHS = 3
_LONGEST_MONTH = 31


class Tallied(StrEnum):
    """The metrics that are read from tallies; other features bring further ones (`Feature.board_metrics`)."""

    POINTS = "points"
    #: The share of right answers, of those who gave enough of them.
    ACCURACY = "accuracy"


class Window(StrEnum):
    """The span of time a board covers, in the local dates of the schedules."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    ALL = "all"


#: So many answers a person needs in a window before their accuracy says something.
ACCURACY_LEAST = {Window.TODAY: 1, Window.WEEK: 3, Window.MONTH: 10, Window.ALL: 20}


def period_around(window: Window, day: date) -> str:
    """Return the period of a window that a day belongs to."""
    match window:
        case Window.TODAY:
            return day_of(day)
        case Window.WEEK:
            return week_of(day)
        case Window.MONTH:
            return month_of(day)
        case Window.ALL:
            return ALL


def window_of(period: str) -> Window | None:
    """Return which window a period belongs to; None: it is no period."""
    if period == ALL:
        return Window.ALL
    span = span_of(period)
    if span is None:
        return None
    return next(window for window in Window if period_around(window, span[0]) == period)


def last_week(day: date) -> str:
    """Return the last ISO week that is over on a day."""
    return week_of(day - timedelta(days=day.weekday() + 1))


def period_before(period: str) -> str | None:
    """Return the week or month before one; None for anything else."""
    window, span = window_of(period), span_of(period)
    if span is None or window not in (Window.WEEK, Window.MONTH):
        return None
    return period_around(window, span[0] - timedelta(days=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestTimes:
    """When a server wants its digest."""

    #: Weekday, Monday = 0.
    day: int
    #: Local time of day.
    at: time
    #: IANA name.
    zone: str

    def next_after(self, instant: datetime) -> datetime:
        """Return when the next digest is due, weekly or monthly; one exactly then does not count."""
        weekly = Timetable(at=self.at, zone=self.zone, days=(self.day,)).next_after(instant)
        found = [] if weekly is None else [weekly[1]]
        daily = Timetable(at=self.at, zone=self.zone, days=_WEEK)
        first = local_date(instant, self.zone).replace(day=1)
        for _ in range(_MONTHS):
            at = daily.instant_on(first)
            if at is not None and at > instant:
                found.append(at)
            first = (first + timedelta(days=_LONGEST_MONTH)).replace(day=1)
        return min(found)

    def told_at(self, instant: datetime) -> tuple[str, ...]:
        """Return the periods that the digest due at an instant tells of: a week, a month, or both."""
        day = local_date(instant, self.zone)
        told = [last_week(day)] if day.weekday() == self.day else []
        return (*told, month_of(day - timedelta(days=1))) if day.day == 1 else tuple(told)
