"""Instants survive the way to milliseconds and back, and naive times are refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.instants import from_ms, to_ms


@given(st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2200, 1, 1)))  # noqa: DTZ001
def test_milliseconds_survive_the_round_trip(naive: datetime) -> None:
    """An instant comes back cut to its millisecond, never later than it was."""
    instant = naive.replace(tzinfo=UTC)
    back = from_ms(to_ms(instant))
    assert timedelta(0) <= instant - back < timedelta(milliseconds=1)


def test_zones_do_not_matter() -> None:
    """One instant has one number, whatever zone it is written in."""
    berlin = datetime(2026, 11, 23, 10, tzinfo=timezone(timedelta(hours=1)))
    assert to_ms(berlin) == to_ms(datetime(2026, 11, 23, 9, tzinfo=UTC))


def test_a_naive_datetime_is_refused() -> None:
    """A datetime without a zone is not an instant."""
    with pytest.raises(ValueError, match="naive"):
        to_ms(datetime(2026, 11, 23))  # noqa: DTZ001
