"""Privacy as messages; the commands are played in `test_commands.py`."""

from __future__ import annotations

import pytest

from bot.privacy.messages import EVERYWHERE, HERE, erasing


@pytest.mark.parametrize(("everywhere", "where"), [(True, EVERYWHERE), (False, HERE)])
def test_the_button_says_where(*, everywhere: bool, where: str) -> None:
    """What was asked for is what the press does, after any restart."""
    shown = erasing(everywhere=everywhere)
    assert shown.buttons is not None
    assert f"privacy:erase:{where}" in [child.custom_id for child in shown.buttons.children]
