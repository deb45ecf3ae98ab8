"""`/digest`, as managers see it."""

from __future__ import annotations

from typing import Any

from bot.boards.commands.digest import DigestCommands


async def test_setting_and_ending_a_digest(house: Any) -> None:
    """It says where and when, wakes the alarm, and ends again."""
    ada = house.sandbox.person("ada")
    before = len(house.woken)
    shown = await ada.runs("digest set", channel="#daily-quiz", day="Friday", time="16:00")
    assert shown.private
    assert "The digest comes to" in shown.text
    assert len(house.woken) > before
    assert "The digest is off" in (await ada.runs("digest off")).text
    assert "There is no digest here yet" in (await ada.runs("digest now")).text


async def test_times_that_cannot_be_read_are_refused(house: Any) -> None:
    """As everywhere, with what to write instead."""
    assert "25:00" in (await house.sandbox.person("ada").runs("digest set", time="25:00")).text


def test_it_is_for_managers(house: Any) -> None:
    """Discord offers it to nobody else by default."""
    group = DigestCommands(house.services.daily.digests, house.services.standings, lambda: None)
    assert group.default_permissions is not None
    assert group.default_permissions.manage_guild
