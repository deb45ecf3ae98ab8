"""The cog admits moderators alone, and reads only names of its own."""

from __future__ import annotations

from typing import Any

import pytest

from bot.appeals.commands.appeals import Appealing, _decision
from bot.appeals.rules import Decision
from bot.chat.router import Name, PressUnknown
from bot.sandbox.permissions import Permission


def test_the_routes_are_those_of_the_buttons(house: Any) -> None:
    """Every press that views name has its handler, and the command asks for Manage Messages."""
    services = house.services
    cog = Appealing(services.answering, services.appeals, services.reports, services.desk)
    assert {"appeal:mine", "appeal:begin", "appeal:plead", "appeal:rule", "appeal:undo"} <= set(cog.routes())
    assert {f"appeal:{decision.value}" for decision in Decision} <= set(cog.routes())
    (command,) = cog.commands()
    assert command.default_permissions is not None
    assert command.default_permissions.manage_messages


def test_a_decision_is_read_from_its_form() -> None:
    """Anything else is none of ours."""
    assert _decision(Name("appeal", "rule", 3, "deny")) is Decision.DENY
    with pytest.raises(PressUnknown):
        _decision(Name("appeal", "rule", 3, "forgive"))


async def test_a_private_queue_is_no_key_for_others(house: Any) -> None:
    """Who may not use the command may not press its buttons, whatever message they stand on."""
    ada, ben = house.sandbox.person("ada"), house.sandbox.person("ben")
    await house.asks("clouds")
    await ben.presses("Answer")
    await ben.submits("a fish soup")
    await house.closes()
    mine = await ben.presses("My result")
    await ben.presses("I was right")
    await ben.submits("")
    for custom_id in ("appeal:accept:1", "appeal:undo:1", "appeals:turn:open", "appeals:quiet:all", "report:settle:1"):
        refused = await ben.presses(message=mine, custom_id=custom_id, forced=True)
        assert "have the permission" in refused.text
    assert Permission.MANAGE_MESSAGES
    shown = await ada.runs("appeals")
    assert "a fish soup" in shown.text
