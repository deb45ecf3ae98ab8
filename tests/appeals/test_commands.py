"""The cog admits moderators alone, and reads only names of its own."""

from __future__ import annotations

import pytest

from bot.appeals.commands import _decision
from bot.appeals.rules import Decision
from bot.chat.router import CustomId, PressUnknown


def test_a_decision_is_read_from_its_form() -> None:
    """Anything else is none of ours."""
    assert _decision(CustomId("appeal", "rule", 3, "deny")) is Decision.DENY
    with pytest.raises(PressUnknown):
        _decision(CustomId("appeal", "rule", 3, "forgive"))
