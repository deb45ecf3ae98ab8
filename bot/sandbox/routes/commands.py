"""Command routes: register, list, change and remove application commands, global and per guild."""

from __future__ import annotations

from bot.sandbox.changes import Change, ChangeKind
from bot.sandbox.problems import invalid, missing_access, unknown
from bot.sandbox.route import Body, Call, Created, Route
from bot.sandbox.validation.commands import check_commands
from bot.sandbox.wire import Payload


def _scope(call: Call) -> int | None:
    """Return the guild of the path, None for global.

    Raises:
        ApiProblem: 10002 not the bot's app, or a guild it is not in.
    """
    if call.number("application_id") != call.state.world.application.id:
        raise missing_access()
    return call.guild().id if "guild_id" in call.ids else None


def _command(call: Call, scope: int | None) -> Payload:
    command = call.state.commands.get(scope, call.number("command_id"))
    if command is None:
        raise unknown("application command")
    return command


def listed(call: Call) -> Body:
    """Answer with a scope's commands."""
    return call.state.commands.of(_scope(call))


def one(call: Call) -> Body:
    """Answer with one command."""
    return _command(call, _scope(call))


def replace(call: Call) -> Body:
    """Replace a scope's commands."""
    scope = _scope(call)
    if not isinstance(call.body, list):
        raise invalid("_", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
    check_commands(call.body)
    settled = call.state.commands.replace(scope, call.body)
    call.state.changes.tell(Change(kind=ChangeKind.COMMANDS))
    return settled


def upsert(call: Call) -> Body | Created:
    """Create a command (201), or replace the one of that name (200)."""
    scope = _scope(call)
    check_commands([call.fields()])
    old = call.state.commands.named(scope, call.fields())
    settled = call.state.commands.put(scope, call.fields(), old)
    call.state.changes.tell(Change(kind=ChangeKind.COMMANDS))
    return settled if old else Created(settled)


def change(call: Call) -> Body:
    """Change parts of a command."""
    scope = _scope(call)
    old = _command(call, scope)
    check_commands([old | call.fields()])
    settled = call.state.commands.put(scope, old | call.fields(), old)
    call.state.changes.tell(Change(kind=ChangeKind.COMMANDS))
    return settled


def remove(call: Call) -> Body:
    """Remove a command."""
    scope = _scope(call)
    call.state.commands.remove(scope, _command(call, scope))
    call.state.changes.tell(Change(kind=ChangeKind.COMMANDS))
    return None


def permissions(call: Call) -> Body:
    """Answer with all that a server's settings say about the commands of the bot."""
    _scope(call)
    return call.state.commands.permissions.of(call.number("guild_id"))


_GLOBAL = "/applications/{application_id}/commands"
_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
_BOTH = (
    ("GET", "", listed),
    ("PUT", "", replace),
    ("POST", "", upsert),
    ("GET", "/{command_id}", one),
    ("PATCH", "/{command_id}", change),
    ("DELETE", "/{command_id}", remove),
)
ROUTES = (
    *(Route(method=how, template=base + tail, handler=act) for base in (_GLOBAL, _GUILD) for how, tail, act in _BOTH),
    Route(method="GET", template=f"{_GUILD}/permissions", handler=permissions),
)
