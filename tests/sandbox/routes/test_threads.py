"""Threads (with bot.sandbox.routes.channels)."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.sandbox.permissions import Permission


async def test_thread_of_a_message(stage: Any) -> None:
    """A thread opened from a message is a place to talk, can be archived, and is opened again by talking."""
    bot = await stage.runs()
    message = await (await bot.place(stage.quiz)).send("question")
    thread = await message.create_thread(name="Discussion", auto_archive_duration=60)
    assert thread.id == message.id
    await thread.send("inside")
    await stage.ben.says(stage.guild.channel("Discussion"), "me too")
    assert "inside" in stage.ben.sees("#Discussion")
    stage.expects(160004, 50035, 50013)
    with pytest.raises(discord.HTTPException, match="160004"):
        await message.create_thread(name="Again")
    assert (await thread.edit(archived=True)).archived
    await thread.send("back")
    assert not stage.guild.channel("Discussion").archived
    with pytest.raises(discord.HTTPException, match="50035"):
        await thread.edit(name="x" * 101)
    with pytest.raises(discord.Forbidden, match="50013"):
        await thread.edit(locked=True)
    assert [one.id for one in await bot.guilds[0].active_threads()] == [thread.id]
    await thread.join()


async def test_threads_need_permissions(stage: Any) -> None:
    """Opening one and sending in it are permissions of their own; a private one is not modelled."""
    bot = await stage.runs()
    channel = await bot.place(stage.quiz)
    thread = await channel.create_thread(name="Alone", type=discord.ChannelType.public_thread)
    stage.expects(50013, 50024)
    with pytest.raises(discord.HTTPException, match="50024"):
        await channel.create_thread(name="Private")
    stage.sandbox.admin.denies(stage.quiz, Permission.SEND_MESSAGES_IN_THREADS)
    with pytest.raises(discord.Forbidden, match="50013"):
        await thread.send("x")
    stage.sandbox.admin.denies(stage.quiz, Permission.CREATE_PUBLIC_THREADS)
    with pytest.raises(discord.Forbidden, match="50013"):
        await channel.create_thread(name="Second", type=discord.ChannelType.public_thread)
