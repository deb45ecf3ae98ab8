"""Snowflakes: ids that carry the millisecond of their making.

Source: Discord documentation, reference, "Snowflakes".
"""

from __future__ import annotations

from datetime import UTC, datetime

from bot.sandbox.clock import SandboxClock

#: First second of 2015, in milliseconds since 1970.
DISCORD_EPOCH_MS = 1_420_070_400_000
_SHIFT = 22


class Snowflakes:
    """Makes ids that only grow, at the clock's time."""

    def __init__(self, clock: SandboxClock) -> None:
        self._clock = clock
        self._last = 0

    def make(self) -> int:
        """Return a new id, larger than every earlier one."""
        milliseconds = int(self._clock.seconds() * 1000)
        fresh = max(at_ms(milliseconds), self._last + 1)
        self._last = fresh
        return fresh


def at_ms(milliseconds: int) -> int:
    """Return the first id of a millisecond since 1970."""
    return (milliseconds - DISCORD_EPOCH_MS) << _SHIFT


def made_at(snowflake: int) -> datetime:
    """Return when an id was made, aware and in UTC."""
    return datetime.fromtimestamp(((snowflake >> _SHIFT) + DISCORD_EPOCH_MS) / 1000, UTC)
