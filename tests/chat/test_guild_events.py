"""Servers come and go, as the gateway tells it; `bot.chat.guild_events` hands it on."""

from __future__ import annotations

from typing import Any


async def test_an_outage_and_its_end(house: Any) -> None:
    """A server that cannot be reached waits until it can."""
    guild = house.sandbox.person("ada").channel("#daily-quiz").guild
    unreachable = house.services.unreachable
    house.sandbox.admin.takes_down(guild)
    await house.sandbox.until(lambda: unreachable.guilds == {guild.id})
    house.sandbox.admin.brings_back(guild)
    await house.sandbox.until(lambda: not unreachable.guilds)
    assert house.woken


async def test_removal_and_return(house: Any) -> None:
    """A server that removes the bot rests, and goes on when it invites it again."""
    guild = house.sandbox.person("ada").channel("#daily-quiz").guild
    unreachable = house.services.unreachable
    house.sandbox.admin.removes_bot(guild)
    await house.sandbox.until(lambda: unreachable.guilds == {guild.id})
    house.sandbox.admin.invites_bot(guild)
    await house.sandbox.until(lambda: not unreachable.guilds)


async def test_taking_stock_again_changes_nothing(house: Any) -> None:
    """What is told twice is told once."""
    await house.client.sync_guilds()
    await house.client.sync_guilds()
    assert not house.services.unreachable.guilds
    assert await house.nothing_due()
