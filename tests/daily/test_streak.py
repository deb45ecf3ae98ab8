"""Streaks count coming, forgive as often as was earned, and are the same however they are counted."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from bot.daily.streak import FREEZE_EVERY, FREEZES_MOST, Day, Streak, count, keep, miss

MONDAY = date(2026, 11, 23)
#: One letter per day: came, stayed away, stayed away when it did not count, came when it need not.
STORIES = st.text(alphabet="cacacacxk", max_size=120)


def _days(story: str) -> tuple[list[Day], set[date]]:
    dates = [MONDAY + timedelta(days=offset) for offset in range(len(story))]
    days = [Day(on=on, binding=letter in "ca") for on, letter in zip(dates, story, strict=True)]
    return days, {on for on, letter in zip(dates, story, strict=True) if letter in "ck"}


def _counted(story: str) -> Streak:
    return count(*_days(story))[0]


def test_a_day_kept_is_a_day_more() -> None:
    """Coming lengthens the streak, and the best is remembered when it ends."""
    assert _counted("ccc") == Streak(length=3, best=3)
    assert _counted("ccca") == Streak(length=0, best=3)
    assert _counted("cccacc") == Streak(length=2, best=3)


def test_ten_days_earn_a_freeze_that_the_first_missed_day_uses() -> None:
    """After ten days one may stay away once; the day saved lengthens nothing."""
    assert _counted("c" * 10) == Streak(length=10, best=10, freezes=1)
    assert _counted("c" * 10 + "a") == Streak(length=10, best=10, freezes=0)
    assert _counted("c" * 10 + "ac") == Streak(length=11, best=11, freezes=0)
    assert _counted("c" * 10 + "aa") == Streak(length=0, best=10, freezes=0)


def test_nobody_holds_more_than_two() -> None:
    """Thirty days earn three freezes and two are held; each missed day uses one."""
    assert _counted("c" * 30).freezes == FREEZES_MOST
    assert _counted("c" * 30 + "aa") == Streak(length=30, best=30, freezes=0)
    assert _counted("c" * 30 + "aaa") == Streak(length=0, best=30, freezes=0)


def test_a_day_that_does_not_bind_only_helps() -> None:
    """Where the post may not have been seen, staying away breaks nothing and coming counts."""
    assert _counted("ccxc") == Streak(length=3, best=3)
    assert _counted("cckc") == Streak(length=4, best=4)


def test_who_never_came_has_no_streak() -> None:
    """Missing days changes nothing for somebody without a streak."""
    assert count(*_days("aaa")) == (Streak(), None)
    assert miss(Streak(best=4)) == Streak(best=4)


@given(STORIES)
def test_counting_day_by_day_equals_counting_in_runs(story: str) -> None:
    """The streak added up day by day is the one that reckoning with whole runs of days gives."""
    length = best = freezes = 0
    for came, run in groupby(letter in "ck" for letter in story if letter != "x"):
        days = len(list(run))
        if came:
            earned = (length + days) // FREEZE_EVERY - length // FREEZE_EVERY
            length, freezes = length + days, min(FREEZES_MOST, freezes + earned)
            best = max(best, length)
        elif length:
            length, freezes = (length, freezes - days) if days <= freezes else (0, 0)
    assert _counted(story) == Streak(length=length, best=best, freezes=freezes)


@given(STORIES, st.integers(min_value=0, max_value=120))
def test_going_on_equals_counting_anew(story: str, cut: int) -> None:
    """A streak kept from day to day is the one that the whole log gives, wherever one went on."""
    streak = _counted(story[:cut])
    for letter in story[cut:]:
        if letter in "ck":
            streak = keep(streak)
        elif letter == "a":
            streak = miss(streak)
    assert streak == _counted(story)


@given(STORIES)
def test_numbers_stay_sensible(story: str) -> None:
    """The best is never below the length, freezes are few, and the last day is one that changed something."""
    streak, last = count(*_days(story))
    assert 0 <= streak.length <= streak.best <= len(story)
    assert 0 <= streak.freezes <= FREEZES_MOST
    assert (last is None) == (streak.best == 0)


@given(STORIES, st.integers(min_value=0, max_value=119))
def test_coming_once_more_never_hurts(story: str, place: int) -> None:
    """Had a person come on a day they stayed away, their best would not be smaller."""
    if place < len(story):
        assert _counted(story[:place] + "c" + story[place + 1 :]).best >= _counted(story).best
