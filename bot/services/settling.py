"""Settling: from an open post to its result, and the ends an occurrence can come to without one."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.quiz.nonce import nonce_for
from bot.services import copies
from bot.store import occurrences, posts, questions, schedules, streaks, tallies
from bot.store.occurrences import AUTO, KeptOccurrence
from bot.store.posts import NewPost
from bot.store.states import OccurrenceState, PostPurpose, PostState
from bot.store.store import Unit

#: A result is brought by a reply of its own if the post was open longer than this. Source: the project's design.
REPLY_AFTER = timedelta(minutes=15)


async def settle(unit: Unit, occurrence: KeptOccurrence, now: datetime) -> None:
    """Close a post's questions for good and owe its messages: the edit, and after a longer time a reply."""
    await tallies.add_changeable(unit, occurrence.id)
    await questions.close(unit, occurrence.id)
    await occurrences.end(unit, occurrence.id, OccurrenceState.SETTLED)
    await copies.flag(unit, occurrence, now)
    await _count_streaks(unit, occurrence, now)
    post = await posts.of(unit, PostPurpose.QUESTION, occurrence.id)
    if post is None or post.state is not PostState.SENT:
        return
    await posts.owe_edit(unit, post.id, now)
    if occurrence.closes_at - occurrence.opens_at > REPLY_AFTER:
        await posts.insert_one(
            unit,
            NewPost(
                purpose=PostPurpose.RESULT,
                owner=occurrence.id,
                guild=post.guild,
                channel=post.channel,
                nonce=nonce_for("result", post.nonce, post.message),
                due_at=now,
            ),
        )


async def close(unit: Unit, occurrence: KeptOccurrence, at: datetime, now: datetime) -> None:
    """Close before the time, to be settled at once, or as soon as it is known to stand in Discord."""
    # A clock of ours that runs behind Discord's must not close a question before it opened.
    closes_at = max(at, occurrence.opens_at)
    settle_at = now if occurrence.state is OccurrenceState.OPEN else None
    await occurrences.close(unit, occurrence.id, closes_at, settle_at=settle_at)
    await questions.close_at(unit, occurrence.id, closes_at)


async def miss(unit: Unit, occurrence: KeptOccurrence) -> None:
    """End an occurrence that was never posted, and say so in the list of schedules."""
    await questions.close(unit, occurrence.id)
    await occurrences.end(unit, occurrence.id, OccurrenceState.MISSED)
    await _count_streaks(unit, occurrence, occurrence.due_at)
    await schedules.set_missed(unit, occurrence.schedule, occurrence.local_date)


async def refuse(unit: Unit, occurrence: KeptOccurrence) -> None:
    """End an occurrence whose post Discord does not take."""
    await questions.close(unit, occurrence.id)
    await occurrences.end(unit, occurrence.id, OccurrenceState.REFUSED)
    await _count_streaks(unit, occurrence, occurrence.due_at)


async def _count_streaks(unit: Unit, occurrence: KeptOccurrence, at: datetime) -> None:
    if occurrence.slot != AUTO:
        return
    # Also where it became no day after all: later ones that closed before may have waited for it.
    counted_on = await streaks.counted_on(unit, occurrence.schedule)
    if await streaks.next_day(unit, occurrence.schedule, counted_on) is not None:
        await streaks.plan(unit, occurrence.schedule, at)
