"""The count on a post is refreshed often while people watch, and never close to the end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.daily.refresh import next_refresh, remind_at, runs_out

POSTED = datetime(2026, 11, 23, 9, tzinfo=UTC)
CLOSES = POSTED + timedelta(hours=8)


def after(**parts: float) -> datetime:
    """Return the instant so long after the post."""
    return POSTED + timedelta(**parts)


@pytest.mark.parametrize(
    ("now", "refreshed", "due"),
    [
        (after(seconds=2), None, after(seconds=10)),
        (after(minutes=5), None, after(minutes=5)),
        (after(minutes=5), after(minutes=4, seconds=55), after(minutes=5, seconds=5)),
        (after(minutes=50), after(minutes=49, seconds=55), after(minutes=59, seconds=55)),
        (after(minutes=55), after(minutes=49), after(minutes=59)),
        (after(hours=3), after(hours=2), after(hours=3)),
        (after(hours=7, minutes=49), after(hours=7, minutes=48), None),
        (after(hours=7, minutes=50), None, None),
        (after(hours=9), None, None),
    ],
)
def test_next_refresh(now: datetime, refreshed: datetime | None, due: datetime | None) -> None:
    """Young posts wait 10 s, old ones 10 min, and in the last 10 min nothing is edited."""
    assert next_refresh(now, posted_at=POSTED, closes_at=CLOSES, refreshed_at=refreshed) == due


def test_edits_of_an_old_message() -> None:
    """However many answer, a message older than an hour is edited at most six times an hour."""
    now, refreshed, edits = POSTED, None, []
    while (due := next_refresh(now, posted_at=POSTED, closes_at=CLOSES, refreshed_at=refreshed)) is not None:
        edits.append(due)
        now = refreshed = due
    assert len([edit for edit in edits if edit <= after(hours=1)]) <= 302
    assert len([edit for edit in edits if edit > after(hours=1)]) <= 6 * 7
    assert edits[-1] < CLOSES - timedelta(minutes=10)


def test_two_hours_left() -> None:
    """A post of eight hours says so after six; one of barely two hours never does."""
    assert remind_at(POSTED, CLOSES) == after(hours=6)
    assert remind_at(POSTED, after(hours=2, minutes=29)) is None
    assert [runs_out(now, CLOSES) for now in (after(hours=5), after(hours=6), CLOSES)] == [False, True, False]
