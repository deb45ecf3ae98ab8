"""Threads: where a schedule wants it, a result opens one for talking about it; without the right to, there is none."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.chat.outbox import queries as posts
from bot.chat.outbox.orders import OpenThread
from bot.chat.outbox.queries import KeptPost, NewPost
from bot.core.ids import ChannelId, MessageId, OccurrenceId, PostId
from bot.daily.nonce import nonce_for
from bot.daily.queries import occurrences, threads
from bot.daily.queries.occurrences import KeptOccurrence
from bot.db.database import Database, Transaction
from bot.library.queries import decks
from bot.questions.queries.states import PostPurpose, PostState

#: A result that is brought up to date later than this opens no thread any more: nobody talks about it now.
_FRESH = timedelta(days=1)


def owe(tx: Transaction, occurrence: KeptOccurrence, now: datetime) -> None:
    """Plan the thread of a result that stands, once, if its schedule wants one."""
    if now - occurrence.closes_at > _FRESH or not threads.wanted(tx, occurrence.schedule):
        return
    posts.insert_one(
        tx,
        NewPost(
            purpose=PostPurpose.THREAD,
            owner=occurrence.id,
            guild=occurrence.guild,
            channel=occurrence.channel,
            nonce=nonce_for("thread", occurrence.id, occurrence.opens_at),
            due_at=now,
        ),
    )


def order_for(tx: Transaction, post: KeptPost, occurrence: KeptOccurrence) -> OpenThread | None:
    """Say what thread to open: below the reply that brought the result, or else below the post itself.

    Returns:
        None: neither is known to stand.
    """
    for purpose in (PostPurpose.RESULT, PostPurpose.QUESTION):
        found = posts.of(tx, purpose, occurrence.id)
        if found is not None and found.state is PostState.SENT and found.message is not None:
            deck = decks.one(tx, occurrence.deck)
            return OpenThread(
                post=post.id,
                guild=post.guild,
                channel=post.channel,
                message=found.message,
                deck_title=occurrence.deck if deck is None else deck.title,
                on=occurrence.local_date,
            )
    return None


class Threads:
    """What the poster reports of threads."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def opened(self, post: PostId, thread: ChannelId | None) -> None:
        """Learn what became of a thread; None: Discord refused it, and it is not asked for again."""

        def act(tx: Transaction) -> None:
            found = posts.one(tx, post)
            occurrence = None if found is None else occurrences.one(tx, OccurrenceId(found.owner))
            if found is None or occurrence is None or found.state is not PostState.PENDING:
                return
            if thread is None:
                posts.given_up(tx, post, PostState.REFUSED)
                return
            posts.sent(tx, post, MessageId(thread))
            threads.opened(tx, occurrence.id, thread)

        await self._db.write(act)
