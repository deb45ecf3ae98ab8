"""Announcing: appeals and equal texts in the moderators' channel, claimed and sent like every message of our own."""

from __future__ import annotations

from bot.appeals.queries import copies, rulings
from bot.appeals.queries.rulings import KeptRuling
from bot.appeals.service.appeal_outcomes import AppealEntry, CopyEntry
from bot.appeals.service.appeal_views import appeal_entry, copy_entry
from bot.chat.outbox import queries as posts
from bot.chat.outbox.claims import CLAIM, TRIES_MOST, Claimant, finish
from bot.chat.outbox.orders import PostAppeal
from bot.chat.outbox.queries import KeptPost
from bot.core.ids import CopyId, MessageId, PostId, RulingId
from bot.core.instants import Clock, from_ms, to_ms
from bot.db.database import Database, Transaction
from bot.questions.queries.states import PostPurpose, PostState


def claim(tx: Transaction, post: KeptPost, claimant: Claimant) -> int | None:
    """Claim an entry that is owed something; return how often that was done, None: nothing is owed any more."""
    present = posts.one(tx, post.id)
    if present is None:
        return None
    if present.tries >= TRIES_MOST:
        _give_up(tx, present)
        return None
    # To the millisecond kept, so that the claim ends exactly when the alarm looks again.
    until = from_ms(to_ms(claimant.now + CLAIM))
    return posts.claim(tx, post.id, by=claimant.name, now=claimant.now, until=until)


def order_for(tx: Transaction, post: PostId, tries: int) -> PostAppeal | None:
    """Say what an entry shows now; None: its appeal is gone."""
    found = posts.one(tx, post)
    entry = None if found is None else _entry(tx, found)
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

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def announced(self, post: PostId, *, message: MessageId | None, done: bool) -> None:
        """Learn what became of an entry.

        Args:
            post: `PostAppeal.post`.
            message: Where it stands; None: it does not.
            done: Whether it shows the appeal as the order said; if not, an edit is tried again later. An entry that
                was not sent is given up: the appeal stands in `/appeals` all the same.
        """

        def act(tx: Transaction) -> None:
            found = posts.one(tx, post)
            if found is None:
                return
            if found.state is PostState.PENDING:
                if message is None:
                    posts.given_up(tx, post, PostState.REFUSED)
                    return
                posts.sent(tx, post, message)
                # Decided while it was being sent: what was sent may be out of date already.
                ruling = _ruling(tx, found)
                if ruling is not None and ruling.decided_at is not None:
                    posts.owe_edit(tx, post, self._clock.now())
                return
            finish(tx, found, self._clock.now(), done=done)

        await self._db.write(act)


def _entry(tx: Transaction, post: KeptPost) -> AppealEntry | CopyEntry | None:
    if post.purpose is PostPurpose.COPY:
        copy = copies.one(tx, CopyId(post.owner))
        return None if copy is None else copy_entry(tx, copy)
    ruling = _ruling(tx, post)
    return None if ruling is None else appeal_entry(tx, ruling)


def _ruling(tx: Transaction, post: KeptPost) -> KeptRuling | None:
    return rulings.one(tx, RulingId(post.owner)) if post.purpose is PostPurpose.APPEAL else None


def _give_up(tx: Transaction, post: KeptPost) -> None:
    if post.state is PostState.SENT:
        posts.edited(tx, post.id)
    else:
        posts.given_up(tx, post.id, PostState.REFUSED)
