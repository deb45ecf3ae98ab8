"""What cheers do: count an answer, owe the message that tells of it, and forget after a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from bot.chat.chores import Chore
from bot.chat.feature import AnswerRecorded
from bot.chat.outbox import queries as posts
from bot.chat.outbox.kinds import Composed, MessageKind
from bot.chat.outbox.queries import Post
from bot.core.ids import GuildId
from bot.db.database import Database, Transaction
from cheers import queries
from cheers.messages import mark, shown

KEPT_FOR = timedelta(days=1)


def on_answer(tx: Transaction, answer: AnswerRecorded) -> None:
    """Count it, and owe the server its one message."""
    if answer.guild is not None and answer.channel is not None:
        queries.count(tx, answer.guild, answer.user, answer.at + KEPT_FOR)
        posts.owe(tx, MESSAGE.purpose, answer.guild, guild=answer.guild, channel=answer.channel, at=answer.at)


def chore(db: Database) -> Chore:
    """Return the forgetting."""

    async def forget(now: datetime) -> int:
        return await db.write(partial(queries.forget, now=now))

    return Chore(name="forget-cheers", next_due=queries.next_forgetting, work=forget)


def _compose(tx: Transaction, post: Post, now: datetime) -> Composed[tuple[GuildId, int]]:
    total = queries.total(tx, post.guild)
    return Composed(value=(post.guild, total), marks=frozenset({mark(post.guild)}))


MESSAGE = MessageKind(purpose="cheers", compose=_compose, show=lambda value, where: shown(*value, where.locale))
