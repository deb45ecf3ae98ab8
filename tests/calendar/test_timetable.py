"""The timetable finds exactly one instant per local date, whatever a zone does to its clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.calendar.timetable import Timetable, grace_for, local_date
from bot.calendar.zones import names, zone_of
from tests.calendar.all_zones import Found, Oracle, check, main, report

DAILY = tuple(range(7))
DATES = st.dates(date(2015, 1, 1), date(2034, 12, 31))
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 15, 30, 45, 59]))
#: Zones with the changes that trip schedulers: at midnight, by half an hour, twice a year around Ramadan, whole days.
TRICKY = [
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Asuncion",
    "America/Havana",
    "America/New_York",
    "America/Nuuk",
    "America/Santiago",
    "Antarctica/Troll",
    "Asia/Amman",
    "Asia/Beirut",
    "Asia/Gaza",
    "Atlantic/Azores",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Pacific/Apia",
    "UTC",
]
ZONES = st.sampled_from(TRICKY) | st.sampled_from(names())


def at(text: str) -> datetime:
    """Read an instant of UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def timetable(at: str = "09:00", zone: str = "UTC", days: tuple[int, ...] = DAILY) -> Timetable:
    """Make a timetable as a test words it."""
    return Timetable(at=time.fromisoformat(at), zone=zone, days=days)


@pytest.mark.parametrize(
    ("zone", "clock", "day", "expected"),
    [
        ("Europe/Berlin", "02:30", "2026-03-29", "2026-03-29T01:30"),  # 02:30 shifts to 03:30 summer time
        ("Europe/Berlin", "02:30", "2026-10-25", "2026-10-25T00:30"),  # the first of two
        ("America/New_York", "01:30", "2026-11-01", "2026-11-01T05:30"),
        ("America/New_York", "00:30", "2026-03-09", "2026-03-09T04:30"),  # the day after the change, which cron skips
        ("Africa/Cairo", "00:00", "2026-04-24", "2026-04-23T22:00"),  # midnight itself is missing: 01:00 summer time
        ("America/Havana", "00:15", "2026-03-08", "2026-03-08T05:15"),
        ("Australia/Lord_Howe", "02:15", "2026-10-04", "2026-10-03T15:45"),  # a gap of half an hour: 02:45
        ("Antarctica/Troll", "01:30", "2026-03-29", "2026-03-29T01:30"),  # a gap of two hours: 03:30
        (
            "America/Nuuk",
            "23:45",
            "2023-10-28",
            "2023-10-29T01:45",
        ),  # where zoneinfo sees an hour repeated that was not
        ("Asia/Kolkata", "09:00", "2026-11-23", "2026-11-23T03:30"),
    ],
)
def test_clock_changes(zone: str, clock: str, day: str, expected: str) -> None:
    """A gap shifts the time forward by the gap, and of a repeated time the first counts."""
    assert timetable(clock, zone).instant_on(date.fromisoformat(day)) == at(expected)


@pytest.mark.parametrize(("zone", "day"), [("Pacific/Apia", "2011-12-30"), ("Pacific/Kwajalein", "1993-08-21")])
@pytest.mark.parametrize("clock", ["00:00", "09:00", "23:59"])
def test_skipped_date(zone: str, day: str, clock: str) -> None:
    """A local date that a zone skipped has no instant, and its neighbours have theirs."""
    skipped = date.fromisoformat(day)
    asked = timetable(clock, zone)
    before, after = (asked.instant_on(skipped + step * timedelta(days=1)) for step in (-1, 1))
    assert asked.instant_on(skipped) is None
    assert before is not None
    assert after is not None
    assert after - before == timedelta(days=1)


@given(zone=ZONES, clock=TIMES, day=DATES)
def test_one_instant_per_date(zone: str, clock: time, day: date) -> None:
    """Every existing local date has one instant, at the wall time or shifted forward, and later dates later ones."""
    asked = Timetable(at=clock, zone=zone, days=DAILY)
    instant = asked.instant_on(day)
    if instant is None:
        return
    shown = instant.astimezone(zone_of(zone))
    following = asked.instant_on(day + timedelta(days=1))
    assert following is None or following > instant
    wanted = datetime.combine(day, clock)
    assert timedelta() <= shown.replace(tzinfo=None) - wanted < timedelta(hours=3)


@pytest.mark.parametrize(
    ("zone", "year", "changes", "missing"),
    [
        ("Europe/Berlin", 2026, (1, 1), 0),
        ("Africa/Casablanca", 2026, (1, 2), 0),  # around Ramadan, and its summer time ended for good
        ("America/Nuuk", 2023, (1, 0), 0),  # changed its rules: put forward, and never back
        ("Africa/Cairo", 2023, (1, 1), 0),  # gaps at midnight
        ("Australia/Lord_Howe", 2026, (1, 1), 0),
        ("Pacific/Apia", 2011, (2, 1), 1),  # the day it left out is a gap too
    ],
)
def test_against_an_oracle(zone: str, year: int, changes: tuple[int, int], missing: int) -> None:
    """Each date of a year is asked when an oracle says that only watches clocks; `make timetable` asks all zones."""
    found = check(zone, date(year, 1, 1), date(year, 12, 31))
    assert found.violations == []
    assert ((found.gaps, found.overlaps), found.missing) == (changes, missing)


