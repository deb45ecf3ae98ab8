"""Claims: who sends a message that is owed, and what the order for it says.

A claim is a short unit of its own. What a claimed message shows is read afterwards: if the process dies in between,
the claim runs out and the message is looked for before it is sent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.calendar.timetable import grace_for
from bot.chat.outbox import queries as posts
from bot.chat.outbox.orders import Order, PostQuestion, PostResult
from bot.chat.outbox.queries import KeptPost
from bot.core.ids import MessageId, OccurrenceId, PostId
from bot.core.instants import from_ms, to_ms
from bot.daily.queries import occurrences, schedules
from bot.daily.queries.occurrences import AUTO, KeptOccurrence
from bot.daily.service import threads
from bot.daily.service.posts import open_post
from bot.daily.service.results import result_of
from bot.daily.service.settling import miss
from bot.db.database import Transaction
from bot.questions.queries.states import PostPurpose, PostState

#: So long one process alone may send what it claimed.
CLAIM = timedelta(seconds=60)
#: Waiting time after a try that failed; each further one doubles it.
_BACKOFF_FIRST = timedelta(minutes=1)
_BACKOFF_MOST = timedelta(hours=1)
#: So often an edit, a reply or a search is tried; with the waiting times above that is about nine hours.
TRIES_MOST = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """Which process claims, and when."""

    name: str
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What a process may send now."""

    occurrence: KeptOccurrence
    #: The post with the questions.
    post: KeptPost
    #: True: an earlier claim ran out, so it may have been sent.
    retry: bool = False
    #: Too late to send the questions.
    overdue: bool = False
    #: For a result: whether the edit is owed, and the reply, None if none is.
    edit: bool = False
    reply: KeptPost | None = None
    #: The reply that stands and is owed an edit.
    amend: MessageId | None = None


def backoff_after(tries: int) -> timedelta:
    """Return how long to wait after so many tries."""
    # The exponent is bounded, or a very persistent fault would overflow.
    doublings = min(max(tries - 1, 0), 10)
    return min(_BACKOFF_FIRST * (1 << doublings), _BACKOFF_MOST)


def finish(tx: Transaction, post: KeptPost, now: datetime, *, done: bool) -> None:
    """Learn whether an edit that was owed is done; if not it is tried again, later each time."""
    if done:
        posts.edited(tx, post.id)
    elif post.edit:
        posts.postpone(tx, post.id, now + backoff_after(post.tries))


def claim(tx: Transaction, post: PostId, claimant: Claimant) -> Claimed | None:
    """Claim what a post is owed; None: nothing is (any more), or another process was first."""
    found = posts.one(tx, post)
    occurrence = None if found is None else occurrences.one(tx, OccurrenceId(found.owner))
    if found is None or occurrence is None:
        return None
    if found.purpose is PostPurpose.QUESTION and found.state is PostState.PENDING:
        return _claim_question(tx, found, occurrence, claimant)
    if found.purpose is PostPurpose.THREAD:
        tries = _claim_owed(tx, found, claimant)
        return None if tries is None else Claimed(occurrence=occurrence, post=found)
    return _claim_result(tx, occurrence, claimant)


def claim_new(tx: Transaction, asked: OccurrenceId, claimant: Claimant) -> Claimed | None:
    """Claim the post of what was asked in this very unit, so that it is neither late nor tried before."""
    post, occurrence = posts.of(tx, PostPurpose.QUESTION, asked), occurrences.one(tx, asked)
    if post is None or occurrence is None or _take(tx, post, claimant) is None:
        return None
    return Claimed(occurrence=occurrence, post=post)


def order_for(tx: Transaction, claimed: Claimed) -> Order | None:
    """Say what to send; None: nothing, the message being unknown."""
    if claimed.post.purpose is PostPurpose.THREAD:
        return threads.order_for(tx, claimed.post, claimed.occurrence)
    if claimed.post.state is PostState.PENDING:
        return PostQuestion(
            open=open_post(tx, claimed.occurrence),
            nonce=claimed.post.nonce,
            retry=claimed.retry,
            overdue=claimed.overdue,
        )
    if claimed.post.message is None:
        return None
    return PostResult(
        result=result_of(tx, claimed.occurrence),
        message=claimed.post.message,
        reply=None if claimed.reply is None else claimed.reply.id,
        nonce="" if claimed.reply is None else claimed.reply.nonce,
        retry=claimed.retry,
        edit=claimed.edit,
        amend=claimed.amend,
    )


def _claim_question(tx: Transaction, post: KeptPost, occurrence: KeptOccurrence, claimant: Claimant) -> Claimed | None:
    now = claimant.now
    grace = schedules.grace_of(tx, occurrence.schedule) if occurrence.slot == AUTO else None
    last_at = occurrence.due_at + grace_for(occurrence.closes_at - occurrence.due_at, grace)
    overdue = now > last_at or now > occurrence.closes_at
    if overdue and post.tries == 0:
        # Nobody ever tried, so it cannot be in Discord.
        posts.given_up(tx, post.id, PostState.DROPPED)
        miss(tx, occurrence)
        return None
    if overdue and post.tries >= TRIES_MOST:
        posts.given_up(tx, post.id, PostState.UNKNOWN)
        miss(tx, occurrence)
        return None
    tries = _take(tx, post, claimant, overdue_tries=post.tries if overdue else 0)
    if tries is None:
        return None
    return Claimed(occurrence=occurrence, post=post, retry=tries > 1, overdue=overdue)


def _claim_result(tx: Transaction, occurrence: KeptOccurrence, claimant: Claimant) -> Claimed | None:
    post = posts.of(tx, PostPurpose.QUESTION, occurrence.id)
    if post is None:
        return None
    reply = posts.of(tx, PostPurpose.RESULT, occurrence.id)
    edit_tries = _claim_owed(tx, post, claimant) if post.edit else None
    reply_tries = amend_tries = None
    if reply is not None and reply.state is PostState.PENDING:
        reply_tries = _claim_owed(tx, reply, claimant)
    elif reply is not None and reply.edit:
        amend_tries = _claim_owed(tx, reply, claimant)
    if edit_tries is None and reply_tries is None and amend_tries is None:
        return None
    return Claimed(
        occurrence=occurrence,
        post=post,
        retry=reply_tries is not None and reply_tries > 1,
        edit=edit_tries is not None,
        reply=None if reply_tries is None or reply is None else replace(reply, tries=reply_tries),
        amend=None if amend_tries is None or reply is None else reply.message,
    )


def _claim_owed(tx: Transaction, post: KeptPost, claimant: Claimant) -> int | None:
    if post.tries >= TRIES_MOST:
        if post.state is PostState.SENT:
            posts.edited(tx, post.id)
        else:
            posts.given_up(tx, post.id, PostState.REFUSED)
        return None
    return _take(tx, post, claimant)


def _take(tx: Transaction, post: KeptPost, claimant: Claimant, *, overdue_tries: int = 0) -> int | None:
    # To the millisecond kept, so that the claim ends exactly when the alarm looks again.
    until = from_ms(to_ms(claimant.now + max(CLAIM, backoff_after(overdue_tries))))
    return posts.claim(tx, post.id, by=claimant.name, now=claimant.now, until=until)
