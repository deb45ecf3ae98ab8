"""The clock and the ids that carry its time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.clock import SandboxClock
from bot.sandbox.wire import Snowflakes, snowflake_time

BEGIN = datetime(2027, 6, 7, 9, tzinfo=UTC)
INSTANT = timedelta(seconds=5)


def test_clock_begins_where_told_and_jumps_ahead() -> None:
    """It begins at `start`, goes on by itself, jumps ahead and never back."""
    clock = SandboxClock(start=BEGIN)
    assert BEGIN <= clock.now() < BEGIN + INSTANT
    clock.advance(timedelta(hours=1))
    assert BEGIN + timedelta(hours=1) <= clock.now() < BEGIN + timedelta(hours=1) + INSTANT
    clock.advance_to(BEGIN)
    assert clock.now() >= BEGIN + timedelta(hours=1)
    clock.advance_to(BEGIN + timedelta(hours=2))
    assert clock.now() >= BEGIN + timedelta(hours=2)
    with pytest.raises(ValueError, match="does not go back"):
        clock.advance(timedelta(seconds=-1))


def test_a_still_clock_moves_by_jumps_alone() -> None:
    """Time is what it was told; rate limits run on, for they are really waited for."""
    clock = SandboxClock(start=BEGIN, still=True)
    assert clock.now() == clock.now() == BEGIN
    clock.advance(timedelta(hours=1))
    assert clock.now() == BEGIN + timedelta(hours=1)
    assert clock.running_seconds() > clock.now().timestamp()


def test_jumps_are_told() -> None:
    """Who listens hears each jump until they stop listening."""
    clock, heard = SandboxClock(), list[int]()
    stop = clock.on_jump(lambda: heard.append(1))
    clock.advance(timedelta(seconds=1))
    stop()
    stop()
    clock.advance(timedelta(seconds=1))
    assert heard == [1]


def test_ids_grow_and_tell_their_time() -> None:
    """A thousand ids in a moment all differ, grow, and name the millisecond of their making."""
    clock = SandboxClock(start=BEGIN)
    ids = Snowflakes(clock)
    made = [ids.make() for _ in range(1000)]
    assert made == sorted(set(made))
    assert BEGIN - INSTANT <= snowflake_time(made[0]) <= BEGIN + INSTANT
    clock.advance(timedelta(days=1))
    assert snowflake_time(ids.make()) >= BEGIN + timedelta(days=1)
