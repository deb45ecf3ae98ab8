"""Copies: the same long text from two accounts is shown to moderators, and to nobody else; it costs nobody a point.

Found when a post is settled, so that no answer waits for it, and kept once however often that is done.
"""

from __future__ import annotations

from datetime import datetime

from bot.appeals.queries import copies
from bot.appeals.rules import ALIKE_LEAST
from bot.appeals.service.appeal_outcomes import CopyEntry
from bot.appeals.service.appeal_views import copy_entry
from bot.chat.feature import QuestionsClosed
from bot.chat.outbox import queries as posts
from bot.chat.outbox.kinds import Composed
from bot.chat.outbox.queries import Post
from bot.core.ids import CopyId
from bot.db.database import Transaction
from bot.guilds.queries import guilds

#: Purpose of a message. Owner: a copy. Equal long texts, told in the moderators' channel.
COPY = "copy"


def flag(tx: Transaction, closed: QuestionsClosed) -> None:
    """Keep what is alike among the answers to questions that close, and announce it where appeals are."""
    if closed.guild is None:
        return
    found = copies.alike(tx, closed.owner, ALIKE_LEAST)
    channel = guilds.appeals_of(tx, closed.guild) if found else None
    for alike in found:
        copy = copies.insert(tx, closed.guild, alike, closed.at)
        if copy is not None and channel is not None:
            posts.owe(tx, COPY, copy, guild=closed.guild, channel=channel, at=closed.at)


def compose(tx: Transaction, post: Post, now: datetime) -> Composed[CopyEntry] | None:  # noqa: ARG001 - as every kind
    """Show equal texts to moderators as they stand."""
    copy = copies.one(tx, CopyId(post.owner))
    return None if copy is None else Composed(value=copy_entry(tx, copy), marks=frozenset({("copy", copy.id)}))
