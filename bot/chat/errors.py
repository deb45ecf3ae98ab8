"""Channels, roles and rights that do not do."""

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
