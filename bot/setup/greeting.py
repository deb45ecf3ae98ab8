"""The greeting: the one helpful thing said to a server that invited the bot."""

from __future__ import annotations

from datetime import datetime

from bot.chat.feature import GuildChanged, Presence
from bot.chat.outbox import queries as posts
from bot.chat.outbox.kinds import Composed, MessageKind
from bot.chat.outbox.queries import Post
from bot.core.ids import GuildId
from bot.daily.queries import schedules
from bot.db.database import Transaction
from bot.setup.messages import greeting

#: Purpose of a message. Owner: a server.
GREETING = "greeting"


def owe(tx: Transaction, guild: GuildChanged) -> None:
    """Greet a server once; one that has a daily quiz needs no greeting."""
    if guild.presence is Presence.JOINED and guild.channel is not None and not schedules.count(tx, guild.guild):
        posts.owe(tx, GREETING, guild.guild, guild=guild.guild, channel=guild.channel, at=guild.at)


def compose(tx: Transaction, post: Post, now: datetime) -> Composed[GuildId]:  # noqa: ARG001 - as every kind
    """Say which server is greeted."""
    return Composed(value=post.guild, marks=frozenset({("setup", post.guild)}))


KIND = MessageKind(purpose=GREETING, compose=compose, show=lambda guild, where: greeting(guild, where.locale))
