"""What application commands must keep to."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.problems import ApiProblem
from bot.sandbox.validation.commands import check_commands

Body = dict[str, Any]


def command(name: str = "x", **changed: Any) -> Body:
    """Return a chat command."""
    return {"name": name, "description": "x", "type": 1} | changed


def option(name: str = "o", kind: int = 3, **changed: Any) -> Body:
    """Return an option."""
    return {"name": name, "description": "x", "type": kind} | changed


@pytest.mark.parametrize(
    "commands",
    [
        [command(f"c{number}") for number in range(100)],
        [command("täglich"), command("毎日"), command("x" * 32, description="x" * 100)],
        [command(options=[option(f"o{number}") for number in range(25)])],
        [command(options=[option("g", 2, options=[option("s", 1, options=[option()])])])],
        [command(options=[option("s", 1, options=[option("a", required=True), option("b")])])],
        [command(name_localizations={"de": "name"}, description_localizations={"de": "Text"})],
        [{"name": "Any Name", "type": 3}, command("any")],
        [command(default_member_permissions="32")],
    ],
)
def test_commands_at_the_limit_pass(commands: list[Body]) -> None:
    """What is exactly at a limit is taken."""
    check_commands(commands)


@pytest.mark.parametrize(
    ("commands", "says"),
    [
        ([command("Upper")], "Command name is invalid"),
        ([command("two words")], "Command name is invalid"),
        ([command("x" * 33)], "between 1 and 32"),
        ([command(description="")], "between 1 and 100"),
        ([command(description="x" * 101)], "between 1 and 100"),
        ([command(), command()], "must be unique"),
        ([command(f"c{number}") for number in range(101)], "Maximum number of application commands"),
        ([command(name_localizations={"xx": "name"})], "is not supported"),
        ([command(name_localizations={"de": "Name"})], "Command name is invalid"),
        ([command(options=[option(f"o{number}") for number in range(26)])], "Must be 25 or fewer"),
        ([command(options=[option(), option()])], "must be unique"),
        ([command(options=[option("a"), option("b", required=True)])], "Required options must be placed before"),
        ([command(options=[option("s", 1), option("o", 3)])], "mutually exclusive"),
        ([command(options=[option("s", 1, options=[option("t", 1)])])], "Groups cannot be nested"),
        ([command(options=[option(choices=[{"name": "x", "value": "x"}] * 26)])], "Must be 25 or fewer"),
        ([command(options=[option(choices=[{"name": "x", "value": 1}])])], "required"),
        ([command(options=[option(choices=[{"name": "x", "value": "x"}], autocomplete=True)])], "exclude each other"),
        ([command(options=[option(kind=12)])], "Value must be one of"),
        ([command(options=[option(kind=4, max_value=2**54)])], "not a number in range"),
        ([command(options=[option(min_length=1, kind=4)])], "Only text options"),
        ([command(options=[option(channel_types=[0])])], "Only channel options"),
        ([{"name": "x", "type": 3, "description": "x"}], "cannot have description"),
        ([command(default_member_permissions="many")], "not a permission set"),
    ],
)
def test_commands_that_are_refused(commands: list[Body], says: str) -> None:
    """Each limit is refused with its field."""
    with pytest.raises(ApiProblem) as refused:
        check_commands(commands)
    assert says in str(refused.value.body())


def test_a_command_has_eight_thousand_characters() -> None:
    """Names, descriptions and choices of a command count together."""
    choices = [{"name": f"{number:0100}", "value": f"{number:0100}"} for number in range(8)]
    options = [option(f"o{number}", choices=choices) for number in range(5)]
    with pytest.raises(ApiProblem, match="50035"):
        check_commands([command(options=options)])
    check_commands([command(options=options[:4])])
