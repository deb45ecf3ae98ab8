"""`/digest`: a week and a month summed up, for those who manage the server."""

from __future__ import annotations

from collections.abc import Callable

import discord
from discord import app_commands

from bot.boards.messages import digest as views
from bot.boards.messages.boards import board
from bot.boards.rules import Window
from bot.boards.service.digests import Digests
from bot.boards.service.standings import Standings
from bot.chat import channels, suggestions
from bot.chat.labels import choices, command, named
from bot.chat.replies import guild_of, locale_of, promptly, show
from bot.chat.router import Interaction, Name, Press, Presses
from bot.chat.suggestions import TIME
from bot.core.ids import UserId

_DAYS = choices("weekday", range(7))


class DigestCommands(app_commands.Group):
    """When the digest comes."""

    def __init__(self, digests: Digests, standings: Standings, wake: Callable[[], None]) -> None:
        super().__init__(**named("digest"), default_permissions=discord.Permissions(manage_guild=True))
        self._digests = digests
        self._standings = standings
        self._wake = wake

    def presses(self) -> Presses:
        """Return the presses."""
        return {"digest:board": Press(self.board)}

    @command("digest set")
    @app_commands.choices(day=_DAYS)
    @app_commands.autocomplete(at=suggestions.times)
    async def choose(
        self, interaction: Interaction, channel: discord.TextChannel | None = None, day: int = 0, at: str = TIME
    ) -> None:
        """Choose where and when, once it is sure that the bot can post there."""
        place = channels.chosen(interaction, channel)
        made = self._digests.set(guild_of(interaction), channel=place, day=day, at=at)
        chosen = await promptly(interaction, made)
        self._wake()
        await show(interaction, views.is_set(chosen, locale_of(interaction)))

    @command("digest off")
    async def off(self, interaction: Interaction) -> None:
        """End it."""
        await promptly(interaction, self._digests.off(guild_of(interaction)))
        self._wake()
        await show(interaction, views.is_off(locale_of(interaction)))

    @command("digest now")
    async def now(self, interaction: Interaction) -> None:
        """Post the last week's at once, if it was not posted yet."""
        channel, period = await promptly(interaction, self._digests.now(guild_of(interaction)))
        self._wake()
        await show(interaction, views.coming(channel, period, locale_of(interaction)))

    async def board(self, interaction: Interaction, name: Name) -> None:
        """Show the board of a digest's period, with one's own line, privately."""
        found = self._standings.page(
            guild=guild_of(interaction), user=UserId(interaction.user.id), window=Window.WEEK, period=name.arg
        )
        await show(interaction, board(await promptly(interaction, found), locale_of(interaction)))
