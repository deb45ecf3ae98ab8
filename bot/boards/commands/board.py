"""`/leaderboard`: who is ahead, page by page, and where one stands oneself."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.boards.commands.scopes import full_scope, scope_of
from bot.boards.errors import ManagersOnly, PeriodUnreadable
from bot.boards.messages.board import board, read_turn
from bot.boards.messages.export import exported
from bot.boards.messages.picture import pictured
from bot.boards.metric import Metric
from bot.boards.service.board import BoardPage, Window
from bot.boards.service.export import Exports
from bot.boards.service.standings import Standings, window_of
from bot.chat import suggestions
from bot.chat.labels import label
from bot.chat.replies import guild_of, locale_of, promptly, show
from bot.chat.router import Interaction, Name, Routes
from bot.core.ids import UserId
from bot.library.service.decks import Decks

LIST, PICTURE, FILE = "list", "picture", "file"
_WINDOWS = [Choice(name=label(f"window-{window.value}"), value=window.value) for window in Window]
_METRICS = [Choice(name=label(f"metric-{metric.value}"), value=metric.value) for metric in Metric]
_WAYS = [Choice(name=label(f"show-{way}"), value=way) for way in (LIST, PICTURE, FILE)]


class Board:
    """The leaderboard."""

    def __init__(self, standings: Standings, decks: Decks, exports: Exports) -> None:
        self._standings = standings
        self._decks = decks
        self._exports = exports

    def commands(self) -> tuple[app_commands.Command[Any, ..., None], ...]:
        """Return the slash commands."""
        name, about = label("cmd-leaderboard"), label("cmd-leaderboard-about")
        return (app_commands.Command(name=name, description=about, callback=self.leaderboard),)

    def routes(self) -> Routes:
        """Tell which presses these are."""
        return {"board:page": self.turn, "board:picture": self.picture}

    @app_commands.rename(
        window=label("opt-window"),
        by=label("opt-by"),
        period=label("opt-period"),
        channel=label("opt-channel"),
        deck=label("opt-deck"),
        way=label("opt-show"),
    )
    @app_commands.describe(
        window=label("opt-window-about"),
        by=label("opt-by-about"),
        period=label("opt-period-about"),
        channel=label("opt-board-channel-about"),
        deck=label("opt-board-deck-about"),
        way=label("opt-show-about"),
    )
    @app_commands.choices(window=_WINDOWS, by=_METRICS, way=_WAYS)
    @app_commands.autocomplete(deck=suggestions.decks, period=suggestions.periods)
    async def leaderboard(
        self,
        interaction: Interaction,
        *,
        window: str = Window.WEEK.value,
        by: str = Metric.POINTS.value,
        period: str | None = None,
        channel: discord.TextChannel | None = None,
        deck: str | None = None,
        way: str = LIST,
    ) -> None:
        """Show the first page, with its picture or as a file where that is wanted."""
        scope = await scope_of(self._decks, guild_of(interaction), channel, deck)
        chosen = None if period is None else read_period(period)
        page = await promptly(
            interaction, self._page(interaction, Metric(by), chosen, scope=scope, window=Window(window))
        )
        if way == FILE:
            await self._export(interaction, page)
        elif way == PICTURE:
            await self._pictured(interaction, page)
        else:
            await show(interaction, board(page, locale_of(interaction)))

    async def turn(self, interaction: Interaction, name: Name) -> None:
        """Show another page, in place."""
        turned = read_turn(name)
        scope = await full_scope(self._decks, guild_of(interaction), turned.scope)
        keys = (turned.after, turned.before)
        found = self._page(interaction, turned.metric, turned.period, scope=scope, keys=keys)
        await show(interaction, board(await promptly(interaction, found), locale_of(interaction)))

    async def picture(self, interaction: Interaction, name: Name) -> None:
        """Show the first page with its picture, in place."""
        turned = read_turn(name)
        scope = await full_scope(self._decks, guild_of(interaction), turned.scope)
        found = self._page(interaction, turned.metric, turned.period, scope=scope)
        await self._pictured(interaction, await promptly(interaction, found))

    async def _pictured(self, interaction: Interaction, page: BoardPage) -> None:
        locale = locale_of(interaction)
        shown = board(page, locale)
        await show(interaction, await promptly(interaction, pictured(shown, page, locale)))

    async def _export(self, interaction: Interaction, page: BoardPage) -> None:
        if not interaction.permissions.manage_guild:
            raise ManagersOnly
        made = await promptly(interaction, self._exports.board(guild_of(interaction), page))
        await show(interaction, exported(made, locale_of(interaction)))

    async def _page(
        self,
        interaction: Interaction,
        metric: Metric,
        period: str | None,
        *,
        scope: str,
        window: Window = Window.WEEK,
        keys: tuple[str | None, str | None] = (None, None),
    ) -> BoardPage:
        return await self._standings.page(
            guild=guild_of(interaction),
            user=UserId(interaction.user.id),
            window=window,
            metric=metric,
            period=period,
            scope=scope,
            after=keys[0],
            before=keys[1],
        )


def read_period(typed: str) -> str:
    """Read a period; suggestions are not binding.

    Raises:
        PeriodUnreadable: It is none.
    """
    period = typed.strip().upper() if "w" in typed.casefold() else typed.strip().casefold()
    if window_of(period) is None:
        raise PeriodUnreadable(given=typed.strip())
    return period
