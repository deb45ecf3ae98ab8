"""Orders: what the bot has to send on its own; services give them, the poster carries them out and reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.appeals.service.appeal_outcomes import AppealEntry, CopyEntry
from bot.boards.service.digest import PostDigest
from bot.core.ids import ChannelId, GuildId, MessageId, PostId, UserId
from bot.daily.service.posts import OpenPost
from bot.daily.service.results import Result
from bot.daily.service.schedules import ScheduleView


@dataclass(frozen=True, slots=True, kw_only=True)
class PostQuestion:
    """Send the post of an occurrence.

    Report with `Daily.attached`, `refused`, `unknown`, `absent` or, for a fault that may pass, nothing.
    """

    open: OpenPost
    #: At most 25 characters, derived from the post: the same on every try.
    nonce: str
    #: True: an earlier try may have reached Discord; look for our own message with this question first.
    retry: bool
    #: True: too late to post. Look for it all the same, attach it if found, else report `Daily.absent`, send nothing.
    overdue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshCount:
    """Edit an open post so that it shows the present count. Report with `Daily.counted`."""

    open: OpenPost
    message: MessageId


@dataclass(frozen=True, slots=True, kw_only=True)
class PostResult:
    """Edit the post into its result and, if `reply` is set, bring it with a reply. Report with `Daily.told`."""

    result: Result
    message: MessageId
    #: The reply's own post and nonce; None where the post was open too briefly to need one (or it is sent already).
    reply: PostId | None
    nonce: str
    retry: bool
    #: False: the edit is done already, only the reply is missing.
    edit: bool
    #: The reply that stands and is to show the result as it is now; None: none is, or it does.
    amend: MessageId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenThread:
    """Open a thread below a message that shows a result. Report with `Threads.opened`."""

    post: PostId
    guild: GuildId
    channel: ChannelId
    message: MessageId
    #: What it is called after.
    deck_title: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PostAppeal:
    """Send an appeal's entry, or equal texts, to the moderators' channel, or bring that up to date.

    Report with `Announcing.announced`.
    """

    post: PostId
    entry: AppealEntry | CopyEntry
    channel: ChannelId
    nonce: str
    retry: bool
    #: The entry as it stands; None: it is to be sent.
    message: MessageId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostGreeting:
    """Say the one helpful thing to a server. Report with `Letters.sent` or `Letters.undeliverable`."""

    post: PostId
    guild: GuildId
    channel: ChannelId
    nonce: str
    retry: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TellPause:
    """Tell who made a schedule that it was paused. Report with `Letters.sent` or `Letters.undeliverable`."""

    post: PostId
    guild: GuildId
    schedule: ScheduleView
    #: By direct message; None: in `channel` instead.
    to: UserId | None
    channel: ChannelId
    nonce: str
    retry: bool


Order = PostQuestion | RefreshCount | PostResult | OpenThread | PostAppeal | PostGreeting | TellPause | PostDigest
