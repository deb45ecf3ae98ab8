"""The machine's clock speaks UTC."""

from __future__ import annotations

from datetime import UTC, timedelta

from bot.ops.clock import SystemClock


def test_the_clock_is_aware_and_does_not_run_backwards() -> None:
    """Two readings are in UTC and in order."""
    clock = SystemClock()
    first, second = clock.now(), clock.now()
    assert first.utcoffset() == timedelta(0)
    assert first.tzinfo is UTC
    assert first <= second
