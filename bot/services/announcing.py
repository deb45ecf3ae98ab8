"""Announcing: appeals and equal texts in the moderators' channel, claimed and sent like every message of our own."""

from __future__ import annotations

from bot.services.appeal_outcomes import AppealEntry, CopyEntry
from bot.services.appeal_views import appeal_entry, copy_entry
from bot.services.claims import CLAIM, TRIES_MOST, Claimant, finish
from bot.services.orders import PostAppeal
from bot.store import copies, posts, rulings
from bot.store.posts import KeptPost
from bot.store.rulings import KeptRuling
from bot.store.states import PostPurpose, PostState
from bot.store.store import Store, Unit
from bot.terms.ids import CopyId, MessageId, PostId, RulingId
from bot.terms.instants import Clock, from_ms, to_ms


async def claim(unit: Unit, post: KeptPost, claimant: Claimant) -> int | None:
    """Claim an entry that is owed something; return how often that was done, None: nothing is owed any more."""
    present = await posts.one(unit, post.id)
    if present is None:
        return None
    if present.tries >= TRIES_MOST:
        await _give_up(unit, present)
        return None
    # To the millisecond kept, so that the claim ends exactly when the alarm looks again.
    until = from_ms(to_ms(claimant.now + CLAIM))
    return await posts.claim(unit, post.id, by=claimant.name, now=claimant.now, until=until)


async def order_for(unit: Unit, post: PostId, tries: int) -> PostAppeal | None:
    """Say what an entry shows now; None: its appeal is gone."""
    found = await posts.one(unit, post)
    entry = None if found is None else await _entry(unit, found)
    if found is None or entry is None:
        return None
    return PostAppeal(
        post=found.id,
        entry=entry,
        channel=found.channel,
        nonce=found.nonce,
        retry=tries > 1 and found.message is None,
        message=found.message,
    )


class Announcing:
    """What the poster reports of entries."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def announced(self, post: PostId, *, message: MessageId | None, done: bool) -> None:
        """Learn what became of an entry.

        Args:
            post: `PostAppeal.post`.
            message: Where it stands; None: it does not.
            done: Whether it shows the appeal as the order said; if not, an edit is tried again later. An entry that
                was not sent is given up: the appeal stands in `/appeals` all the same.
        """
        async with self._store.write() as unit:
            found = await posts.one(unit, post)
            if found is None:
                return
            if found.state is PostState.PENDING:
                if message is None:
                    await posts.given_up(unit, post, PostState.REFUSED)
                    return
                await posts.sent(unit, post, message)
                # Decided while it was being sent: what was sent may be out of date already.
                ruling = await _ruling(unit, found)
                if ruling is not None and ruling.decided_at is not None:
                    await posts.owe_edit(unit, post, self._clock.now())
                return
            await finish(unit, found, self._clock.now(), done=done)


async def _entry(unit: Unit, post: KeptPost) -> AppealEntry | CopyEntry | None:
    if post.purpose is PostPurpose.COPY:
        copy = await copies.one(unit, CopyId(post.owner))
        return None if copy is None else await copy_entry(unit, copy)
    ruling = await _ruling(unit, post)
    return None if ruling is None else await appeal_entry(unit, ruling)


async def _ruling(unit: Unit, post: KeptPost) -> KeptRuling | None:
    return await rulings.one(unit, RulingId(post.owner)) if post.purpose is PostPurpose.APPEAL else None


async def _give_up(unit: Unit, post: KeptPost) -> None:
    if post.state is PostState.SENT:
        await posts.edited(unit, post.id)
    else:
        await posts.given_up(unit, post.id, PostState.REFUSED)
