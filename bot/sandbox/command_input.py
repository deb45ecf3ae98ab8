"""Command input: the interaction data a client sends for a slash command, a menu command or an autocomplete."""

from __future__ import annotations

from bot.sandbox import payloads
from bot.sandbox.client_view import CannotAct, find_channel
from bot.sandbox.command_registry import CHAT, GROUP, MESSAGE, SUBCOMMAND
from bot.sandbox.entities import Channel, Message, User
from bot.sandbox.permissions import ALL, Permission, in_channel
from bot.sandbox.state import SandboxState
from bot.sandbox.validation.message import FILE_BYTES
from bot.sandbox.wire import Payload, Upload

_STRING, _INTEGER, _BOOLEAN, _USER, _CHANNEL, _ROLE, _ANYONE, _NUMBER, _FILE = 3, 4, 5, 6, 7, 8, 9, 10, 11
_LONGEST = 6000


def offered(state: SandboxState, user: User, place: Channel) -> list[Payload]:
    """Return the commands a client offers a person in a channel: those their permissions allow."""
    guild = place.guild
    commands = state.commands.seen_in(guild.id if guild else None)
    if guild is None:
        return commands
    if state.world.bot.id not in guild.members:
        return []
    may = in_channel(guild.members[user.id], place, state.clock.now())
    if not may & Permission.USE_APPLICATION_COMMANDS:
        return []
    return [command for command in commands if _is_allowed(command, may)]


def _is_allowed(command: Payload, may: int) -> bool:
    needed = command["default_member_permissions"]
    if needed is None or may == ALL:
        return True
    return bool(int(needed)) and may & int(needed) == int(needed)


def _find(state: SandboxState, user: User, place: Channel, typed: str) -> tuple[Payload, list[Payload], list[Payload]]:
    """Return the command, the path of subcommands below it, and the options of the last of them.

    Raises:
        CannotAct: There is no such command.
    """
    words = typed.removeprefix("/").split()
    chats = [command for command in offered(state, user, place) if command["type"] == CHAT]
    command = next((command for command in chats if command["name"] == words[0]), None)
    if command is None:
        there = ", ".join(f"/{one['name']}" for one in chats) or "none"
        raise CannotAct(f"/{words[0]} is not offered to {user.name} in #{place.name}; there are: {there}")
    path: list[Payload] = []
    options: list[Payload] = command.get("options", [])
    for word in words[1:]:
        inner = next((one for one in options if one["name"] == word and one["type"] in (SUBCOMMAND, GROUP)), None)
        if inner is None:
            raise CannotAct(f"/{typed}: there is no {word!r}; there are: {', '.join(one['name'] for one in options)}")
        path.append(inner)
        options = inner.get("options", [])
    if any(option["type"] in (SUBCOMMAND, GROUP) for option in options):
        raise CannotAct(f"/{typed} needs one of: {', '.join(one['name'] for one in options)}")
    return command, path, options


def command_data(state: SandboxState, user: User, place: Channel, typed: str, given: dict[str, object]) -> Payload:
    """Return an interaction's data for a command with options.

    Raises:
        CannotAct: There is no such command or option, or a client would not send it.
    """
    command, path, options = _find(state, user, place, typed)
    _check_names(typed, options, given)
    if missing := [one["name"] for one in options if one.get("required") and given.get(one["name"]) is None]:
        raise CannotAct(f"/{typed} needs {', '.join(missing)}")
    resolved: Payload = {}
    sent = [
        {
            "name": option["name"],
            "type": option["type"],
            "value": _value(state, place, option, given[option["name"]], resolved),
        }
        for option in options
        if given.get(option["name"]) is not None
    ]
    return _data(command, path, sent, resolved)


def autocomplete_data(
    state: SandboxState, user: User, place: Channel, typed: str, *, name: str, text: str, given: dict[str, object]
) -> Payload:
    """Return an interaction's data for an autocomplete.

    Raises:
        CannotAct: There is no such command or option, or the option has no autocomplete.
    """
    command, path, options = _find(state, user, place, typed)
    _check_names(typed, options, {name: text, **given})
    sent: list[Payload] = []
    resolved: Payload = {}
    for option in options:
        if option["name"] == name:
            if not option.get("autocomplete"):
                raise CannotAct(f"/{typed}: the option {name!r} has no autocomplete")
            sent.append({"name": name, "type": option["type"], "value": text, "focused": True})
        elif given.get(option["name"]) is not None:
            value = _value(state, place, option, given[option["name"]], resolved)
            sent.append({"name": option["name"], "type": option["type"], "value": value})
    return _data(command, path, sent, resolved)


def _check_names(typed: str, options: list[Payload], given: dict[str, object]) -> None:
    known = [option["name"] for option in options]
    if stray := [name for name in given if name not in known]:
        raise CannotAct(f"/{typed} has no option {stray[0]!r}; there are: {', '.join(known) or 'none'}")


