"""Guards: every press is checked when it is pressed, by the rights of that moment and by the server's own settings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from bot.chat.permissions import Kind, Override, decide
from bot.chat.router import OWN_ONLY, Press
from bot.sandbox.entities import Role
from bot.sandbox.permissions import Permission

PERMISSIONS_ROUTE = "/applications/{application_id}/guilds/{guild_id}/commands/permissions"
APPLICATION, COMMAND, GUILD = 1, 2, 100
USER, ROLE, OTHER_ROLE, CHANNEL = 7, 8, 9, 50


def guarded(house: Any) -> Iterator[tuple[str, Press]]:
    """Find every press of every feature that takes a permission."""
    found = [(route, press) for route, press in house.features.presses.items() if press.guard.permission is not None]
    assert found
    return iter(found)


def moderator_role(house: Any, name: str, allowed: int) -> Role:
    """Give Ben a role."""
    ben = house.sandbox.person("ben")
    guild = ben.channel("#daily-quiz").guild
    role: Role = house.sandbox.admin.adds_role(guild, name, allowed)
    house.sandbox.admin.gives_role(guild.members[ben.user.id], role)
    return role


async def presses(house: Any, route: str, name: str = "ben") -> str:
    """Press a route on whatever message, as a client does that has not heard of a change; returns the answer."""
    person = house.sandbox.person(name)
    said = await person.says("#daily-quiz", "hello")
    shown = await person.presses(message=said, custom_id=f"{route}:1", forced=True)
    return str(shown.text)


async def test_a_permission_lost_between_card_and_press(house: Any) -> None:
    """Every press that takes a permission is refused, by its name, as soon as that is lost, and not before."""
    role = moderator_role(house, "mods", Permission.MANAGE_MESSAGES | Permission.MANAGE_GUILD)
    before = {route: await presses(house, route) for route, _ in guarded(house)}
    role.permissions = 0
    after = {route: await presses(house, route) for route, _ in guarded(house)}
    names = {"manage_messages": "Manage Messages", "manage_guild": "Manage Server"}
    for route, press in guarded(house):
        assert "for this" not in before[route], route
        assert f"You need **{names[str(press.guard.permission)]}** for this" in after[route], route


async def test_a_guard_asks_for_what_its_command_asks_for(house: Any) -> None:
    """Who is offered a command may press its buttons, and nobody else."""
    for route, press in guarded(house):
        command = house.client.tree.get_command(press.guard.command)
        assert command is not None, route
        assert getattr(command.default_permissions, str(press.guard.permission)), route


async def test_what_is_private_works_nowhere_else(house: Any) -> None:
    """A press for one's own eyes is refused on a message that others see too."""
    own = [route for route, press in house.features.presses.items() if press.guard == OWN_ONLY]
    assert own
    for route in own:
        assert "a private message of your own" in await presses(house, route), route


async def test_a_servers_settings_allow_and_forbid(house: Any) -> None:
    """A role without the permission may be allowed a command, and one with it forbidden; known again within minutes."""
    sandbox = house.sandbox
    guild = sandbox.person("ben").channel("#daily-quiz").guild
    role = moderator_role(house, "helpers", 0)
    commands = sandbox.state.commands
    number = next(int(command["id"]) for command in commands.of(None) if command["name"] == "appeals")
    assert "You need **Manage Messages**" in await presses(house, "appeal:accept")
    commands.permissions.set(guild, number, role, allowed=True)
    assert "You need **Manage Messages**" in await presses(house, "appeal:accept"), "the answer is kept for a while"
    sandbox.clock.advance(timedelta(minutes=3))
    assert "This appeal isn't here any more" in await presses(house, "appeal:accept")
    assert len(sandbox.exchanges.rest("GET", PERMISSIONS_ROUTE)) == 2
    role.permissions = int(Permission.MANAGE_MESSAGES)
    commands.permissions.set(guild, number, role, allowed=False)
    sandbox.clock.advance(timedelta(minutes=3))
    assert "settings don't let you use /appeals here" in await presses(house, "appeal:accept")
    role.permissions = int(Permission.ADMINISTRATOR)
    assert "This appeal isn't here any more" in await presses(house, "appeal:accept"), "administrators are never bound"


async def test_settings_that_cannot_be_read_let_nobody_through(house: Any) -> None:
    """Discord did not answer: nothing happens, and the person may try again."""
    moderator_role(house, "mods", Permission.MANAGE_MESSAGES)
    house.sandbox.faults.answer(503, method="GET", route=PERMISSIONS_ROUTE)
    assert "didn't go through just now" in await presses(house, "appeals:quiet")


def said(*lines: tuple[int, Kind, int, bool], roles: frozenset[int] = frozenset()) -> bool | None:
    """Decide for one person in one channel."""
    return decide(
        [Override(*line) for line in lines],
        application=APPLICATION,
        command=COMMAND,
        guild=GUILD,
        user=USER,
        roles=roles,
        channels=(CHANNEL,),
    )


@pytest.mark.parametrize(
    ("lines", "roles", "wanted"),
    [
        ([], {ROLE}, None),
        ([(COMMAND, Kind.ROLE, ROLE, True)], {ROLE}, True),
        ([(COMMAND, Kind.ROLE, ROLE, True)], {OTHER_ROLE}, None),
        ([(COMMAND, Kind.ROLE, ROLE, False), (COMMAND, Kind.ROLE, OTHER_ROLE, True)], {ROLE, OTHER_ROLE}, True),
        ([(COMMAND, Kind.ROLE, GUILD, False)], {ROLE}, False),
        ([(COMMAND, Kind.ROLE, GUILD, False), (COMMAND, Kind.ROLE, ROLE, True)], {ROLE}, True),
        ([(COMMAND, Kind.ROLE, ROLE, True), (COMMAND, Kind.USER, USER, False)], {ROLE}, False),
        ([(COMMAND, Kind.CHANNEL, CHANNEL, False), (COMMAND, Kind.USER, USER, True)], {ROLE}, False),
        ([(COMMAND, Kind.CHANNEL, GUILD - 1, False)], {ROLE}, False),
        ([(COMMAND, Kind.CHANNEL, GUILD - 1, False), (COMMAND, Kind.CHANNEL, CHANNEL, True)], {ROLE}, None),
        ([(APPLICATION, Kind.ROLE, ROLE, False)], {ROLE}, False),
        ([(APPLICATION, Kind.ROLE, ROLE, False), (COMMAND, Kind.ROLE, ROLE, True)], {ROLE}, True),
        ([(COMMAND, Kind.ROLE, ROLE, True), (APPLICATION, Kind.ROLE, ROLE, False)], {ROLE}, True),
        ([(COMMAND, Kind.ROLE, OTHER_ROLE, True), (APPLICATION, Kind.ROLE, ROLE, True)], {ROLE}, True),
        ([(3, Kind.ROLE, ROLE, True)], {ROLE}, None),
    ],
    ids=[
        "nothing said",
        "a role allowed",
        "another role allowed",
        "one of two roles allowed",
        "everyone forbidden",
        "everyone but a role forbidden",
        "a person forbidden",
        "a channel forbidden",
        "every channel forbidden",
        "every channel but this forbidden",
        "all commands forbidden",
        "all but this command forbidden",
        "all but this command forbidden, told first",
        "settings of all commands stay",
        "another command allowed",
    ],
)
def test_what_settings_say(lines: list[tuple[int, Kind, int, bool]], roles: set[int], wanted: object) -> None:
    """A command's own lines replace those for all commands about the same; channels forbid, people are allowed."""
    assert said(*lines, roles=frozenset(roles)) is wanted
