"""Settling: from an open post to its result, and the ends a round can come to without one."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.chat.outbox import queries as posts
from bot.chat.outbox.queries import PostState
from bot.daily.owner import QUESTION, RESULT, owner_of
from bot.daily.queries import rounds, streaks
from bot.daily.queries.rounds import AUTO, Round, RoundState
from bot.db.database import Transaction
from bot.questions.queries import questions
from bot.questions.service.record import Record

#: A result is brought by a reply of its own if the post was open longer than this. Source: the project's design.
REPLY_AFTER = timedelta(minutes=15)
#: Results that closed longer ago than this stay as they are, whatever is graded again.
AMENDED_FOR = timedelta(days=7)


def settle(tx: Transaction, record: Record, round_: Round, now: datetime) -> None:
    """Close a round's questions for good; its result is counted next, and then shown."""
    record.close(tx, owner_of(round_.id), now)
    rounds.end(tx, round_.id, RoundState.SETTLED)
    rounds.plan_counting(tx, round_.id, now)
    _count_streaks(tx, round_, now)


def owe_result(tx: Transaction, round_: Round, now: datetime) -> None:
    """Owe a round's messages their result: an edit of the post, and after a longer time a reply to it."""
    post = posts.of(tx, QUESTION, round_.id)
    if post is None or post.state is not PostState.SENT or now - round_.closes_at > AMENDED_FOR:
        return
    posts.owe_edit(tx, QUESTION, round_.id, at=now, now=now)
    if round_.closes_at - round_.opens_at > REPLY_AFTER:
        posts.owe(tx, RESULT, round_.id, guild=post.guild, channel=post.channel, at=now)
        posts.owe_edit(tx, RESULT, round_.id, at=now, now=now)


def close(tx: Transaction, round_: Round, at: datetime, now: datetime) -> None:
    """Close before the time, to be settled at once, or as soon as it is known to stand in Discord."""
    # A clock of ours that runs behind Discord's must not close a question before it opened.
    closes_at = max(at, round_.opens_at)
    rounds.close(tx, round_.id, closes_at, settle_at=now if round_.state is RoundState.OPEN else None)
    questions.close_at(tx, owner_of(round_.id), closes_at)


def end_unposted(tx: Transaction, round_: Round, state: RoundState) -> None:
    """End a round that was never posted, or that Discord does not take."""
    questions.close(tx, owner_of(round_.id))
    rounds.end(tx, round_.id, state)
    _count_streaks(tx, round_, round_.due_at)


def _count_streaks(tx: Transaction, round_: Round, at: datetime) -> None:
    if round_.slot != AUTO:
        return
    # Also where it became no day after all: later ones that closed before may have waited for it.
    counted_on = streaks.counted_on(tx, round_.schedule)
    if streaks.next_day(tx, round_.schedule, counted_on) is not None:
        streaks.plan(tx, round_.schedule, at)
