"""Kinds of messages: what a feature says of those it owes, and what can become of one.

Owing a message is a row (`queries.owe`). When it is due the outbox claims it, asks its kind what to say (`compose`) and
how that looks (`show`), sends or edits it, and tells the kind what became of it, in the transaction that keeps it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Generic, TypeAlias, TypeVar

from bot.chat.message import OutgoingMessage
from bot.chat.outbox.queries import Post
from bot.core.ids import ChannelId, MessageId, UserId
from bot.db.database import Transaction

V = TypeVar("V")
#: What tells a message of ours from others: a noun and an id out of the custom ids of its buttons.
Mark: TypeAlias = tuple[str, int | str]
#: Stands for a direct message where a channel is asked for.
DIRECT = ChannelId(0)


class Refusal(StrEnum):
    """Why Discord will never take a message."""

    NO_PERMISSION = "no-permission"
    CHANNEL_GONE = "channel-gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed(Generic[V]):
    """What a message that is owed says now, and what sending it needs to know."""

    value: V
    #: By any of these it is found again in the history; none: by its text.
    marks: frozenset[Mark] = frozenset()
    #: Who is written to in a direct message; None: nobody, it goes to the post's channel.
    to: UserId | None = None
    #: The message it replies to, or that a thread is opened below; None: none.
    below: MessageId | None = None
    #: After this it is too late to send it; one that may have been sent is still looked for. None: it never is.
    until: datetime | None = None
    #: Whether an edit that Discord refuses is let go, instead of being tried again later.
    dispensable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The server a message is for, as far as its words depend on it."""

    locale: str
    #: "" where it is not known.
    guild_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A thread to open instead of a message to send."""

    name: str


Look: TypeAlias = OutgoingMessage | Thread
#: What is told of what became of a message; the post is as it was claimed, but for a message that is known since.
Told: TypeAlias = Callable[[Transaction, Post, datetime], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageKind(Generic[V]):
    """One kind of message that a feature owes."""

    #: At most 16 characters, unique among all features; with its owner it names the message for good.
    purpose: str
    #: Says what to send or to show by an edit, reading only: (transaction, post, now). None: nothing is owed any more.
    compose: Callable[[Transaction, Post, datetime], Composed[V] | None]
    show: Callable[[V, Where], Look | Awaitable[Look]]
    #: Longest pause between two tries.
    pause_most: timedelta = timedelta(hours=1)
    #: It stands in Discord.
    sent: Told | None = None
    #: It was edited, or Discord refused a dispensable edit.
    edited: Told | None = None
    #: Discord will never take it.
    refused: Callable[[Transaction, Post, Refusal, datetime], None] | None = None
    #: The channel's history cannot be read: whether it stands is not known.
    unknown: Told | None = None
    #: It does not stand, and it is too late to send it.
    missed: Told | None = None


AnyKind: TypeAlias = MessageKind[Any]


@dataclass(frozen=True, slots=True)
class Sent:
    """It stands: sent now, or found."""

    message: MessageId


@dataclass(frozen=True, slots=True)
class Edited:
    """It shows what was composed, or need not."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Discord will never take it."""

    reason: Refusal


@dataclass(frozen=True, slots=True)
class Unknown:
    """Whether it stands cannot be known."""


@dataclass(frozen=True, slots=True)
class Absent:
    """It was looked for and does not stand, and it is too late to send it."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Discord failed, or asked for a pause."""

    #: How long it asked for; None: it did not say.
    pause: timedelta | None = None


Outcome: TypeAlias = Sent | Edited | Refused | Unknown | Absent | Failed
