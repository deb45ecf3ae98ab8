"""Instants: aware UTC datetimes outside, epoch milliseconds in the database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class Clock(Protocol):
    """What tells the time; the real one, or one that a demo or a test may move."""

    def now(self) -> datetime:
        """Return the present instant, aware and in UTC."""
        ...


def to_ms(instant: datetime) -> int:
    """Convert an aware datetime to milliseconds since 1970, rounding down.

    Raises:
        ValueError: The datetime is naive.
    """
    if instant.tzinfo is None:
        raise ValueError("a naive datetime is not an instant")
    return (instant - _EPOCH) // _MILLISECOND


def from_ms(milliseconds: int) -> datetime:
    """Convert milliseconds since 1970 to an aware UTC datetime."""
    return _EPOCH + timedelta(milliseconds=milliseconds)