def _data(command: Payload, path: list[Payload], sent: list[Payload], resolved: Payload) -> Payload:
    for step in reversed(path):
        sent = [{"name": step["name"], "type": step["type"], "options": sent}]
    data: Payload = {"id": command["id"], "name": command["name"], "type": command["type"]}
    if sent:
        data["options"] = sent
    if resolved:
        data["resolved"] = resolved
    if "guild_id" in command:
        data["guild_id"] = command["guild_id"]
    return data


def menu_command_data(state: SandboxState, user: User, place: Channel, name: str, target: Message | str) -> Payload:
    """Return an interaction's data for a context menu command on a message or "@name".

    Raises:
        CannotAct: There is no such command.
    """
    kind = MESSAGE if isinstance(target, Message) else 2
    menus = [command for command in offered(state, user, place) if command["type"] == kind]
    command = next((command for command in menus if command["name"] == name), None)
    if command is None:
        raise CannotAct(f"no menu command {name!r}; there are: {', '.join(one['name'] for one in menus) or 'none'}")
    resolved: Payload = {}
    if isinstance(target, Message):
        aim = str(target.id)
        resolved["messages"] = {aim: target.payload(user.id)}
    else:
        aim = resolve(state, place, _USER, target, resolved)
    return _data(command, [], [], resolved) | {"target_id": aim}


def _value(state: SandboxState, place: Channel, option: Payload, given: object, resolved: Payload) -> object:
    kind = option["type"]
    if choices := option.get("choices"):
        for choice in choices:
            if given in (choice["name"], choice["value"]):
                return choice["value"]
        raise CannotAct(
            f"{option['name']}: no choice {given!r}; there are: {', '.join(repr(c['name']) for c in choices)}"
        )
    if kind in (_USER, _CHANNEL, _ROLE, _ANYONE):
        return resolve(state, place, kind, str(given), resolved)
    if kind == _FILE:
        return attach(state, place, given, resolved)
    if kind == _BOOLEAN:
        return bool(given)
    if kind in (_INTEGER, _NUMBER):
        return _number(option, given)
    text = str(given)
    if not option.get("min_length", 0) <= len(text) <= option.get("max_length", _LONGEST):
        raise CannotAct(f"{option['name']}: {len(text)} characters are too few or too many")
    return text


def _number(option: Payload, given: object) -> float:
    number: float = int(str(given)) if option["type"] == _INTEGER else float(str(given))
    least, most = option.get("min_value"), option.get("max_value")
    if (least is not None and number < least) or (most is not None and number > most):
        raise CannotAct(f"{option['name']}: {number:g} is not between {least} and {most}")
    return number


def resolve(state: SandboxState, place: Channel, kind: int, given: str, resolved: Payload) -> str:
    """Return the id of a user (6), channel (7), role (8) or either (9) by name, and note what it names in `resolved`.

    Raises:
        CannotAct: There is none of that name.
    """
    guild = place.guild
    if kind == _CHANNEL:
        channel = state.world.channels.get(int(given)) if given.isdecimal() else None
        channel = channel or find_channel(
            state, state.world.bot if guild is None else _viewer(state, place), given, place
        )
        resolved.setdefault("channels", {})[str(channel.id)] = payloads.partial_channel(state, channel, None) | {
            "permissions": "0"
        }
        return str(channel.id)
    name = given.removeprefix("@")
    if kind in (_USER, _ANYONE):
        for user in state.world.users.values():
            if name in (user.name, user.display, str(user.id)):
                resolved.setdefault("users", {})[str(user.id)] = user.payload()
                if guild and user.id in guild.members:
                    member = guild.members[user.id]
                    shown = payloads.member_with_permissions(state, member, place)
                    resolved.setdefault("members", {})[str(user.id)] = {
                        k: v for k, v in shown.items() if k not in ("user", "mute", "deaf")
                    }
                return str(user.id)
    if kind in (_ROLE, _ANYONE) and guild:
        for role in guild.roles.values():
            if name in (role.name, str(role.id)):
                resolved.setdefault("roles", {})[str(role.id)] = role.payload()
                return str(role.id)
    raise CannotAct(f"there is nobody and nothing called {given!r} here")


def _viewer(state: SandboxState, place: Channel) -> User:
    """Return somebody who sees every channel of the guild: a picker's own list is checked by the bot, not here."""
    return state.world.users[place.guild.owner_id] if place.guild else state.world.bot


def attach(state: SandboxState, place: Channel, given: object, resolved: Payload) -> str:
    """Upload a file and return its attachment id.

    Raises:
        CannotAct: It is no `Upload`, or too large.
    """
    if not isinstance(given, Upload):
        raise CannotAct("a file option takes an Upload")
    if len(given.data) > FILE_BYTES:
        raise CannotAct(f"{given.filename} is larger than {FILE_BYTES} bytes")
    attachment = state.files.keep(state.ids.make(), given, state.base, channel=place.id) | {"ephemeral": True}
    resolved.setdefault("attachments", {})[attachment["id"]] = attachment
    number: str = attachment["id"]
    return number
