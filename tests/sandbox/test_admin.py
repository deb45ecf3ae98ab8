"""What managers change by hand reaches the bot."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.sandbox.permissions import Permission


async def test_bot_hears_what_managers_change(stage: Any, make_bot: Any) -> None:
    """Channels created, changed and deleted, roles changed, the bot kicked and invited again: its cache follows."""
    bot = make_bot()
    bot.keeps("guild_remove", "guild_join")
    await stage.runs(bot)
    admin, until = stage.sandbox.admin, stage.sandbox.until
    guild = bot.get_guild(stage.guild.id)

    lounge = admin.adds_channel(stage.guild, "lounge")
    await until(lambda: bot.get_channel(lounge.id))
    admin.renames(lounge, "salon")
    await until(lambda: bot.get_channel(lounge.id).name == "salon")
    admin.denies(lounge, Permission.SEND_MESSAGES)
    await until(lambda: not bot.get_channel(lounge.id).permissions_for(guild.me).send_messages)
    admin.allows(lounge)
    await until(lambda: bot.get_channel(lounge.id).permissions_for(guild.me).send_messages)
    admin.deletes_channel(lounge)
    await until(lambda: not bot.get_channel(lounge.id))

    admin.changes_role(stage.guild, admin.bot_role[stage.guild.id], int(Permission.ADMINISTRATOR))
    await until(lambda: guild.me.guild_permissions.administrator)
    admin.removes_bot(stage.guild)
    await until(lambda: bot.events("guild_remove"))
    assert (await stage.asks("GET", f"/guilds/{stage.guild.id}"))[1]["code"] == 50001
    admin.invites_bot(stage.guild)
    await until(lambda: bot.events("guild_join"))
    stage.expects(50001)


async def test_timed_out_bot_may_only_look(stage: Any) -> None:
    """Timed out, the bot can read but not send; once it is over it can."""
    bot = await stage.runs()
    channel = await bot.place(stage.quiz)
    me = stage.guild.members[bot.user.id]
    stage.sandbox.admin.silences(me, stage.sandbox.clock.now() + timedelta(minutes=5))
    stage.expects(50013)
    with pytest.raises(discord.Forbidden, match="50013"):
        await channel.send("x")
    stage.sandbox.clock.advance(timedelta(minutes=6))
    await channel.send("x")


async def test_members_who_join_are_told_with_the_intent_only(stage: Any) -> None:
    """Without the members intent nobody is announced."""
    await stage.runs()
    dora = stage.sandbox.world.add_user("dora")
    stage.sandbox.admin.joins(stage.guild, dora)
    role = stage.sandbox.world.add_role(stage.guild, "Quizzers")
    stage.sandbox.admin.gives_role(stage.guild.members[dora.id], role)
    assert not stage.sandbox.exchanges.events("GUILD_MEMBER_ADD")
    assert not stage.sandbox.exchanges.events("GUILD_MEMBER_UPDATE")
    assert "#daily-quiz" in {f"#{channel.name}" for channel in stage.sandbox.person("dora").channels()}
    stage.sandbox.admin.leaves(stage.guild.members[dora.id])
    assert not stage.sandbox.exchanges.events("GUILD_MEMBER_REMOVE")
    assert dora.id not in stage.guild.members
