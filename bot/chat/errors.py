"""Channels, roles and permissions that do not suffice."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.errors import UserError


@dataclass(kw_only=True, eq=False)
class RoleUnfit(UserError):
    """A role that may not be pinged: everyone's, or one that Discord lets nobody mention."""

    #: Its name.
    role: str


@dataclass(kw_only=True, eq=False)
class ChannelUnwritable(UserError):
    """The bot lacks permissions in the channel."""

    #: The channel's id, for a mention.
    channel: int
    #: Names of the missing permissions as Discord's settings show them, comma-separated.
    missing: str


@dataclass(kw_only=True, eq=False)
class ChannelUnfit(UserError):
    """Questions can only be asked in a text channel."""


@dataclass(kw_only=True, eq=False)
class OwnerOnly(UserError):
    """Only who runs the bot may do this."""


@dataclass(kw_only=True, eq=False)
class PermissionMissing(UserError):
    """A press by someone who may not use the slash command it belongs to."""

    #: The permission that would suffice, as Discord's settings show it.
    permission: str
    #: The slash command, without "/", that the server's settings could allow to them.
    command: str


@dataclass(kw_only=True, eq=False)
class CommandForbidden(UserError):
    """A press by someone whom the server's settings forbid the slash command it belongs to, or forbid it there."""

    #: Without "/".
    command: str


@dataclass(kw_only=True, eq=False)
class NotYours(UserError):
    """A press that only works on a private message of one's own."""
