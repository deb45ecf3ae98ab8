"""Waiting times between tries grow, and end."""

from __future__ import annotations

from datetime import timedelta

from bot.chat.outbox.claims import TRIES_MOST, backoff_after


def test_backoff() -> None:
    """After a minute each wait doubles, up to an hour; any number of tries has one."""
    minutes = [backoff_after(tries) / timedelta(minutes=1) for tries in (0, 1, 2, 3, 7, 8, 10_000)]
    assert minutes == [1, 1, 2, 4, 60, 60, 60]


def test_tries_end() -> None:
    """All tries together take between six and twelve hours."""
    whole = sum((backoff_after(tries) for tries in range(1, TRIES_MOST)), timedelta())
    assert timedelta(hours=6) < whole < timedelta(hours=12)
