"""What a server's settings say about who may use which command (Server Settings > Integrations)."""

from __future__ import annotations

from enum import IntEnum

from bot.sandbox.entities import Application, Channel, Guild, Member, Role
from bot.sandbox.wire import Payload


class Target(IntEnum):
    """What a setting is about."""

    ROLE = 1
    USER = 2
    CHANNEL = 3


class CommandPermissions:
    """The settings of all servers, by the id of a command, or of the application for all of its commands."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._said: dict[int, dict[int, dict[tuple[Target, int], bool]]] = {}

    def set(self, guild: Guild, command: int, target: Role | Member | Channel | int, *, allowed: bool | None) -> None:
        """Allow or forbid a command to a role, a person or in a channel; None takes the setting away.

        Args:
            guild: The server.
            command: The command's id, or the application's.
            target: The id of the server less one for every channel.
            allowed: What is set.
        """
        key = _key(target)
        lines = self._said.setdefault(guild.id, {}).setdefault(command, {})
        lines.pop(key, None)
        if allowed is not None:
            lines[key] = allowed

    def of(self, guild: int) -> list[Payload]:
        """Return the settings of a server as Discord tells them."""
        return [
            {
                "id": str(command),
                "application_id": str(self._application.id),
                "guild_id": str(guild),
                "permissions": [
                    {"id": str(target), "type": int(kind), "permission": allowed}
                    for (kind, target), allowed in lines.items()
                ],
            }
            for command, lines in self._said.get(guild, {}).items()
            if lines
        ]


def _key(target: Role | Member | Channel | int) -> tuple[Target, int]:
    match target:
        case Role():
            return Target.ROLE, target.id
        case Member():
            return Target.USER, target.user.id
        case Channel():
            return Target.CHANNEL, target.id
        case _:
            return Target.CHANNEL, target
