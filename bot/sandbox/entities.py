"""Entities: users, roles, channels, messages, members and guilds, with Discord's objects for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.sandbox.wire import Payload, iso_timestamp

#: When the members of a new world joined.
FOUNDED_AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
#: Channel types.
TEXT, DIRECT, PUBLIC_THREAD = 0, 1, 11
#: Every type of thread: announcement, public, private.
THREADS = (10, 11, 12)
#: Message flags.
EPHEMERAL = 1 << 6
LOADING = 1 << 7
SUPPRESS_EMBEDS = 1 << 2
SUPPRESS_NOTIFICATIONS = 1 << 12
COMPONENTS_V2 = 1 << 15
#: Flags an app may set itself.
SETTABLE = SUPPRESS_EMBEDS | EPHEMERAL | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2
#: What an app without the message content intent gets in place of these members.
_GATED: Payload = {"content": "", "embeds": [], "attachments": [], "components": []}


@dataclass(slots=True, eq=False, kw_only=True)
class User:
    """An account."""

    id: int
    #: The unique handle, lower case: what `Sandbox.person` takes.
    name: str
    #: The name others read.
    display: str
    bot: bool = False
    locale: str = "en-US"

    def payload(self) -> Payload:
        """Return Discord's user object."""
        user: Payload = {
            "id": str(self.id),
            "username": self.name,
            "avatar": None,
            "discriminator": "0" if not self.bot else "0001",
            "public_flags": 0,
            "flags": 0,
            "global_name": None if self.bot else self.display,
            "primary_guild": None,
        }
        return user | {"bot": True} if self.bot else user


@dataclass(slots=True, eq=False, kw_only=True)
class Role:
    """A role of a guild; @everyone has the guild's id."""

    id: int
    name: str
    permissions: int
    position: int
    mentionable: bool = False
    managed: bool = False

    def payload(self) -> Payload:
        """Return Discord's role object."""
        return {
            "id": str(self.id),
            "name": self.name,
            "permissions": str(self.permissions),
            "position": self.position,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": self.managed,
            "mentionable": self.mentionable,
            "icon": None,
            "unicode_emoji": None,
            "flags": 0,
            "description": None,
        }


@dataclass(slots=True, eq=False, kw_only=True)
class Overwrite:
    """What a channel allows or denies a role (kind 0) or a member (kind 1)."""

    target: int
    kind: int
    allow: int = 0
    deny: int = 0


@dataclass(slots=True, eq=False, kw_only=True)
class Message:
    """A message in a channel.

    Attributes:
        data: Discord's message object, without reactions.
        only_for: Who alone can see it (ephemeral); None for everybody.
        from_interaction: Whether it answered an interaction.
        pings: Ids of the people it notified, the author of the message it replies to included.
        reactions: Who reacted with what, in order: emoji -> ids of users.
        late_edits: When it was edited after its first hour.
    """

    id: int
    channel: Channel
    author: User
    created_at: datetime
    data: Payload
    only_for: int | None = None
    from_interaction: bool = False
    pings: frozenset[int] = frozenset()
    reactions: dict[str, list[int]] = field(default_factory=dict)
    late_edits: list[datetime] = field(default_factory=list)

    @property
    def flags(self) -> int:
        """The message's flags."""
        flags: int = self.data["flags"]
        return flags

    def payload(self, viewer: int = 0) -> Payload:
        """Return Discord's message object as a user reads it."""
        if not self.reactions:
            return self.data
        return self.data | {
            "reactions": [
                {
                    "emoji": {"id": None, "name": emoji},
                    "count": len(users),
                    "count_details": {"burst": 0, "normal": len(users)},
                    "burst_colors": [],
                    "me": viewer in users,
                    "me_burst": False,
                    "burst_me": False,
                    "burst_count": 0,
                }
                for emoji, users in self.reactions.items()
            ]
        }

    def is_open_to(self, app: User) -> bool:
        """Tell whether an app without the content intent may read it.

        That is: its own messages, direct messages, and messages that notify it (a mention, or a reply with ping to a
        message that did not answer an interaction).
        Source: Discord documentation, events/gateway, "Message Content Intent"; discord-api-docs issue 5395.
        """
        return self.author is app or self.channel.guild is None or app.id in self.pings


@dataclass(slots=True, eq=False, kw_only=True)
class Channel:
    """A text channel, a thread, or a direct message (guild None)."""

    id: int
    name: str
    kind: int
    guild: Guild | None = None
    position: int = 0
    topic: str | None = None
    parent: Channel | None = None
    #: Keyed by the role's or member's id.
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    #: Messages by id, oldest first, ephemerals included.
    messages: dict[int, Message] = field(default_factory=dict)
    #: The people of a direct message.
    recipients: tuple[User, ...] = ()
    #: Only threads: who opened it, whether it is archived, minutes until it archives itself.
    opener: int = 0
    archived: bool = False
    locked: bool = False
    archive_after: int = 1440


@dataclass(slots=True, eq=False, kw_only=True)
class Member:
    """A user in a guild."""

    user: User
    guild: Guild
    #: Ids of roles beside @everyone.
    roles: set[int] = field(default_factory=set)
    nick: str | None = None
    #: Timed out until then; None for not at all.
    timed_out_until: datetime | None = None

    def payload(self, *, user: bool = True) -> Payload:
        """Return Discord's member object."""
        member: Payload = {
            "avatar": None,
            "banner": None,
            "communication_disabled_until": iso_timestamp(self.timed_out_until) if self.timed_out_until else None,
            "flags": 0,
            "joined_at": iso_timestamp(FOUNDED_AT),
            "nick": self.nick,
            "pending": False,
            "premium_since": None,
            "roles": [str(role) for role in sorted(self.roles)],
            "mute": False,
            "deaf": False,
        }
        return member | {"user": self.user.payload()} if user else member


@dataclass(slots=True, eq=False, kw_only=True)
class Guild:
    """A server."""

    id: int
    name: str
    owner_id: int
    roles: dict[int, Role] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    locale: str = "en-US"
    system_channel: int | None = None
    #: In an outage.
    unavailable: bool = False

    def channel(self, name: str) -> Channel:
        """Return the channel of that name, with or without "#".

        Raises:
            KeyError: There is none.
        """
        for channel in self.channels.values():
            if channel.name == name.removeprefix("#"):
                return channel
        raise KeyError(
            f"no channel {name!r} in {self.name}; there are: {', '.join('#' + c.name for c in self.channels.values())}"
        )


@dataclass(slots=True, eq=False, kw_only=True)
class Application:
    """The app behind the bot."""

    id: int
    name: str
    #: Privileged intents switched on in the portal, as gateway bits (members 1<<1, presences 1<<8, content 1<<15).
    privileged: int = 0


def gated(payload: Payload) -> Payload:
    """Return a message object as an app sees it that may not read its content."""
    return {key: value for key, value in payload.items() if key != "poll"} | _GATED
