"""Timetable: one instant for each local date, from a local time of day on chosen weekdays.

Why not cron: cron triggers fire twice in the repeated hour, skip a gap at midnight, and one skips the day after a
change. Here each local date is resolved for itself: a time inside a gap shifts forward by the gap (02:30 becomes
03:30), a time that happens twice takes the first, and a local date that a zone skipped altogether has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.calendar.days_off import is_holiday
from bot.calendar.zones import zone_of

_DAY = timedelta(days=1)
#: Zones differ by at most 26 hours, so an instant's local date is never further off than this.
_AROUND_DAYS = 2
#: Longest search for a next date: a week without a match can only be followed by skipped dates.
_SEARCH_DAYS = 15
#: Where dates are left out, a whole year may pass before the next one.
_SEARCH_LONG_DAYS = 400
#: However long a question stays open, it is not posted later than this. Source: the project's design, "Discord face".
GRACE_MOST = timedelta(hours=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """When a schedule asks."""

    #: Local time of day.
    at: time
    #: IANA name.
    zone: str
    #: Weekdays, Monday = 0.
    days: tuple[int, ...]
    #: Local dates that are left out.
    skip: tuple[date, ...] = ()
    #: Country or region whose holidays are left out; None: none.
    holidays: str | None = None

    def instant_on(self, day: date) -> datetime | None:
        """Return the one instant (UTC) of a local date of any weekday; None if the date does not exist there."""
        if not _exists(day, self.zone):
            return None
        return _resolve(day, self.at, self.zone)

    def next_after(self, instant: datetime, last: date | None = None) -> tuple[date, datetime] | None:
        """Return the first local date, and its instant, that comes after an instant.

        Args:
            instant: An aware datetime; an occurrence exactly then does not count.
            last: A local date that was asked already: only later ones count. None: none was.

        Returns:
            None if no weekday is chosen, or all of a year is left out.
        """
        # The search begins after `last`, which may lie ahead if the zone was changed.
        first = instant.astimezone(zone_of(self.zone)).date() - _AROUND_DAYS * _DAY
        if last is not None:
            first = max(first, last + _DAY)
        for offset in range(_SEARCH_LONG_DAYS if self.skip or self.holidays else _SEARCH_DAYS):
            day = first + offset * _DAY
            at = self._asked_on(day)
            if at is not None and at > instant:
                return day, at
        return None

    def between(self, first: datetime, last: datetime) -> Iterator[tuple[date, datetime]]:
        """Yield local dates and their instants from `first` to `last`, both included, oldest first."""
        day = first.astimezone(zone_of(self.zone)).date() - _AROUND_DAYS * _DAY
        end = last.astimezone(zone_of(self.zone)).date() + _DAY
        while day <= end:
            at = self._asked_on(day)
            if at is not None and first <= at <= last:
                yield day, at
            day += _DAY

    def _asked_on(self, day: date) -> datetime | None:
        if day.weekday() not in self.days or day in self.skip:
            return None
        at = self.instant_on(day)
        # Asked last, because the first holiday of a country costs an import.
        return None if at is None or (self.holidays and is_holiday(day, self.holidays)) else at


def local_date(instant: datetime, zone: str) -> date:
    """Return the date that the clocks of a zone show at an instant."""
    return instant.astimezone(zone_of(zone)).date()


def grace_for(open_for: timedelta, chosen: timedelta | None = None) -> timedelta:
    """Return how late a question may be posted before its occurrence counts as missed.

    Args:
        open_for: How long it is open; it is never posted later than it closes.
        chosen: What a manager chose; None: half of that time, at most three hours.
    """
    return min(open_for / 2, GRACE_MOST) if chosen is None else min(open_for, chosen)


def _resolve(day: date, at: time, zone: str) -> datetime:
    # fold=0 does both: before a gap's end it reckons with the old offset, which is the shift forward, and of a repeated
    # time it means the first. Source: PEP 495.
    wall = datetime.combine(day, at.replace(fold=0), tzinfo=zone_of(zone))
    first = wall.astimezone(UTC)
    if first.astimezone(wall.tzinfo).replace(tzinfo=None) >= wall.replace(tzinfo=None):
        return first
    # Where a zone's listed changes end and its standing rule begins, zoneinfo may see a repeated hour that was none
    # (Nuuk, 28 October 2023, 23:00): the first reading is then an hour early, and the second is right.
    return wall.replace(fold=1).astimezone(UTC)


def _exists(day: date, zone: str) -> bool:
    # A skipped date has both its ends in the gap; any other gap leaves one of them standing on its own date.
    return any(local_date(_resolve(day, end, zone), zone) == day for end in (time.min, time.max))
