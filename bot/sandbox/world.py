"""World: the servers, channels, roles and people that a sandbox starts with.

Ids are counted from a fixed instant, so that the same world has the same ids at every start.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import datetime

from bot.sandbox import permissions, wire
from bot.sandbox.entities import DIRECT, FOUNDED_AT, TEXT, Application, Channel, Guild, Member, Overwrite, Role, User
from bot.sandbox.permissions import Permission

#: The permissions that the real bot's invite asks for.
INVITE = 309237763136


class World:
    """The users, servers and channels of a sandbox.

    Attributes:
        application: The app behind the bot.
        bot: The bot's own account.
        token: What the bot authenticates with.
        users: Accounts by id, the bot's included.
        guilds: Servers by id.
        channels: Every channel, thread and direct message by id.
    """

    def __init__(self, *, bot: str = "Deckhand", token: str = "sandbox-token", privileged: int = 0) -> None:  # noqa: S107 - opens nothing but a loopback toy
        base = wire.snowflake_at_ms(int(FOUNDED_AT.timestamp() * 1000))
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
        """Register a channel or thread."""
        self.channels[channel.id] = channel
        if channel.guild is not None:
            channel.guild.channels[channel.id] = channel
        return channel

    def remove(self, channel: Channel) -> None:
        """Remove a channel and its messages."""
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
