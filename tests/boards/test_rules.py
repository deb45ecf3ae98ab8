"""Digests tell every week and month once and whole."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.boards.rules import DigestTimes, last_week, period_before


def at(text: str) -> datetime:
    """Read an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("day", range(7))
@pytest.mark.parametrize("zone", ["Europe/Berlin", "Pacific/Apia", "America/Sao_Paulo", "Asia/Kolkata"])
def test_every_week_and_month_is_told_once(day: int, zone: str) -> None:
    """Over three years, changes of the clocks and New Years included, none is left out and none comes twice."""
    times, now = DigestTimes(day=day, at=time(2, 30), zone=zone), at("2025-01-15T00:00")
    told: list[str] = []
    while now < at("2028-01-20T00:00"):
        now = times.next_after(now)
        assert times.told_at(now)
        told += times.told_at(now)
    assert len(told) == len(set(told))
    weeks = [period for period in told if "W" in period]
    months = [period for period in told if "W" not in period]
    for found in (weeks, months):
        assert [period_before(period) for period in found[1:]] == found[:-1]
    assert len(months) == 36


def test_a_first_that_is_the_day_tells_both() -> None:
    """On Monday the first of June, at one instant, the week and the month."""
    times = DigestTimes(day=0, at=time(9), zone="Europe/Berlin")
    due = times.next_after(at("2026-05-28T00:00"))
    assert due == at("2026-06-01T07:00")
    assert times.told_at(due) == ("2026-W22", "2026-05")
    assert times.next_after(due) == at("2026-06-08T07:00")


def test_only_what_is_over_is_told() -> None:
    """On a Sunday the week is not over: the one before is told."""
    assert last_week(date(2026, 11, 29)) == "2026-W47"
    assert last_week(date(2026, 11, 30)) == "2026-W48"
    assert last_week(date(2027, 1, 4)) == "2026-W53"


def test_what_has_no_period_before() -> None:
    """Days and all time have none."""
    assert [period_before(period) for period in ("all", "2026-11-23", "2026-W01", "2026-01")] == [
        None,
        None,
        "2025-W52",
        "2025-12",
    ]


def test_one_exactly_then_does_not_count() -> None:
    """From due to due, without standing still."""
    times = DigestTimes(day=4, at=time(16), zone="UTC")
    due = times.next_after(at("2026-11-23T00:00"))
    assert (due, times.next_after(due)) == (at("2026-11-27T16:00"), at("2026-12-01T16:00"))
    assert times.next_after(due - timedelta(seconds=1)) == due
