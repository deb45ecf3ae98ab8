"""Streaks: days in a row, counted in a schedule's own days, with freezes that a person earns by coming.

A schedule's days are the local dates on which its timetable asked. Weekends, dates left out and dates on which the bot
failed to post are none of them, so they neither keep nor break anything; nor do questions asked by hand. A day is kept
by answering at least one of its questions in time. "I don't know" keeps it too: coming is what counts, and an honest
word must not be worth less than a random one.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import date

#: After every ten days kept there is one freeze more, and nobody holds more than two.
FREEZE_EVERY = 10
FREEZES_MOST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Streak:
    """How one person stands with one schedule."""

    #: Days kept since the streak began; a day that a freeze saved is not among them.
    length: int = 0
    #: The greatest length there was.
    best: int = 0
    #: Earned and not used yet.
    freezes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One of a schedule's days."""

    on: date
    #: False: whether people could see its post is not known, so coming keeps it and staying away breaks nothing.
    binding: bool = True


def keep(streak: Streak) -> Streak:
    """Count a day on which the person came."""
    length = streak.length + 1
    earned = int(length % FREEZE_EVERY == 0)
    return Streak(length=length, best=max(streak.best, length), freezes=min(FREEZES_MOST, streak.freezes + earned))


def miss(streak: Streak) -> Streak:
    """Count a day on which the person stayed away: a freeze is used up, or, where there is none, the streak ends."""
    if streak.length == 0:
        return streak
    if streak.freezes:
        return replace(streak, freezes=streak.freezes - 1)
    return replace(streak, length=0)


def count(days: Iterable[Day], came: Container[date]) -> tuple[Streak, date | None]:
    """Count a streak from its beginning.

    Args:
        days: The schedule's days, oldest first.
        came: Local dates on which the person came.

    Returns:
        The streak, and the last day that changed anything; None: none did.
    """
    streak, last = Streak(), None
    for day in days:
        if day.on in came:
            streak, last = keep(streak), day.on
        elif day.binding and streak.length:
            streak, last = miss(streak), day.on
    return streak, last
