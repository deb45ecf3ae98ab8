"""Settling: from an open post to its result, and the ends an occurrence can come to without one."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.appeals.service import copies
from bot.chat.outbox import queries as posts
from bot.chat.outbox.queries import NewPost
from bot.daily.nonce import nonce_for
from bot.daily.owner import owner_of
from bot.daily.queries import occurrences, schedules, streaks
from bot.daily.queries.occurrences import AUTO, KeptOccurrence
from bot.db.database import Transaction
from bot.questions.queries import questions
from bot.questions.queries.states import OccurrenceState, PostPurpose, PostState
from bot.questions.service.record import Record

#: A result is brought by a reply of its own if the post was open longer than this. Source: the project's design.
REPLY_AFTER = timedelta(minutes=15)


def settle(tx: Transaction, record: Record, occurrence: KeptOccurrence, now: datetime) -> None:
    """Close a post's questions for good and owe its messages: the edit, and after a longer time a reply."""
    record.close(tx, owner_of(occurrence.id), now)
    occurrences.end(tx, occurrence.id, OccurrenceState.SETTLED)
    copies.flag(tx, occurrence, now)
    _count_streaks(tx, occurrence, now)
    post = posts.of(tx, PostPurpose.QUESTION, occurrence.id)
    if post is None or post.state is not PostState.SENT:
        return
    posts.owe_edit(tx, post.id, now)
    if occurrence.closes_at - occurrence.opens_at > REPLY_AFTER:
        posts.insert_one(
            tx,
            NewPost(
                purpose=PostPurpose.RESULT,
                owner=occurrence.id,
                guild=post.guild,
                channel=post.channel,
                nonce=nonce_for("result", post.nonce, post.message),
                due_at=now,
            ),
        )


def close(tx: Transaction, occurrence: KeptOccurrence, at: datetime, now: datetime) -> None:
    """Close before the time, to be settled at once, or as soon as it is known to stand in Discord."""
    # A clock of ours that runs behind Discord's must not close a question before it opened.
    closes_at = max(at, occurrence.opens_at)
    settle_at = now if occurrence.state is OccurrenceState.OPEN else None
    occurrences.close(tx, occurrence.id, closes_at, settle_at=settle_at)
    questions.close_at(tx, owner_of(occurrence.id), closes_at)


def miss(tx: Transaction, occurrence: KeptOccurrence) -> None:
    """End an occurrence that was never posted, and say so in the list of schedules."""
    questions.close(tx, owner_of(occurrence.id))
    occurrences.end(tx, occurrence.id, OccurrenceState.MISSED)
    _count_streaks(tx, occurrence, occurrence.due_at)
    schedules.set_missed(tx, occurrence.schedule, occurrence.local_date)


def refuse(tx: Transaction, occurrence: KeptOccurrence) -> None:
    """End an occurrence whose post Discord does not take."""
    questions.close(tx, owner_of(occurrence.id))
    occurrences.end(tx, occurrence.id, OccurrenceState.REFUSED)
    _count_streaks(tx, occurrence, occurrence.due_at)


def _count_streaks(tx: Transaction, occurrence: KeptOccurrence, at: datetime) -> None:
    if occurrence.slot != AUTO:
        return
    # Also where it became no day after all: later ones that closed before may have waited for it.
    counted_on = streaks.counted_on(tx, occurrence.schedule)
    if streaks.next_day(tx, occurrence.schedule, counted_on) is not None:
        streaks.plan(tx, occurrence.schedule, at)
