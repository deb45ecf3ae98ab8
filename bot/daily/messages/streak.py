"""Streaks in a line, for verdicts and results."""

from __future__ import annotations

from bot.daily.streak import Streak
from bot.text.catalogue import DEFAULT_LOCALE, say


def streak_lines(streak: Streak | None, locale: str = DEFAULT_LOCALE) -> list[str]:
    """Word a streak, such as "4 days in a row, 1 freeze"; nothing where there is none."""
    if streak is None or not streak.length:
        return []
    days = say("streak-days", locale, length=streak.length)
    return [say("streak-line", locale, days=days, freezes=streak.freezes)]
