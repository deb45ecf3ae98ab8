"""Refresh: when the count of answers on an open post may be edited again.

Discord takes only a few edits of a message that is older than an hour (error 30046), and people watch the first
minutes most.
"""

from __future__ import annotations

from datetime import datetime, timedelta

#: Shortest time between two edits of a young message, and of an old one.
INTERVAL_YOUNG = timedelta(seconds=10)
INTERVAL_OLD = timedelta(minutes=10)
#: Age from which a message counts as old: edits up to the hour itself could be counted late by Discord.
OLD_AFTER = timedelta(minutes=50)
#: So long before closing a post may say that time runs out. Source: the issue on the daily quiz a team keeps.
REMIND_BEFORE = timedelta(hours=2)
#: In this time before closing nothing is edited, so that the edit into the result is never refused.
QUIET_BEFORE_CLOSING = timedelta(minutes=10)


def next_refresh(
    now: datetime, *, posted_at: datetime, closes_at: datetime, refreshed_at: datetime | None
) -> datetime | None:
    """Return when to edit the count after an answer at `now`.

    Args:
        now: The present.
        posted_at: When the message was sent.
        closes_at: When its question closes.
        refreshed_at: The last edit of the count; None if there was none.

    Returns:
        An instant not before `now`; None if the result comes before the count may be edited again.
    """
    before = refreshed_at or posted_at
    due_at = max(now, before + INTERVAL_YOUNG)
    if due_at - posted_at > OLD_AFTER:
        due_at = max(now, before + INTERVAL_OLD)
    return due_at if due_at < closes_at - QUIET_BEFORE_CLOSING else None


def remind_at(opens_at: datetime, closes_at: datetime) -> datetime | None:
    """Return when a post says that time runs out; None if it is too short for that."""
    at = closes_at - REMIND_BEFORE
    return at if at - opens_at >= REMIND_BEFORE / 4 else None


def runs_out(now: datetime, closes_at: datetime) -> bool:
    """Tell whether a post says that time runs out."""
    return closes_at - REMIND_BEFORE <= now < closes_at
