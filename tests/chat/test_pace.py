"""Requests go out evenly, and a single one at once."""

from __future__ import annotations

import pytest

from bot.chat.pace import Pace


def test_who_comes_alone_does_not_wait() -> None:
    """Requests that are apart anyway are not slowed down."""
    pace = Pace(per_s=10)
    assert [pace.wait_s(now) for now in (5.0, 5.2, 9.0)] == [0.0, 0.0, 0.0]


def test_a_rush_is_spread() -> None:
    """Of many at once each waits for the one before, so that no second holds more than are allowed."""
    pace = Pace(per_s=10)
    waits = [pace.wait_s(5.0) for _ in range(31)]
    assert waits == pytest.approx([number / 10 for number in range(31)])
    assert pace.wait_s(6.0) == pytest.approx(2.1)


async def test_turns_come_in_order() -> None:
    """Whoever asked first goes first."""
    pace, gone = Pace(per_s=1_000), []
    for number in range(3):
        await pace.turn()
        gone.append(number)
    assert gone == [0, 1, 2]