def test_the_oracle_knows_better() -> None:
    """The oracle itself shifts out of gaps, takes the first of two, and has nothing for a date that was left out."""
    berlin = Oracle("Europe/Berlin", date(2026, 1, 1), date(2026, 12, 31))
    assert berlin.instant(date(2026, 3, 29), time(2, 30)) == at("2026-03-29T01:30")
    assert berlin.instant(date(2026, 10, 25), time(2, 30)) == at("2026-10-25T00:30")
    assert Oracle("Pacific/Apia", date(2011, 12, 1), date(2011, 12, 31)).instant(date(2011, 12, 30), time(9)) is None


def test_the_proof_fails_loudly(capsys: pytest.CaptureFixture[str]) -> None:
    """The command ends with 1 and names what is wrong, or with 0 and says what it looked at."""
    assert main(["--first", "2026", "--years", "1", "--zones", "Europe/Berlin"]) == 0
    assert "1 zones, 365 dates" in capsys.readouterr().out
    assert report(Found(zones=1, violations=["Europe/Berlin: 2026-03-29 02:30:00"]), "tzdata", Console()) == 1
    assert "Europe/Berlin: 2026-03-29 02:30:00" in capsys.readouterr().out


@given(zone=ZONES, clock=TIMES, start=DATES)
def test_walk(zone: str, clock: time, start: date) -> None:
    """Going from one occurrence to the next meets every existing date once, in order."""
    asked = Timetable(at=clock, zone=zone, days=DAILY)
    instant, met = at(f"{start}T12:00"), []
    for _ in range(12):
        found = asked.next_after(instant)
        assert found is not None
        day, instant = found
        met.append(day)
    wanted = [met[0] + step * timedelta(days=1) for step in range((met[-1] - met[0]).days + 1)]
    assert met == [day for day in wanted if asked.instant_on(day) is not None]


@given(zone=ZONES, clock=TIMES, start=DATES, days=st.sets(st.sampled_from(DAILY), min_size=1))
def test_weekdays(zone: str, clock: time, start: date, days: set[int]) -> None:
    """The next occurrence is the earliest later one on a chosen weekday."""
    asked = Timetable(at=clock, zone=zone, days=tuple(sorted(days)))
    now = at(f"{start}T00:00")
    found = asked.next_after(now)
    listed = list(asked.between(now + timedelta(microseconds=1), now + timedelta(days=9)))
    assert found == listed[0]
    assert found is not None
    assert found[0].weekday() in days


def test_strictly_after() -> None:
    """An occurrence exactly at the given instant is not its own next one."""
    asked = timetable()
    assert asked.next_after(at("2026-11-23T09:00")) == (date(2026, 11, 24), at("2026-11-24T09:00"))
    assert asked.next_after(at("2026-11-23T08:59:59")) == (date(2026, 11, 23), at("2026-11-23T09:00"))


def test_after_a_date() -> None:
    """A date that was asked already never comes again, though the time was moved later or the zone changed."""
    moved = timetable("15:00")
    assert moved.next_after(at("2026-11-23T10:00"), last=date(2026, 11, 23)) == (
        date(2026, 11, 24),
        at("2026-11-24T15:00"),
    )
    west = timetable("23:00", "Pacific/Pago_Pago")
    assert west.next_after(at("2026-11-23T10:00"), last=date(2026, 11, 24)) == (
        date(2026, 11, 25),
        at("2026-11-26T10:00"),
    )


def test_no_weekday() -> None:
    """Without a weekday there is no next occurrence."""
    assert timetable(days=()).next_after(at("2026-11-23T10:00")) is None


def test_between_includes_both_ends() -> None:
    """Occurrences at both ends of the span are listed."""
    days = [day for day, _ in timetable().between(at("2026-11-20T09:00"), at("2026-11-23T09:00"))]
    assert days == [date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23)]


def test_local_date() -> None:
    """The date is the one that the zone's clocks show."""
    assert local_date(at("2026-11-23T23:30"), "Europe/Berlin") == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("open_for", "grace"),
    [
        (timedelta(hours=8), timedelta(hours=3)),
        (timedelta(hours=2), timedelta(hours=1)),
        (timedelta(minutes=5), timedelta(minutes=2, seconds=30)),
    ],
)
def test_grace(open_for: timedelta, grace: timedelta) -> None:
    """A question may be late by half its time, but never by more than three hours."""
    assert grace_for(open_for) == grace


def test_days_off() -> None:
    """Chosen dates and holidays have no occurrence, and the search goes on behind them, for a year at most."""
    skip = tuple(date(2026, 12, day) for day in range(21, 32))
    table = Timetable(at=time(9), zone="Europe/Berlin", days=DAILY, skip=skip, holidays="DE-BE")
    found = table.next_after(datetime(2026, 12, 20, 12, tzinfo=UTC))
    assert found is not None
    assert found[0] == date(2027, 1, 2)
    asked = [day for day, _ in table.between(datetime(2027, 3, 6, tzinfo=UTC), datetime(2027, 3, 10, tzinfo=UTC))]
    assert asked == [date(2027, 3, 6), date(2027, 3, 7), date(2027, 3, 9)]
    first = date(2027, 1, 1)
    never = Timetable(at=time(9), zone="UTC", days=DAILY, skip=tuple(first + timedelta(days=n) for n in range(500)))
    assert never.next_after(datetime(2027, 1, 1, tzinfo=UTC)) is None


def test_a_chosen_grace() -> None:
    """It replaces the default, and is never longer than a question is open."""
    assert grace_for(timedelta(hours=8), timedelta(hours=7)) == timedelta(hours=7)
    assert grace_for(timedelta(hours=1), timedelta(hours=7)) == timedelta(hours=1)
