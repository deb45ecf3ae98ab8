"""Digest: when a server's week and month are summed up, and which ones that are.

A digest tells of what is over: on its day, of the last ISO week that had ended by then; on the first of a month, of the
month before. So every week and month is told once and whole, whatever day is chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.calendar.periods import month_of, span_of, week_of
from bot.calendar.timetable import Timetable, local_date

#: A digest that is later than this is not posted any more.
LATE_MOST = timedelta(days=1)
_WEEK = tuple(range(7))
#: Months are searched this far: a first of the month that does not exist in a zone is passed over.
_MONTHS = 3
_LONGEST_MONTH = 31


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


def last_week(day: date) -> str:
    """Return the last ISO week that is over on a day."""
    return week_of(day - timedelta(days=day.weekday() + 1))


def period_before(period: str) -> str | None:
    """Return the week or month before one; None for anything else."""
    span = span_of(period)
    if span is None or span[0] == span[1]:
        return None
    day = span[0] - timedelta(days=1)
    return week_of(day) if "W" in period else month_of(day)
