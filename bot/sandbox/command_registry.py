"""Command registry: the application commands a bot has registered, global and per guild."""

from __future__ import annotations

from bot.sandbox.command_permissions import CommandPermissions
from bot.sandbox.entities import Application
from bot.sandbox.wire import Payload, Snowflakes

CHAT, USER, MESSAGE = 1, 2, 3
SUBCOMMAND, GROUP = 1, 2
#: Contexts and installs a command has if it names none: guild, bot DM, private channel; guild install.
_CONTEXTS = [0, 1, 2]
_INSTALLS = [0]


class CommandRegistry:
    """The registry; scope None is global, else a guild's id.

    Attributes:
        permissions: Who may use them, by the servers' settings.
    """

    def __init__(self, application: Application, ids: Snowflakes) -> None:
        self.permissions = CommandPermissions(application)
        self._application = application
        self._ids = ids
        self._scopes: dict[int | None, list[Payload]] = {}

    def replace(self, scope: int | None, given: list[Payload]) -> list[Payload]:
        """Replace all commands of a scope; one that stays keeps its id, and its version if nothing changed."""
        before = {(command["type"], command["name"]): command for command in self.of(scope)}
        self._scopes[scope] = [
            self._settle(scope, raw, before.get((raw.get("type", CHAT), raw["name"]))) for raw in given
        ]
        return self._scopes[scope]

    def named(self, scope: int | None, raw: Payload) -> Payload | None:
        """Return the command of the same type and name; None if there is none."""
        key = (raw.get("type", CHAT), raw["name"])
        return next((command for command in self.of(scope) if (command["type"], command["name"]) == key), None)

    def put(self, scope: int | None, raw: Payload, old: Payload | None) -> Payload:
        """Create a command, or replace `old` with it."""
        kept = self._scopes.setdefault(scope, [])
        fresh = self._settle(scope, raw, old)
        if old:
            kept[kept.index(old)] = fresh
        else:
            kept.append(fresh)
        return fresh

    def of(self, scope: int | None) -> list[Payload]:
        """Return the commands of a scope, in their order."""
        return self._scopes.get(scope, [])

    def get(self, scope: int | None, command_id: int) -> Payload | None:
        """Return a command by id; None if there is none."""
        return next((command for command in self.of(scope) if command["id"] == str(command_id)), None)

    def remove(self, scope: int | None, command: Payload) -> None:
        """Forget a command."""
        self._scopes[scope].remove(command)

    def seen_in(self, guild: int | None) -> list[Payload]:
        """Return the commands available in a guild (None: in a direct message): global commands and the guild's own."""
        if guild is None:
            return [command for command in self.of(None) if 1 in (command["contexts"] or _CONTEXTS)]
        fitting = [command for command in self.of(None) if 0 in (command["contexts"] or _CONTEXTS)]
        return [*self.of(guild), *fitting]

    def _settle(self, scope: int | None, raw: Payload, old: Payload | None) -> Payload:
        """Return a command as Discord keeps it: nulls replaced by defaults."""
        needed = raw.get("default_member_permissions")
        command: Payload = {
            "id": old["id"] if old else str(self._ids.make()),
            "application_id": str(self._application.id),
            "version": "",
            # Taken as a number as well, kept as text.
            "default_member_permissions": None if needed is None else str(needed),
            "type": raw.get("type") or CHAT,
            "name": raw["name"],
            "name_localizations": raw.get("name_localizations") or None,
            "description": raw.get("description") or "",
            "description_localizations": raw.get("description_localizations") or None,
            "dm_permission": raw.get("dm_permission", True) is not False,
            "contexts": raw.get("contexts"),
            "integration_types": raw.get("integration_types") or _INSTALLS,
            "nsfw": bool(raw.get("nsfw")),
        }
        if scope is not None:
            command["guild_id"] = str(scope)
        if raw.get("options"):
            command["options"] = [_option(option) for option in raw["options"]]
        same = old is not None and old | {"version": ""} == command
        command["version"] = old["version"] if same and old else str(self._ids.make())
        return command


def _option(raw: Payload) -> Payload:
    """Return an option as Discord keeps it, without nulls and empty lists."""
    option = {key: value for key, value in raw.items() if value not in (None, [], {})}
    option.setdefault("description", "")
    if "options" in option:
        option["options"] = [_option(inner) for inner in option["options"]]
    return option
