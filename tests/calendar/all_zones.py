"""The timetable against every zone of tzdata: `make timetable`, or python -m tests.calendar.all_zones --first 2020.

The oracle never asks what a wall time means. It walks along UTC, hour by hour and then to the second, notes what a
zone's clocks show, and so knows each stretch of one offset; what a wall time means follows from those by counting:
the first stretch that shows it, or, where none does, as many seconds after the gap as it lay inside it.
"""

from __future__ import annotations

import argparse
import os
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from importlib import metadata
from itertools import pairwise

from rich.console import Console
from rich.progress import track

from bot.calendar.timetable import Timetable
from bot.calendar.zones import names, zone_of

#: Ten years that hold listed changes and, behind the last of those, standing rules; and before them ten in which zones
#: did what they seldom do, such as leaving out a day.
FIRST, YEARS = 2010, 20
_DAY = timedelta(days=1)
_HOUR = 3600
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a wall time
#: Asked on every date: midnight, which some gaps take, and the time that most gaps take.
EVERY_DATE = (time(0), time(2, 30))
#: Asked around each change.
AROUND = tuple(time(*divmod(minute, 60)) for minute in range(0, 24 * 60, 15))
_REPORTED_MOST = 20


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of UTC in which a zone's clocks keep one offset; seconds since the epoch, the end excluded."""

    begins: int
    ends: int
    offset: int


