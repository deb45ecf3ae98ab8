"""A snowflake carries its time."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.core.ids import snowflake_at


def test_a_snowflake_carries_its_time() -> None:
    """The example of Discord's documentation reads as it says there."""
    assert snowflake_at(175928847299117063) == datetime(2016, 4, 30, 11, 18, 25, 796000, tzinfo=UTC)
