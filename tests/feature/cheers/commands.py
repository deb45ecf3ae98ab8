"""`/cheers`, for managers."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.chat.labels import named
from bot.chat.message import OutgoingMessage
from bot.chat.replies import defer_if_slow, guild_of, locale_of, show
from bot.chat.router import CustomId, Interaction, Press, Presses, manage_server
from bot.db.database import Database
from bot.text.catalogue import say
from cheers import queries
from cheers.messages import shown


class Cheers:
    """What managers do with cheers."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def commands(self) -> tuple[app_commands.Command[Any, ..., None], ...]:
        """Return the slash command."""
        command: app_commands.Command[Any, ..., None] = app_commands.Command(**named("cheers"), callback=self.look)
        command.default_permissions = discord.Permissions(manage_guild=True)
        return (command,)

    def presses(self) -> Presses:
        """Return the presses."""
        return {"cheers:clear": Press(self.clear, manage_server("cheers"))}

    async def look(self, interaction: Interaction) -> None:
        """Show how many there are."""
        guild, locale = guild_of(interaction), locale_of(interaction)
        count = await defer_if_slow(interaction, self._db.read(lambda tx: queries.total(tx, guild)))
        await show(interaction, shown(guild, count, locale))

    async def clear(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Forget all."""
        guild = guild_of(interaction)
        await defer_if_slow(interaction, self._db.write(lambda tx: queries.clear(tx, guild)))
        await show(interaction, OutgoingMessage(content=say("cheers-cleared", locale_of(interaction))))
