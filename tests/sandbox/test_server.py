"""The sandbox as a whole: served, watched, searched.

bot.sandbox.state, bot.sandbox.changes, bot.sandbox.exchanges, bot.sandbox.wire
"""

from __future__ import annotations

import asyncio
from typing import Any

import discord
import pytest

from bot.sandbox.changes import Change, ChangeKind
from bot.sandbox.exchanges import Exchange, Exchanges
from bot.sandbox.server import Sandbox
from bot.sandbox.wire import Upload


async def test_port_in_use_is_an_os_error(sandbox: Sandbox) -> None:
    """A second sandbox on the same port says so."""
    with pytest.raises(OSError, match="in use"):
        async with Sandbox().serving(port=sandbox.port):
            pass


async def test_nobody_of_that_name(sandbox: Sandbox) -> None:
    """A wrong name says who there is; the same name is the same person."""
    with pytest.raises(KeyError, match="there are: ada, ben, chiyo"):
        sandbox.person("adda")
    assert sandbox.person("ada") is sandbox.person("ada")
    assert sandbox.person("ada", device="phone") is not sandbox.person("ada")


async def test_watchers_are_told_who_may_know(stage: Any, make_bot: Any) -> None:
    """A change names its channel and message, and for a private one the only person who may see it."""
    bot = make_bot()

    @bot.tree.command(description="Answer")
    async def answer(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("private", ephemeral=True)

    await stage.runs(bot)
    told: list[Change] = []
    stop = stage.sandbox.watch(told.append)
    said = await stage.ben.says("#arena", "loud")
    shown = await stage.ada.runs("answer")
    stop()
    await stage.ben.says("#arena", "unwatched")
    messages = {change.message: change.only_for for change in told if change.kind is ChangeKind.MESSAGE}
    assert messages == {int(said["id"]): None, shown.id: stage.ada.user.id}


async def test_until_waits_for_facts_inside_and_outside(sandbox: Sandbox) -> None:
    """It wakes at a change, looks from time to time by itself, and gives up in time, naming what it waited for."""
    facts: list[int] = []
    asyncio.get_running_loop().call_later(0.02, facts.append, 7)
    assert await sandbox.until(lambda: facts and facts[0]) == 7

    def never() -> bool:
        return False

    with pytest.raises(TimeoutError, match="never"):
        await sandbox.until(never, timeout=0.06)


async def test_exchanges_can_be_searched(stage: Any) -> None:
    """Everything the bot sent, files included, is one text; requests and events are found by name."""
    bot = await stage.runs()
    channel = await bot.place(stage.quiz)
    await channel.send("needle", file=discord.File(__file__, "haystack.txt"))
    exchanges = stage.sandbox.exchanges
    (sent,) = exchanges.rest("POST", "/channels/{channel_id}/messages")
    assert isinstance(sent, Exchange)
    assert (sent.status, sent.response["content"], sent.files[0].filename) == (200, "needle", "haystack.txt")
    for text in ("needle", "haystack.txt", "can be searched"):
        assert text in exchanges.said()
    assert [event.name for event in exchanges.events()][:2] == ["READY", "GUILD_CREATE"]
    numbers = [entry.number for entry in exchanges]
    assert numbers == sorted(numbers)


def test_exchanges_are_kept_up_to_a_limit() -> None:
    """With a limit the oldest go; with 0 nothing is kept."""
    entry = Exchange(
        number=0,
        at=None,
        method="GET",
        path="/",
        route="",
        query={},
        request=None,
        files=(),
        status=200,
        response=None,
        headers={},
    )  # type: ignore[arg-type]
    few, none = Exchanges(keep=2), Exchanges(keep=0)
    for _ in range(3):
        few.add(lambda _: entry)
        none.add(lambda _: entry)
    assert (len(few), len(none), none.keeps) == (2, 0, False)
    few.clear()
    assert len(few) == 0


async def test_two_servers_are_apart(stage: Any, make_bot: Any) -> None:
    """A command answered in one server is neither seen in nor reachable from the other."""
    world = stage.sandbox.world
    dora = world.add_user("dora")
    elsewhere = world.add_guild("Elsewhere", owner=dora)
    world.add_channel(elsewhere, "daily-quiz")
    bot = make_bot()

    @bot.tree.command(description="Where")
    async def where(interaction: discord.Interaction) -> None:
        assert interaction.guild is not None
        await interaction.response.send_message(f"in {interaction.guild.name}")

    await stage.runs(bot)
    person = stage.sandbox.person("dora")
    assert "in Elsewhere" in (await person.runs("where")).text
    assert person.sees("Elsewhere/#daily-quiz") == person.sees("#daily-quiz")
    assert stage.ada.sees("#daily-quiz") == ""


async def test_files_of_people_reach_the_bot(stage: Any, make_bot: Any) -> None:
    """An attachment in a direct message has a URL the bot can read."""
    bot = make_bot(intents=discord.Intents(guilds=True, dm_messages=True))
    bot.keeps("message")
    await stage.runs(bot)
    await stage.ada.says("@deckhand", "", files=[Upload(filename="deck.toml", data=b"title = 'x'")])
    await stage.sandbox.until(lambda: bot.events("message"))
    (file,) = bot.events("message")[0].attachments
    assert await file.read() == b"title = 'x'"