@dataclass(slots=True, kw_only=True)
class Found:
    """What the check of a zone, or of all, came to."""

    zones: int = 0
    dates: int = 0
    instants: int = 0
    gaps: int = 0
    overlaps: int = 0
    missing: int = 0
    violations: list[str] = field(default_factory=list)

    def add(self, other: Found) -> None:
        """Count another one in."""
        for name in ("zones", "dates", "instants", "gaps", "overlaps", "missing"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.violations += other.violations


class Oracle:
    """What a zone's clocks show from one date to another."""

    def __init__(self, zone: str, first: date, last: date) -> None:
        self._zone = zone_of(zone)
        # A margin of days, because local dates begin before and end after those of UTC.
        begins, ends = (
            int(datetime.combine(day + days * _DAY, time(), tzinfo=UTC).timestamp())
            for day, days in ((first, -4), (last, 5))
        )
        self.stretches = tuple(self._walk(begins, ends))
        self._begins = [stretch.begins for stretch in self.stretches]

    def _offset(self, at: int) -> int:
        # Wall time minus universal time, read off the two clocks.
        shown = datetime.fromtimestamp(at, self._zone).replace(tzinfo=None)
        return round((shown - _EPOCH).total_seconds()) - at

    def _walk(self, begins: int, ends: int) -> Iterator[Stretch]:
        start, offset = begins, self._offset(begins)
        for hour in range(begins, ends, _HOUR):
            if self._offset(hour + _HOUR) == offset:
                continue
            low, high = hour, hour + _HOUR
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if self._offset(middle) == offset else (low, middle)
            yield Stretch(start, high, offset)
            start, offset = high, self._offset(high)
        yield Stretch(start, ends, offset)

    @property
    def changes(self) -> Iterator[tuple[int, int]]:
        """Yield the wall times (seconds) at which clocks were put: from, to."""
        for before, after in pairwise(self.stretches):
            yield before.ends + before.offset, after.begins + after.offset

    def exists(self, day: date) -> bool:
        """Tell whether the clocks show a date at any instant."""
        midnight = (day.toordinal() - _EPOCH_DAY) * 24 * _HOUR
        return any(
            stretch.begins + stretch.offset < midnight + 24 * _HOUR and stretch.ends + stretch.offset > midnight
            for stretch in self._around(midnight)
        )

    def _around(self, wall: int) -> Sequence[Stretch]:
        """Return the stretches that may show a wall time of that day: no zone is further than a day from UTC."""
        begins = bisect_right(self._begins, wall - 24 * _HOUR) - 1
        return self.stretches[max(begins - 1, 0) : bisect_right(self._begins, wall + 48 * _HOUR) + 1]

    def instant(self, day: date, at: time) -> datetime | None:
        """Return the instant that a schedule means by a time on a date; None: there is no such date."""
        if not self.exists(day):
            return None
        wall = (day.toordinal() - _EPOCH_DAY) * 24 * _HOUR + at.hour * _HOUR + at.minute * 60
        near = self._around(wall)
        for stretch in near:
            if stretch.begins <= wall - stretch.offset < stretch.ends:
                return datetime.fromtimestamp(wall - stretch.offset, UTC)
        for before, after in pairwise(near):
            if before.ends + before.offset <= wall < after.begins + after.offset:
                return datetime.fromtimestamp(after.begins + (wall - before.ends - before.offset), UTC)
        raise LookupError(f"{day} {at}")


def check(zone: str, first: date, last: date) -> Found:
    """Hold one zone's timetable against the oracle, from one date to another, both included."""
    oracle, found = Oracle(zone, first, last), Found(zones=1)
    days = [first + number * _DAY for number in range((last - first).days + 1)]
    near: set[date] = set()
    for left, reached in oracle.changes:
        day = (_EPOCH + timedelta(seconds=left)).date()
        if first <= day <= last:
            found.gaps += reached > left
            found.overlaps += reached < left
            near |= {day + number * _DAY for number in range(-2, 3)}
    found.dates = len(days)
    found.missing = sum(not oracle.exists(day) for day in near)
    wrong = partial(_wrong, found, zone)
    for at in AROUND:
        asked = Timetable(at=at, zone=zone, days=tuple(range(7)))
        chosen = days if at in EVERY_DATE else sorted(near & set(days))
        met: list[tuple[date, datetime]] = []
        for day in chosen:
            wanted, given = oracle.instant(day, at), asked.instant_on(day)
            if wanted != given:
                wrong(f"{day} {at}: {given}, not {wanted}")
            if given is not None:
                met.append((day, given))
        found.instants += len(met)
        for (day, before), (_, after) in pairwise(met):
            if not before < after:
                wrong(f"{day} {at}: the next date comes no later")
        if at in EVERY_DATE:
            _walk(asked, met, near, wrong)
    return found


def _walk(asked: Timetable, met: Sequence[tuple[date, datetime]], near: set[date], wrong: partial[None]) -> None:
    """Go from each occurrence to the next, as the bot does; each date that exists must come once, in order."""
    for (day, instant), expected in pairwise(met):
        given = [asked.next_after(instant)]
        if day in near:
            # Knowing what was asked last, a clock that is set back brings nothing twice.
            given += [asked.next_after(instant - back, last=day) for back in (timedelta(hours=1), timedelta(days=1))]
        if any(one != expected for one in given):
            wrong(f"after {day} {asked.at}: {given}, not {expected}")


def _wrong(found: Found, zone: str, what: str) -> None:
    found.violations.append(f"{zone}: {what}")


def main(words: Sequence[str] | None = None) -> int:
    """Check every zone; returns 1 if any date was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.calendar.all_zones", description="Prove the timetable.")
    parser.add_argument("--first", type=int, default=FIRST, help=f"first year ({FIRST})")
    parser.add_argument("--years", type=int, default=YEARS, help=f"how many ({YEARS})")
    parser.add_argument("--zones", nargs="*", default=names(), help="zones (all)")
    given = parser.parse_args(words)
    first, last = date(given.first, 1, 1), date(given.first + given.years, 1, 1) - _DAY
    console, total = Console(), Found()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        checks = pool.map(partial(check, first=first, last=last), given.zones)
        for found in track(checks, "zones", total=len(given.zones), console=console):
            total.add(found)
    return report(total, f"tzdata {metadata.version('tzdata')}, {first} to {last}", console)


def report(total: Found, what: str, console: Console) -> int:
    """Print the figures, and what is wrong before them; returns the exit code."""
    for line in total.violations[:_REPORTED_MOST]:
        console.print(f"✗ {line}", highlight=False, soft_wrap=True)
    console.print(
        f"{'✗' if total.violations else '✓'} {what}: "
        f"{total.zones:,} zones, {total.dates:,} dates, {total.instants:,} instants, {total.gaps:,} gaps, "
        f"{total.overlaps:,} overlaps, {total.missing:,} missing dates, {len(total.violations):,} violations",
        highlight=False,
        soft_wrap=True,
    )
    return 1 if total.violations else 0


if __name__ == "__main__":
    sys.exit(main())
