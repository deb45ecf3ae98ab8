"""`/leaderboard`: who is ahead, and where one stands oneself; `/digest`: a week and a month summed up, for managers."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.boards.errors import ManagersOnly, PeriodUnreadable
from bot.boards.messages import board, digest_coming, digest_ended, digest_set, exported, pictured, read_turn
from bot.boards.rules import Tallied, Window, window_of
from bot.boards.scopes import choose_scope, full_scope
from bot.boards.service.digests import Digests
from bot.boards.service.export import Exports
from bot.boards.service.standings import BoardPage, Standings
from bot.chat import channels, suggestions
from bot.chat.labels import choices, command, named, options
from bot.chat.replies import defer_if_slow, guild_of, locale_of, show
from bot.chat.router import CustomId, Interaction, Press, Presses, PressUnknown
from bot.core.ids import ChannelId, UserId
from bot.library.service.decks import Decks
from bot.library.suggestions import suggest_decks
from bot.text.clip import Limit, clip
from bot.text.dates import period_name


class BoardFormat(StrEnum):
    """How a board is shown."""

    LIST = "list"
    PICTURE = "picture"
    FILE = "file"


class BoardCommands:
    """The leaderboard."""

    def __init__(self, standings: Standings, decks: Decks, exports: Exports) -> None:
        self._standings = standings
        self._decks = decks
        self._exports = exports

    def commands(self) -> tuple[app_commands.Command[Any, ..., None], ...]:
        """Return the slash commands; the features that bring metrics must be known by then."""
        made: app_commands.Command[Any, ..., None] = app_commands.Command(
            **named("leaderboard"), callback=self.leaderboard
        )
        metrics = (*Tallied, *self._standings.brought)
        app_commands.choices(by=choices("metric", map(str, metrics)))(made)
        made.autocomplete("deck")(self.decks)
        made.autocomplete("period")(self.periods)
        return (made,)

    def presses(self) -> Presses:
        """Return the presses."""
        return {"board:page": Press(self.turn), "board:picture": Press(self.picture)}

    @options("leaderboard")
    @app_commands.choices(window=choices("window", Window), way=choices("show", BoardFormat))
    async def leaderboard(
        self,
        interaction: Interaction,
        *,
        window: str = Window.WEEK.value,
        by: str = Tallied.POINTS.value,
        period: str | None = None,
        channel: discord.TextChannel | None = None,
        deck: str | None = None,
        way: str = BoardFormat.LIST.value,
    ) -> None:
        """Show the first page, with its picture or as a file where that is wanted."""
        decks = () if deck is None else await self._decks.list(guild_of(interaction))
        scope = choose_scope(decks, None if channel is None else ChannelId(channel.id), deck)
        chosen = None if period is None else read_period(period)
        found = self._page(interaction, by, chosen, scope=scope, window=Window(window))
        page = await defer_if_slow(interaction, found)
        if way == BoardFormat.FILE:
            await self._export(interaction, page)
        elif way == BoardFormat.PICTURE:
            await self._pictured(interaction, page)
        else:
            await show(interaction, board(page, locale_of(interaction)))

    async def turn(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Show another page, in place."""
        page = await self._turned(interaction, custom_id)
        await show(interaction, board(page, locale_of(interaction)))

    async def picture(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Show the first page with its picture, in place."""
        await self._pictured(interaction, await self._turned(interaction, custom_id))

    async def decks(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Suggest decks."""
        return await suggest_decks(self._decks, interaction, typed)

    async def periods(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Suggest days, weeks or months that have play, by the window that is chosen already."""
        window = str(getattr(interaction.namespace, "window", ""))
        known = Window(window) if window in (Window.TODAY, Window.MONTH) else Window.WEEK
        found = await self._standings.periods(guild_of(interaction), known)
        wanted, locale = typed.strip().casefold(), locale_of(interaction)
        offered = [Choice(name=clip(period_name(period, locale), Limit.CHOICE_NAME), value=period) for period in found]
        return [choice for choice in offered if wanted in choice.name.casefold() or wanted in choice.value.casefold()]

    async def _pictured(self, interaction: Interaction, page: BoardPage) -> None:
        locale = locale_of(interaction)
        shown = board(page, locale)
        await show(interaction, await defer_if_slow(interaction, pictured(shown, page, locale)))

    async def _export(self, interaction: Interaction, page: BoardPage) -> None:
        if not interaction.permissions.manage_guild:
            raise ManagersOnly
        made = await defer_if_slow(interaction, self._exports.board(guild_of(interaction), page))
        await show(interaction, exported(made, locale_of(interaction)))

    async def _turned(self, interaction: Interaction, custom_id: CustomId) -> BoardPage:
        turned = read_turn(custom_id, self._standings.brought)
        scope = full_scope(await self._decks.list(guild_of(interaction)), turned.scope)
        if scope is None:
            raise PressUnknown(str(custom_id))
        keys = (turned.after, turned.before)
        found = self._page(interaction, turned.metric, turned.period, scope=scope, keys=keys)
        return await defer_if_slow(interaction, found)

    async def _page(
        self,
        interaction: Interaction,
        metric: str,
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
    @app_commands.choices(day=choices("weekday", range(7)))
    @app_commands.autocomplete(at=suggestions.times)
    async def choose(
        self,
        interaction: Interaction,
        channel: discord.TextChannel | None = None,
        day: int = 0,
        at: str = suggestions.TIME,
    ) -> None:
        """Choose where and when, once it is sure that the bot can post there."""
        place = channels.chosen_channel(interaction, channel)
        made = self._digests.set(guild_of(interaction), channel=place, day=day, at=at)
        plan, zone = await defer_if_slow(interaction, made)
        self._wake()
        await show(interaction, digest_set(plan, zone, locale_of(interaction)))

    @command("digest off")
    async def off(self, interaction: Interaction) -> None:
        """End it."""
        await defer_if_slow(interaction, self._digests.off(guild_of(interaction)))
        self._wake()
        await show(interaction, digest_ended(locale_of(interaction)))

    @command("digest now")
    async def now(self, interaction: Interaction) -> None:
        """Post the last week's at once, if it was not posted yet."""
        channel, period = await defer_if_slow(interaction, self._digests.now(guild_of(interaction)))
        self._wake()
        await show(interaction, digest_coming(channel, period, locale_of(interaction)))

    async def board(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Show the board of a digest's period, with one's own line, privately."""
        found = self._standings.page(
            guild=guild_of(interaction), user=UserId(interaction.user.id), window=Window.WEEK, period=custom_id.arg
        )
        await show(interaction, board(await defer_if_slow(interaction, found), locale_of(interaction)))


def read_period(typed: str) -> str:
    """Read a period; suggestions are not binding.

    Raises:
        PeriodUnreadable: It is none.
    """
    period = typed.strip().upper() if "w" in typed.casefold() else typed.strip().casefold()
    if window_of(period) is None:
        raise PeriodUnreadable(given=typed.strip())
    return period
