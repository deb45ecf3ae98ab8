"""Reactions."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.sandbox.permissions import Permission


async def test_reactions_are_seen_counted_and_taken_back(stage: Any, make_bot: Any) -> None:
    """The bot and people react; events come with the intent, counts are seen, and one can be taken back."""
    bot = make_bot(intents=discord.Intents(guilds=True, guild_messages=True, guild_reactions=True))
    bot.keeps("raw_reaction_add", "raw_reaction_remove")
    await stage.runs(bot)
    channel = await bot.place(stage.quiz)
    message = await channel.send("x")
    await message.add_reaction("📝")
    await stage.ben.reacts(message.id, "📝")
    await stage.sandbox.until(lambda: len(bot.events("raw_reaction_add")) == 2)
    assert "📝 2" in stage.chiyo.sees("#daily-quiz")
    fetched = await channel.fetch_message(message.id)
    assert (fetched.reactions[0].count, fetched.reactions[0].me) == (2, True)
    assert {user.name async for user in fetched.reactions[0].users()} == {"deckhand", "ben"}
    await message.remove_reaction("📝", bot.user)
    assert "📝 1" in stage.chiyo.sees("#daily-quiz")
    await stage.ben.reacts(message.id, "📝", added=False)
    await stage.sandbox.until(lambda: len(bot.events("raw_reaction_remove")) == 2)
    assert "📝" not in stage.chiyo.sees("#daily-quiz")


async def test_reactions_are_refused_with_codes(stage: Any) -> None:
    """10014 for what is no emoji, 50013 without Add Reactions or for others' reactions, 30010 for the twenty-first."""
    bot = await stage.runs()
    channel = await bot.place(stage.quiz)
    stage.sandbox.limits.enforced = False
    message = await channel.send("x")
    await stage.ben.reacts(message.id, "👍")
    stage.expects(10014, 30010, 50013)
    with pytest.raises(discord.NotFound, match="10014"):
        await message.add_reaction("pencil")
    with pytest.raises(discord.Forbidden, match="50013"):
        await message.remove_reaction("👍", discord.Object(stage.ben.user.id))
    with pytest.raises(discord.Forbidden, match="50013"):
        await message.clear_reactions()
    path = f"/channels/{channel.id}/messages/{message.id}/reactions"
    for number in range(19):
        assert (await stage.asks("PUT", f"{path}/{chr(0x1F600 + number)}/@me"))[0] == 204
    assert (await stage.asks("PUT", f"{path}/🐙/@me"))[1]["code"] == 30010
    stage.sandbox.admin.denies(stage.quiz, Permission.ADD_REACTIONS)
    fresh = await channel.send("y")
    with pytest.raises(discord.Forbidden, match="50013"):
        await fresh.add_reaction("👍")
    await message.add_reaction("👍")


async def test_moderators_clear(stage: Any) -> None:
    """With Manage Messages all reactions, or one emoji's, go."""
    bot = await stage.runs()
    role = stage.sandbox.admin.bot_role[stage.guild.id]
    stage.sandbox.admin.changes_role(stage.guild, role, role.permissions | Permission.MANAGE_MESSAGES)
    message = await (await bot.place(stage.quiz)).send("x")
    for emoji in ("👍", "👎"):
        await stage.ben.reacts(message.id, emoji)
    await message.clear_reaction("👍")
    assert list(stage.quiz.messages[message.id].reactions) == ["👎"]
    await message.clear_reactions()
    assert not stage.quiz.messages[message.id].reactions
