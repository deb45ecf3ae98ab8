"""A streak is one short line, and no line where there is none."""

from __future__ import annotations

import pytest

from bot.daily.messages.streak import streak_lines
from bot.daily.streak import Streak


@pytest.mark.parametrize(
    ("streak", "line"),
    [
        (Streak(length=1, best=1), "Streak: 1 day"),
        (Streak(length=4, best=9), "Streak: 4 days in a row"),
        (Streak(length=10, best=10, freezes=1), "Streak: 10 days in a row, 1 freeze"),
        (Streak(length=30, best=30, freezes=2), "Streak: 30 days in a row, 2 freezes"),
    ],
)
def test_a_streak_is_worded(streak: Streak, line: str) -> None:
    """Days and freezes are told, freezes only where there are some."""
    assert streak_lines(streak) == [line]


def test_no_streak_is_no_line() -> None:
    """Where no day counts, or the streak has ended, nothing is said."""
    assert streak_lines(None) == []
    assert streak_lines(Streak(best=7)) == []
