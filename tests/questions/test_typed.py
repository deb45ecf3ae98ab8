"""Typed replies, options and attendance, as people see them."""

from __future__ import annotations

from typing import Any

import discord

from bot.questions.commands import NOTED


async def test_a_reply_is_noted(house: Any) -> None:
    """The receipt is a reaction; who answered is shown by name alone."""
    ada, ben = house.sandbox.person("ada"), house.sandbox.person("ben")
    await ada.runs("daily add", deck="clouds")
    await ada.runs("daily options", typed=True)
    await ada.runs("daily now")
    await house.work()
    post = next(message for message in ben.messages("#daily-quiz") if message["components"])
    said = await ben.says("#daily-quiz", "a data source outside its training data", reply_to=post)
    reactions = house.sandbox.exchanges.rest
    await house.sandbox.until(lambda: [entry for entry in reactions("PUT") if "reactions" in entry.path])
    assert f"/messages/{said['id']}/reactions/" in [entry.path for entry in reactions("PUT")][-1]
    assert NOTED == "📝"
    assert "Ben" in (await ada.presses("Who answered")).text


async def test_messages_that_are_no_replies_cost_nothing(house: Any) -> None:
    """They reach no handler, and nothing is said; events come in order, so an answered command proves they are past."""
    seen: list[discord.Message] = []

    async def look(message: discord.Message) -> None:
        seen.append(message)

    house.client.on_message = look
    ben = house.sandbox.person("ben")
    before = len(house.sandbox.exchanges.rest())
    await ben.says("#daily-quiz", "good morning")
    await ben.runs("about")
    assert seen == []
    assert len(house.sandbox.exchanges.rest()) == before + 1
