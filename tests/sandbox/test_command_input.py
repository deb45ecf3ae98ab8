"""From typed commands and filled forms to what a client sends."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox import command_input, component_input
from bot.sandbox.client_view import CannotAct
from bot.sandbox.server import Sandbox
from bot.sandbox.wire import Payload, Upload

OPTIONS: list[Payload] = [
    {"type": 3, "name": "text", "description": "x", "min_length": 2, "max_length": 5},
    {"type": 4, "name": "count", "description": "x", "min_value": 1, "max_value": 10},
    {"type": 9, "name": "anyone", "description": "x"},
    {"type": 8, "name": "role", "description": "x"},
    {"type": 11, "name": "file", "description": "x"},
    {"type": 3, "name": "size", "description": "x", "choices": [{"name": "Big", "value": "b"}]},
]


@pytest.fixture
def world(sandbox: Sandbox) -> Sandbox:
    """Register a command with every kind of option, a group and one for managers."""
    sandbox.state.commands.replace(
        None,
        [
            {"name": "all", "description": "x", "options": OPTIONS},
            {
                "name": "set",
                "description": "x",
                "options": [
                    {
                        "type": 2,
                        "name": "quiz",
                        "description": "x",
                        "options": [{"type": 1, "name": "on", "description": "x"}],
                    }
                ],
            },
            {"name": "direct", "description": "x", "contexts": [1]},
        ],
    )
    return sandbox


def command_data(sandbox: Sandbox, command: str, **options: Any) -> Payload:
    """Return what Ada's client sends."""
    ada = sandbox.person("ada")
    return command_input.command_data(sandbox.state, ada.user, ada.place, command, options)


async def test_groups_nest(world: Sandbox) -> None:
    """A subcommand in a group is sent as options in options."""
    data = command_data(world, "/set quiz on")
    assert data["options"] == [{"name": "quiz", "type": 2, "options": [{"name": "on", "type": 1, "options": []}]}]
    with pytest.raises(CannotAct, match="there is no 'off'; there are: on"):
        command_data(world, "set quiz off")


async def test_values_take_their_types(world: Sandbox) -> None:
    """Numbers, choices by name or value, people or roles by name, files: each as the client sends it."""
    role = world.world.add_role(next(iter(world.world.guilds.values())), "Team")
    file = Upload(filename="a.txt", data=b"x")
    data = command_data(world, "all", text="abc", count="3", anyone="@Team", role="Team", file=file, size="Big")
    values = {option["name"]: option["value"] for option in data["options"]}
    attachment = values.pop("file")
    assert values == {"text": "abc", "count": 3, "anyone": str(role.id), "role": str(role.id), "size": "b"}
    assert data["resolved"]["attachments"][attachment]["filename"] == "a.txt"
    ben = command_data(world, "all", anyone="@ben")["resolved"]
    assert set(ben) == {"users", "members"}
    assert "user" not in next(iter(ben["members"].values()))


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"text": "a"}, "text: 1 characters are too few or too many"),
        ({"count": 11}, "count: 11 is not between 1 and 10"),
        ({"anyone": "@nobody"}, "called '@nobody'"),
        ({"size": "Medium"}, "no choice 'Medium'; there are: 'Big'"),
        ({"file": "a.txt"}, "takes an Upload"),
        ({"file": Upload(filename="a", data=bytes(10 * 1024 * 1024 + 1))}, "larger than"),
    ],
)
async def test_values_a_client_would_not_send(world: Sandbox, options: dict[str, Any], says: str) -> None:
    """Bounds and choices are kept by the client."""
    with pytest.raises(CannotAct, match=says):
        command_data(world, "all", **options)


async def test_contexts_decide_where_a_command_is_offered(world: Sandbox) -> None:
    """A command for direct messages is not offered in a server, and the other way round where contexts say so."""
    ada = world.person("ada")
    assert "direct" not in {command["name"] for command in ada.commands("#arena")}
    assert "direct" in {command["name"] for command in ada.commands("@deckhand")}


async def test_autocomplete_needs_one(world: Sandbox) -> None:
    """Only an option with autocomplete asks the bot."""
    with pytest.raises(CannotAct, match="has no autocomplete"):
        await world.person("ada").suggestions("all", "text", "x")


FORM: Payload = {
    "title": "x",
    "custom_id": "f",
    "components": [
        {"type": 10, "content": "text"},
        {"type": 18, "label": "a", "component": {"type": 4, "custom_id": "a", "style": 1, "value": "before"}},
        {"type": 18, "label": "b", "component": {"type": 4, "custom_id": "b", "style": 1, "required": False}},
        {"type": 18, "label": "c", "component": {"type": 23, "custom_id": "c"}},
        {
            "type": 18,
            "label": "d",
            "component": {"type": 21, "custom_id": "d", "options": [{"label": "One", "value": "1"}]},
        },
        {"type": 18, "label": "e", "component": {"type": 6, "custom_id": "e", "required": False}},
        {"type": 18, "label": "f", "component": {"type": 19, "custom_id": "up"}},
    ],
}


def fill(sandbox: Sandbox, text: str | None = None, **fields: Any) -> Payload:
    """Return what a client sends for the form."""
    ada = sandbox.person("ada")
    return component_input.submitted_form(sandbox.state, ada.place, FORM, text, fields, forced=False)


async def test_forms_send_every_component_back(sandbox: Sandbox) -> None:
    """Texts keep what stood in them, boxes are booleans, empty selects are empty; each has its id."""
    data = fill(sandbox, a="now", c=True, d="One", up=Upload(filename="x", data=b"x"))
    head, a, b, c, d, e, up = data["components"]
    assert head == {"type": 10, "id": 1}
    assert (a["component"]["value"], b["component"]["value"]) == ("now", "")
    assert (c["component"]["value"], d["component"]["value"]) == (True, "1")
    assert (e["component"]["values"], len(up["component"]["values"])) == ([], 1)
    assert fill(sandbox)["components"][1]["component"]["value"] == "before"


@pytest.mark.parametrize(
    ("text", "fields", "says"),
    [
        ("x", {}, "the form has 2 text fields: a, b"),
        (None, {"z": "x"}, "the form has no field 'z'; there are: a, b, c, d, e, up"),
        (None, {"a": "x" * 4001}, "takes 0 to 4000 characters, not 4001"),
        (None, {"a": ""}, "the field 'a' is required"),
        (None, {"d": "Two"}, "no option 'Two' in 'd'; there are: 'One'"),
    ],
)
async def test_forms_a_client_would_not_send(sandbox: Sandbox, text: str | None, fields: Any, says: str) -> None:
    """A mistake says what there is."""
    with pytest.raises(CannotAct, match=says):
        fill(sandbox, text, **fields)
