"""A daily quiz that was chosen from the suggestions is read back."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bot.daily.errors import ScheduleUnknown
from bot.daily.suggestions import pick


async def test_a_chosen_schedule_is_its_number() -> None:
    """The service then says whether it is this server's; whatever is no number is none of them."""
    asked = SimpleNamespace(guild_id=1)
    assert await pick(SimpleNamespace(), asked, "12") == 12
    for typed in ("", "first", "-1", "²", "9" * 400):
        with pytest.raises(ScheduleUnknown):
            await pick(SimpleNamespace(), asked, typed)
