"""World: the servers, channels, roles and people of a sandbox, before anything is said.

Ids are counted from a fixed instant, so that the same world has the same ids on every start.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.sandbox import permissions, snowflake
from bot.sandbox.messages import Message
from bot.sandbox.permissions import Permission
from bot.sandbox.wire import Payload, stamp

#: When the people of a world came to it.
FOUNDED_AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
TEXT, DIRECT, PUBLIC_THREAD = 0, 1, 11
#: What the real bot's invite asks for.
INVITE = 309237763136


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
class Channel:
    """A place to talk: a text channel, a thread, or a direct message (guild None)."""

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
    silent_until: datetime | None = None

    def payload(self, *, user: bool = True) -> Payload:
        """Return Discord's member object."""
        member: Payload = {
            "avatar": None,
            "banner": None,
            "communication_disabled_until": stamp(self.silent_until) if self.silent_until else None,
            "flags": 0,
            "joined_at": stamp(FOUNDED_AT),
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


class World:
    """Everything there is before the first word.

    Attributes:
        application: The app behind the bot.
        bot: The bot's own account.
        token: What it has to show.
        users: Accounts by id, the bot's included.
        guilds: Servers by id.
        channels: Every channel, thread and direct message by id.
    """

    def __init__(self, *, bot: str = "Deckhand", token: str = "sandbox-token", privileged: int = 0) -> None:  # noqa: S107 - opens nothing but a loopback toy
        base = snowflake.at_ms(int(FOUNDED_AT.timestamp() * 1000))
        self._ids: Iterator[int] = itertools.count(base + 1)
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.token = token
        self.bot = self.add_user(bot.lower(), bot, bot=True)
        # Discord gives the app and its bot the same id.
        self.application = Application(id=self.bot.id, name=bot, privileged=privileged)

    def add_user(self, name: str, display: str | None = None, *, bot: bool = False, locale: str = "en-US") -> User:
        """Add an account; it is in no guild yet."""
        user = User(id=next(self._ids), name=name, display=display or name.title(), bot=bot, locale=locale)
        self.users[user.id] = user
        return user

    def add_guild(
        self, name: str, *, owner: User, members: tuple[User, ...] = (), bot_permissions: int | None = INVITE
    ) -> Guild:
        """Add a server with its owner, members and the bot, which has a role of its own (None: without the bot)."""
        guild = Guild(id=next(self._ids), name=name, owner_id=owner.id)
        self.guilds[guild.id] = guild
        guild.roles[guild.id] = Role(id=guild.id, name="@everyone", permissions=permissions.EVERYONE, position=0)
        for user in (owner, *members):
            self.add_member(guild, user)
        if bot_permissions is not None:
            role = self.add_role(guild, self.bot.display, bot_permissions, managed=True)
            self.add_member(guild, self.bot, role)
        return guild

    def add_member(self, guild: Guild, user: User, *roles: Role) -> Member:
        """Let a user join a guild."""
        member = Member(user=user, guild=guild, roles={role.id for role in roles})
        guild.members[user.id] = member
        return member

    def add_role(
        self, guild: Guild, name: str, allowed: int = 0, *, mentionable: bool = False, managed: bool = False
    ) -> Role:
        """Add a role above all others."""
        role = Role(
            id=next(self._ids),
            name=name,
            permissions=int(allowed),
            position=len(guild.roles),
            mentionable=mentionable,
            managed=managed,
        )
        guild.roles[role.id] = role
        return role

    def add_channel(self, guild: Guild, name: str, *, topic: str | None = None) -> Channel:
        """Add a text channel below all others."""
        channel = Channel(
            id=next(self._ids), name=name, kind=TEXT, guild=guild, position=len(guild.channels), topic=topic
        )
        return self.place(channel)

    def place(self, channel: Channel) -> Channel:
        """Put a channel or thread where it can be found."""
        self.channels[channel.id] = channel
        if channel.guild is not None:
            channel.guild.channels[channel.id] = channel
        return channel

    def remove(self, channel: Channel) -> None:
        """Forget a channel and all that was said in it."""
        self.channels.pop(channel.id, None)
        if channel.guild is not None:
            channel.guild.channels.pop(channel.id, None)

    def direct(self, user: User) -> Channel:
        """Return the direct message between the bot and a user, opened if need be."""
        for channel in self.channels.values():
            if channel.kind == DIRECT and user in channel.recipients:
                return channel
        return self.place(Channel(id=next(self._ids), name=user.name, kind=DIRECT, recipients=(user,)))

    def permissions(self, user: User, channel: Channel, now: datetime) -> int:
        """Return what a user may do in a channel; 0 for strangers."""
        if channel.guild is None:
            return permissions.DIRECT if user is self.bot or user in channel.recipients else 0
        member = channel.guild.members.get(user.id)
        return permissions.in_channel(member, channel, now) if member else 0


def deny(channel: Channel, target: Role | Member, what: Permission) -> None:
    """Deny a role or member something in a channel, beside what is denied already."""
    target_id, kind = (target.id, 0) if isinstance(target, Role) else (target.user.id, 1)
    overwrite = channel.overwrites.setdefault(target_id, Overwrite(target=target_id, kind=kind))
    overwrite.deny |= int(what)
    overwrite.allow &= ~int(what)


def demo_world() -> World:
    """Make the world of `deckhand try`: one server, three channels, Ada (who owns it), Ben and Chiyo."""
    world = World()
    ada, ben, chiyo = (world.add_user(name) for name in ("ada", "ben", "chiyo"))
    guild = world.add_guild("Deckhand demo", owner=ada, members=(ben, chiyo))
    world.add_channel(guild, "daily-quiz", topic="One question a day, answered in private")
    world.add_channel(guild, "practice", topic="Drill a deck on your own")
    world.add_channel(guild, "arena", topic="Live matches and duels")
    return world
