"""Threads: where a schedule wants it, a result opens one for talking about it; without the right to, there is none."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.quiz.nonce import nonce_for
from bot.services.orders import OpenThread
from bot.store import decks, occurrences, posts, threads
from bot.store.occurrences import KeptOccurrence
from bot.store.posts import KeptPost, NewPost
from bot.store.states import PostPurpose, PostState
from bot.store.store import Store, Unit
from bot.terms.ids import ChannelId, MessageId, OccurrenceId, PostId

#: A result that is brought up to date later than this opens no thread any more: nobody talks about it now.
_FRESH = timedelta(days=1)


async def owe(unit: Unit, occurrence: KeptOccurrence, now: datetime) -> None:
    """Plan the thread of a result that stands, once, if its schedule wants one."""
    if now - occurrence.closes_at > _FRESH or not await threads.wanted(unit, occurrence.schedule):
        return
    await posts.insert_one(
        unit,
        NewPost(
            purpose=PostPurpose.THREAD,
            owner=occurrence.id,
            guild=occurrence.guild,
            channel=occurrence.channel,
            nonce=nonce_for("thread", occurrence.id, occurrence.opens_at),
            due_at=now,
        ),
    )


async def order_for(unit: Unit, post: KeptPost, occurrence: KeptOccurrence) -> OpenThread | None:
    """Say what thread to open: below the reply that brought the result, or else below the post itself.

    Returns:
        None: neither is known to stand.
    """
    for purpose in (PostPurpose.RESULT, PostPurpose.QUESTION):
        found = await posts.of(unit, purpose, occurrence.id)
        if found is not None and found.state is PostState.SENT and found.message is not None:
            deck = await decks.one(unit, occurrence.deck)
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

    def __init__(self, store: Store) -> None:
        self._store = store

    async def opened(self, post: PostId, thread: ChannelId | None) -> None:
        """Learn what became of a thread; None: Discord refused it, and it is not asked for again."""
        async with self._store.write() as unit:
            found = await posts.one(unit, post)
            occurrence = None if found is None else await occurrences.one(unit, OccurrenceId(found.owner))
            if found is None or occurrence is None or found.state is not PostState.PENDING:
                return
            if thread is None:
                await posts.given_up(unit, post, PostState.REFUSED)
                return
            await posts.sent(unit, post, MessageId(thread))
            await threads.opened(unit, occurrence.id, thread)
