"""Commands are registered, listed, changed and removed, and returned as Discord keeps them."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands


async def test_commands_keep_their_ids_when_synced_again(stage: Any, make_bot: Any) -> None:
    """A second PUT of the same definitions changes neither id nor version; a changed one gets a new version."""
    bot = make_bot()

    @bot.tree.command(description="One")
    async def one(interaction: discord.Interaction, text: str = "") -> None:
        del interaction, text

    await stage.runs(bot)
    commands = stage.sandbox.state.commands
    (first,) = commands.of(None)
    await bot.tree.sync()
    assert commands.of(None) == [first]
    one.description = "Another"
    await bot.tree.sync()
    (second,) = commands.of(None)
    assert second["id"] == first["id"]
    assert second["version"] != first["version"]
    assert second["default_member_permissions"] is None
    assert second["integration_types"] == [0]


async def test_commands_are_edited_one_by_one(stage: Any, make_bot: Any) -> None:
    """Fetch, edit and delete work per command, global and in a server; what is gone is 10063."""
    bot = make_bot()

    @bot.tree.command(description="Here", guild=discord.Object(stage.guild.id))
    async def here(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("here")

    await stage.runs(bot)
    await bot.tree.sync(guild=discord.Object(stage.guild.id))
    assert "here" in (await stage.ben.runs("here")).text
    (command,) = await bot.tree.fetch_commands(guild=discord.Object(stage.guild.id))
    assert isinstance(command, app_commands.AppCommand)
    assert (await command.edit(description="Still here")).description == "Still here"
    await command.delete()
    assert await bot.tree.fetch_commands(guild=discord.Object(stage.guild.id)) == []
    base = f"/applications/{bot.application_id}/commands"
    stage.expects(10063, 50001, 50035)
    assert (await stage.asks("GET", f"{base}/1"))[1]["code"] == 10063
    assert (await stage.asks("PUT", base, json={}))[1]["code"] == 50035
    assert (await stage.asks("GET", "/applications/1/commands"))[1]["code"] == 50001
    status, body = await stage.asks("POST", base, json={"name": "new", "description": "New", "type": 1})
    assert (status, body["name"]) == (201, "new")
    assert (await stage.asks("POST", base, json={"name": "new", "description": "Newer", "type": 1}))[0] == 200


async def test_settings_of_commands_are_told(stage: Any, make_bot: Any) -> None:
    """What a server allows or forbids is told for a command and for the whole bot; what is taken away is gone."""
    bot = make_bot()
    await stage.runs(bot)
    world, permissions = stage.sandbox.world, stage.sandbox.state.commands.permissions
    route = f"/applications/{bot.application_id}/guilds/{stage.guild.id}/commands/permissions"
    assert (await stage.asks("GET", route)) == (200, [])
    role, place = world.add_role(stage.guild, "helpers"), stage.quiz
    permissions.set(stage.guild, 5, role, allowed=True)
    permissions.set(stage.guild, bot.application_id, stage.guild.id - 1, allowed=False)
    permissions.set(stage.guild, bot.application_id, place, allowed=True)
    of_command, of_bot = (await stage.asks("GET", route))[1]
    assert (of_command["id"], of_command["permissions"]) == (
        "5",
        [{"id": str(role.id), "type": 1, "permission": True}],
    )
    assert [(line["id"], line["type"]) for line in of_bot["permissions"]] == [
        (str(stage.guild.id - 1), 3),
        (str(place.id), 3),
    ]
    permissions.set(stage.guild, 5, role, allowed=None)
    assert [scope["id"] for scope in (await stage.asks("GET", route))[1]] == [str(bot.application_id)]
