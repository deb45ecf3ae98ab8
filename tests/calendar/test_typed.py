"""What people type is read where it can mean one thing only, and refused otherwise."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar.errors import DaysUnreadable, DurationOutOfRange, DurationUnreadable, TimeUnreadable
from bot.calendar.typed import OPEN_LONGEST, OPEN_SHORTEST, read_days, read_open_for, read_time

WEEK = tuple(range(7))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("09:00", time(9)),
        ("9", time(9)),
        (" 9:05 ", time(9, 5)),
        ("0930", time(9, 30)),
        ("9.30", time(9, 30)),
        ("21h", time(21)),
        ("21h30", time(21, 30)),
        ("9:30pm", time(21, 30)),
        ("9 AM", time(9)),
        ("9 p.m.", time(21)),
        ("12am", time(0)),
        ("12:15 pm", time(12, 15)),
        ("noon", time(12)),
        ("Midnight", time(0)),
        ("23:59", time(23, 59)),
    ],
)
def test_time(typed: str, expected: time) -> None:
    """Times of day are read as people write them."""
    assert read_time(typed) == expected


@pytest.mark.parametrize("typed", ["25:00", "24:00", "9:60", "9:5", "930", "13pm", "0am", "", "soon", "-9", "9:00:00"])
def test_no_time(typed: str) -> None:
    """What is no time of day is refused and given back."""
    with pytest.raises(TimeUnreadable) as caught:
        read_time(typed)
    assert caught.value.given == typed


@given(st.times())
def test_time_round_trip(clock: time) -> None:
    """Every time reads as what HH:MM says."""
    assert read_time(f"{clock:%H:%M}") == clock.replace(second=0, microsecond=0)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("Mon - Fri", (0, 1, 2, 3, 4)),
        ("Monday to Friday", (0, 1, 2, 3, 4)),
        ("mon\u2013fri", (0, 1, 2, 3, 4)),
        ("weekdays", (0, 1, 2, 3, 4)),
        ("daily", WEEK),
        ("Every day", WEEK),
        ("weekends", (5, 6)),
        ("weekends and mon", (0, 5, 6)),
        ("mon,wed,fri", (0, 2, 4)),
        ("mo we fr", (0, 2, 4)),
        ("Mondays, Tues & thurs", (0, 1, 3)),
        ("fri-mon", (0, 4, 5, 6)),
        ("mon-wed, sat", (0, 1, 2, 5)),
        ("sun", (6,)),
    ],
)
def test_days(typed: str, expected: tuple[int, ...]) -> None:
    """Weekdays are read as people write them."""
    assert read_days(typed) == expected


@pytest.mark.parametrize("typed", ["", "m", "t", "mon-", "-fri", "mon-fri-sun", "someday", "1-5", "mon,,x"])
def test_no_days(typed: str) -> None:
    """What names no weekday, or might name two, is refused and given back."""
    with pytest.raises(DaysUnreadable) as caught:
        read_days(typed)
    assert caught.value.given == typed


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("8h", timedelta(hours=8)),
        ("90m", timedelta(minutes=90)),
        ("2d", timedelta(days=2)),
        ("1h30m", timedelta(minutes=90)),
        ("1h 30 min", timedelta(minutes=90)),
        ("1.5 hours", timedelta(minutes=90)),
        ("1,5h", timedelta(minutes=90)),
        ("1 day and 2 hours", timedelta(hours=26)),
        ("1 week", timedelta(days=7)),
        ("5 minutes", OPEN_SHORTEST),
        ("7d", OPEN_LONGEST),
    ],
)
def test_duration(typed: str, expected: timedelta) -> None:
    """Durations are read as people write them."""
    assert read_open_for(typed) == expected


@pytest.mark.parametrize("typed", ["", "8", "8 parsecs", "h", "-3h", "8:00", "8h tomorrow", "1e3h"])
def test_no_duration(typed: str) -> None:
    """What is no duration is refused and given back."""
    with pytest.raises(DurationUnreadable) as caught:
        read_open_for(typed)
    assert caught.value.given == typed


@pytest.mark.parametrize("typed", ["4m", "0h", "8d", "169h", "999999w" * 12])
def test_duration_out_of_range(typed: str) -> None:
    """A question stays open for 5 minutes to 7 days."""
    with pytest.raises(DurationOutOfRange) as caught:
        read_open_for(typed)
    assert (caught.value.shortest, caught.value.longest) == (OPEN_SHORTEST, OPEN_LONGEST)


@given(st.text())
def test_anything(typed: str) -> None:
    """Nothing a person types raises anything but a refusal."""
    for read, refusals in (
        (read_time, (TimeUnreadable,)),
        (read_days, (DaysUnreadable,)),
        (read_open_for, (DurationUnreadable, DurationOutOfRange)),
    ):
        try:
            read(typed)
        except refusals:
            continue
