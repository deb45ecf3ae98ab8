"""`/leaderboard`: who is ahead, page by page, and where one stands oneself."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.services.decks import Decks
from bot.services.outcomes import Window
from bot.services.standings import Standings
from bot.terms.ids import UserId
from bot.ui import suggestions
from bot.ui.buttons import Interaction, Name, Routes
from bot.ui.labels import label
from bot.ui.replies import guild_of, locale_of, promptly, show
from bot.ui.scopes import full_scope, scope_of
from bot.ui.views.board import board, read_turn, window_of

_WINDOWS = [Choice(name=label(f"window-{window.value}"), value=window.value) for window in Window]


class Board:
    """The leaderboard."""

    def __init__(self, standings: Standings, decks: Decks) -> None:
        self._standings = standings
        self._decks = decks

    def commands(self) -> tuple[app_commands.Command[Any, ..., None], ...]:
        """Return the slash commands."""
        name, about = label("cmd-leaderboard"), label("cmd-leaderboard-about")
        return (app_commands.Command(name=name, description=about, callback=self.leaderboard),)

    def routes(self) -> Routes:
        """Tell which presses these are."""
        return {"board:page": self.turn}

    @app_commands.rename(window=label("opt-window"), channel=label("opt-channel"), deck=label("opt-deck"))
    @app_commands.describe(
        window=label("opt-window-about"),
        channel=label("opt-board-channel-about"),
        deck=label("opt-board-deck-about"),
    )
    @app_commands.choices(window=_WINDOWS)
    @app_commands.autocomplete(deck=suggestions.decks)
    async def leaderboard(
        self,
        interaction: Interaction,
        window: str = Window.WEEK.value,
        channel: discord.TextChannel | None = None,
        deck: str | None = None,
    ) -> None:
        """Show the first page."""
        guild = guild_of(interaction)
        scope = await scope_of(self._decks, guild, channel, deck)
        found = self._standings.page(guild=guild, user=UserId(interaction.user.id), window=Window(window), scope=scope)
        await show(interaction, board(await promptly(interaction, found), locale_of(interaction)))

    async def turn(self, interaction: Interaction, name: Name) -> None:
        """Show another page, in place."""
        turned = read_turn(name)
        found = self._standings.page(
            guild=guild_of(interaction),
            user=UserId(interaction.user.id),
            window=window_of(name),
            scope=await full_scope(self._decks, guild_of(interaction), turned.scope),
            after=turned.after,
            before=turned.before,
        )
        await show(interaction, board(await promptly(interaction, found), locale_of(interaction)))
