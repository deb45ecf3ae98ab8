"""Copies: the same long text from two accounts is shown to moderators, and to nobody else; it costs nobody a point.

Found when a post is settled, so that no answer waits for it, and kept once however often that is done.
"""

from __future__ import annotations

from datetime import datetime

from bot.appeals.queries import copies
from bot.appeals.rules import ALIKE_LEAST
from bot.chat.outbox import queries as posts
from bot.chat.outbox.queries import NewPost
from bot.daily.nonce import nonce_for
from bot.daily.owner import owner_of
from bot.daily.queries.occurrences import KeptOccurrence
from bot.db.database import Transaction
from bot.guilds.queries import guilds
from bot.questions.queries.states import PostPurpose


def flag(tx: Transaction, occurrence: KeptOccurrence, now: datetime) -> None:
    """Keep what is alike among the answers to a post, and announce it where appeals are."""
    found = copies.alike(tx, owner_of(occurrence.id), ALIKE_LEAST)
    channel = guilds.appeals_of(tx, occurrence.guild) if found else None
    for alike in found:
        copy = copies.insert(tx, occurrence.guild, alike, now)
        if copy is not None and channel is not None:
            posts.insert_one(
                tx,
                NewPost(
                    purpose=PostPurpose.COPY,
                    owner=copy,
                    guild=occurrence.guild,
                    channel=channel,
                    nonce=nonce_for("copy", occurrence.guild, copy, now),
                    due_at=now,
                ),
            )
