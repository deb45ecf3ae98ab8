"""Permissions: who may use a slash command, and press its buttons, by Discord's rights and a server's own settings.

A server may allow or forbid a command to people, roles and channels (Server Settings > Integrations). Discord applies
that to the command itself, but not to the buttons it left behind: those are checked here, at each press.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

import discord
from discord.app_commands import AppCommand

from bot.chat.errors import CommandForbidden, OwnerOnly, PermissionMissing
from bot.core.ids import snowflake_at
from bot.text.catalogue import say

#: So long an answer about a server's settings is believed.
_KEPT_FOR = timedelta(minutes=2)
#: Discord waits 3 s for the first reply to a press.
_PATIENCE_S = 2.0


class Kind(IntEnum):
    """What a line of the settings is about."""

    ROLE = 1
    USER = 2
    CHANNEL = 3


@dataclass(frozen=True, slots=True)
class Override:
    """One line of a server's settings for a command, or for all commands of the bot."""

    #: A command's id, or the application's for all commands.
    scope: int
    kind: Kind
    #: A person's, role's or channel's id; the server's own id is everyone, one less is every channel.
    target: int
    allowed: bool


def decide(
    overrides: Iterable[Override],
    *,
    application: int,
    command: int,
    guild: int,
    user: int,
    roles: frozenset[int],
    channels: tuple[int, ...],
) -> bool | None:
    """Tell what a server's settings say about a person's use of a command; None: nothing.

    A line of the command replaces the line about the same target of all commands. A forbidden channel forbids;
    of people, the person's own line decides, then those of their roles (one that allows suffices), then everyone's.

    Args:
        overrides: Every line of the server.
        application: The id of the bot's application.
        command: The command's id.
        guild: The server's id.
        user: The person's id.
        roles: The ids of their roles, without everyone's.
        channels: The id of the channel; of a thread, its own and its parent's.

    Source: support.discord.com, "Updates to Command Permissions" and "Command Permissions Lockout"; Discord
    documentation, interactions/application-commands, "Permissions".
    """
    lines = list(overrides)
    said: dict[tuple[Kind, int], bool] = {}
    for scope in (application, command):
        said.update({(line.kind, line.target): line.allowed for line in lines if line.scope == scope})
    places = [said[Kind.CHANNEL, place] for place in (*channels, guild - 1) if (Kind.CHANNEL, place) in said]
    if places and not places[0]:
        return False
    if (Kind.USER, user) in said:
        return said[Kind.USER, user]
    of_roles = [said[Kind.ROLE, role] for role in roles if (Kind.ROLE, role) in said]
    return any(of_roles) if of_roles else said.get((Kind.ROLE, guild))


class CommandPermissions:
    """Checks presses against the permissions of the slash command they belong to."""

    def __init__(self) -> None:
        self._commands: dict[str, int] = {}
        self._overrides: dict[int, tuple[datetime, tuple[Override, ...]]] = {}

    def learn(self, told: Iterable[AppCommand]) -> None:
        """Take the ids of commands from what Discord answered."""
        self._commands = {command.name: command.id for command in told}

    async def check(self, interaction: discord.Interaction[Any], permission: str, command: str) -> None:
        """Let a person pass who may use a command here and now.

        Args:
            interaction: The press.
            permission: What the command asks for unless the server decides otherwise, by the library's name.
            command: Its name.

        Raises:
            PermissionMissing: The person lacks the permission, and the server's settings do not allow it otherwise.
            CommandForbidden: The server's settings forbid it to them, or in this channel.
            discord.HTTPException: Discord did not tell the settings.
            TimeoutError: Nor within two seconds.
        """
        # Settings bind everybody but administrators.
        if interaction.permissions.administrator:
            return
        said = await self._said(interaction, command)
        if said is False:
            raise CommandForbidden(command=command)
        if said is None and not getattr(interaction.permissions, permission):
            named = say(f"permission-{permission.replace('_', '-')}", str(interaction.locale))
            raise PermissionMissing(permission=named, command=command)

    async def _said(self, interaction: discord.Interaction[Any], command: str) -> bool | None:
        guild, place = interaction.guild_id, interaction.channel
        if guild is None or place is None:
            return False
        async with asyncio.timeout(_PATIENCE_S):
            number = await self._id_of(interaction.client, command)
            overrides = await self._of(interaction, guild)
        # A thread has the settings of its channel.
        parent = place.parent_id if isinstance(place, discord.Thread) else None
        return decide(
            overrides,
            application=interaction.application_id,
            command=number,
            guild=guild,
            user=interaction.user.id,
            roles=frozenset(role.id for role in getattr(interaction.user, "roles", ())) - {guild},
            channels=(place.id,) if parent is None else (place.id, parent),
        )

    async def _id_of(self, client: Any, command: str) -> int:  # noqa: ANN401 - our client, which knows this module
        """Return a command's id, as Discord has it; 0 for one that it was never told, of which nothing can be set."""
        if command not in self._commands:
            self.learn(await client.tree.fetch_commands())
        return self._commands.get(command, 0)

    async def _of(self, interaction: discord.Interaction[Any], guild: int) -> tuple[Override, ...]:
        """Return a server's settings, asked again once they are two minutes old."""
        now = snowflake_at(interaction.id)
        asked_at, kept = self._overrides.get(guild, (None, ()))
        if asked_at is not None and now - asked_at < _KEPT_FOR:
            return kept
        # One request for all commands and for the application itself; the library has a method of its own for one
        # command only.
        raw = await interaction.client.http.get_guild_application_command_permissions(interaction.application_id, guild)
        overrides = tuple(override for scope in raw for override in _read(scope))
        self._overrides[guild] = (now, overrides)
        return overrides


def _read(scope: Mapping[str, Any]) -> Iterator[Override]:
    for line in scope["permissions"]:
        if line["type"] in set(Kind):
            yield Override(
                scope=int(scope["id"]),
                kind=Kind(line["type"]),
                target=int(line["id"]),
                allowed=bool(line["permission"]),
            )


def check_owner(interaction: discord.Interaction[Any]) -> None:
    """Let only the application's owner, or a member of the team that owns it, pass.

    Raises:
        OwnerOnly: It is somebody else.
    """
    application = interaction.client.application
    if application is None:
        raise OwnerOnly
    people = [application.owner] if application.team is None else application.team.members
    if interaction.user.id not in {person.id for person in people}:
        raise OwnerOnly
