"""Servers, their channels, roles and members, as the bot may look them up."""

from __future__ import annotations

from typing import Any

import discord
import pytest


async def test_servers_are_looked_up(stage: Any) -> None:
    """Server, channels, roles, one member and the bot's own servers fit Discord's file."""
    bot = await stage.runs()
    guild = await bot.fetch_guild(stage.guild.id)
    assert guild.name == "Deckhand demo"
    assert [channel.name for channel in await guild.fetch_channels()] == ["daily-quiz", "practice", "arena"]
    assert {role.name for role in await guild.fetch_roles()} == {"@everyone", "Deckhand"}
    assert (await guild.fetch_member(stage.ben.user.id)).display_name == "Ben"
    assert [one.name async for one in bot.fetch_guilds()] == ["Deckhand demo"]
    assert (await bot.fetch_channel(stage.quiz.id)).name == "daily-quiz"


async def test_strange_servers_and_people_have_codes(stage: Any) -> None:
    """10004 for no server, 50001 for one without the bot, 10007 for who is not in it, 50001 without the intent."""
    world = stage.sandbox.world
    dora = world.add_user("dora")
    elsewhere = world.add_guild("Elsewhere", owner=dora, bot_permissions=None)
    stage.expects(10004, 50001, 10007, 10013)
    assert (await stage.asks("GET", "/guilds/1"))[1]["code"] == 10004
    assert (await stage.asks("GET", f"/guilds/{elsewhere.id}"))[1]["code"] == 50001
    assert (await stage.asks("GET", f"/guilds/{stage.guild.id}/members/{dora.id}"))[1]["code"] == 10007
    assert (await stage.asks("GET", f"/guilds/{stage.guild.id}/members/1"))[1]["code"] == 10013
    assert (await stage.asks("GET", f"/guilds/{stage.guild.id}/members"))[1]["code"] == 50001


class TestWithMembers:
    """What the members intent opens."""

    @pytest.fixture
    def privileged(self) -> int:
        """Switch the members intent on in the portal."""
        return 1 << 1

    async def test_members_are_listed(self, stage: Any, make_bot: Any) -> None:
        """With the intent everybody is known, by the gateway and by REST."""
        bot = await stage.runs(make_bot(intents=discord.Intents(guilds=True, members=True)))
        names = {"ada", "ben", "chiyo", "deckhand"}
        assert {member.name for member in bot.guilds[0].members} == names
        assert {member.name async for member in bot.guilds[0].fetch_members()} == names
        assert [member.name for member in await bot.guilds[0].query_members("be")] == ["ben"]
