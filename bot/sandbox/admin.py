"""Admin: what a manager changes in a server by hand, sent to the bot as gateway events."""

from __future__ import annotations

from datetime import datetime

from bot.sandbox import payloads, world
from bot.sandbox.entities import Channel, Guild, Member, Role, User
from bot.sandbox.permissions import Permission
from bot.sandbox.sessions import Event, Intent
from bot.sandbox.state import SandboxState
from bot.sandbox.world import INVITE


class Admin:
    """Changes servers while a bot is connected."""

    def __init__(self, state: SandboxState) -> None:
        self._state = state

    @property
    def bot_role(self) -> dict[int, Role]:
        """The bot's own role in each guild it is in, by guild id."""
        return {
            guild.id: role
            for guild in self._state.world.guilds.values()
            for role in guild.roles.values()
            if role.managed
        }

    def denies(self, channel: Channel, what: Permission, target: Role | Member | None = None) -> None:
        """Deny a role or member (None: the bot) permissions in a channel."""
        assert channel.guild is not None
        world.deny(channel, target or channel.guild.members[self._state.world.bot.id], what)
        self._updated(channel)

    def allows(self, channel: Channel) -> None:
        """Remove all overwrites of a channel."""
        channel.overwrites.clear()
        self._updated(channel)

    def renames(self, channel: Channel, name: str) -> None:
        """Rename a channel."""
        channel.name = name
        self._updated(channel)

    def _updated(self, channel: Channel) -> None:
        self._state.channel_changed(channel, "CHANNEL_UPDATE", payloads.channel(self._state, channel))

    def adds_channel(self, guild: Guild, name: str) -> Channel:
        """Add a text channel."""
        channel = self._state.world.add_channel(guild, name)
        self._state.channel_changed(channel, "CHANNEL_CREATE", payloads.channel(self._state, channel))
        return channel

    def deletes_channel(self, channel: Channel) -> None:
        """Delete a channel and its messages."""
        self._state.world.remove(channel)
        self._state.channel_changed(channel, "CHANNEL_DELETE", payloads.channel(self._state, channel))

    def adds_role(self, guild: Guild, name: str, allowed: int = 0) -> Role:
        """Add a role above all others."""
        role = self._state.world.add_role(guild, name, allowed)
        data = {"guild_id": str(guild.id), "role": role.payload()}
        self._state.sessions.dispatch(Event("GUILD_ROLE_CREATE", data, guild=guild.id, intents=Intent.GUILDS))
        return role

    def gives_role(self, member: Member, role: Role) -> None:
        """Give a member a role."""
        member.roles.add(role.id)
        self._member_updated(member)

    def silences(self, member: Member, until: datetime | None) -> None:
        """Time a member out until an instant; None ends it."""
        member.timed_out_until = until
        self._member_updated(member)

    def _member_updated(self, member: Member) -> None:
        guild = member.guild
        data = member.payload() | {"guild_id": str(guild.id)}
        # Of its own membership a bot hears without the members intent.
        own = member.user is self._state.world.bot
        intents = 0 if own else int(Intent.GUILD_MEMBERS)
        self._state.sessions.dispatch(Event("GUILD_MEMBER_UPDATE", data, guild=guild.id, intents=intents))

    def changes_role(self, guild: Guild, role: Role, allowed: int) -> None:
        """Change what a role may do."""
        role.permissions = int(allowed)
        data = {"guild_id": str(guild.id), "role": role.payload()}
        self._state.sessions.dispatch(Event("GUILD_ROLE_UPDATE", data, guild=guild.id, intents=Intent.GUILDS))

    def invites_bot(self, guild: Guild, allowed: int = INVITE) -> None:
        """Add the bot to a server."""
        state = self._state
        role = state.world.add_role(guild, state.world.bot.display, allowed, managed=True)
        state.world.add_member(guild, state.world.bot, role)
        for session in state.sessions.connected:
            # A server that is new to the bot says nothing about having been unavailable.
            data = payloads.guild_create(state, guild, session)
            del data["unavailable"]
            event = Event("GUILD_CREATE", data, guild=guild.id, intents=Intent.GUILDS)
            if session.receives(event):
                state.sessions.send(session, event)

    def removes_bot(self, guild: Guild) -> None:
        """Kick the bot out of a server."""
        bot = guild.members.pop(self._state.world.bot.id)
        for role in bot.roles:
            guild.roles.pop(role, None)
        data = {"id": str(guild.id)}
        self._state.sessions.dispatch(Event("GUILD_DELETE", data, guild=guild.id, intents=Intent.GUILDS))

    def takes_down(self, guild: Guild) -> None:
        """Make a server unavailable to the bot, as in an outage."""
        guild.unavailable = True
        data = {"id": str(guild.id), "unavailable": True}
        self._state.sessions.dispatch(Event("GUILD_DELETE", data, guild=guild.id, intents=Intent.GUILDS))

    def brings_back(self, guild: Guild) -> None:
        """End a server's outage."""
        guild.unavailable = False
        for session in self._state.sessions.connected:
            event = Event(
                "GUILD_CREATE",
                payloads.guild_create(self._state, guild, session),
                guild=guild.id,
                intents=Intent.GUILDS,
            )
            if session.receives(event):
                self._state.sessions.send(session, event)

    def joins(self, guild: Guild, user: User) -> Member:
        """Add a user to a server."""
        member = self._state.world.add_member(guild, user)
        data = member.payload() | {"guild_id": str(guild.id)}
        self._state.sessions.dispatch(Event("GUILD_MEMBER_ADD", data, guild=guild.id, intents=Intent.GUILD_MEMBERS))
        return member

    def leaves(self, member: Member) -> None:
        """Remove a member from their server; a form they have open there can no longer be sent."""
        guild = member.guild
        del guild.members[member.user.id]
        data = {"guild_id": str(guild.id), "user": member.user.payload()}
        self._state.sessions.dispatch(Event("GUILD_MEMBER_REMOVE", data, guild=guild.id, intents=Intent.GUILD_MEMBERS))
