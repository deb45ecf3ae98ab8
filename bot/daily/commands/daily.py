"""`/daily`: the timetable of a server's quizzes, for those who manage it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.app_commands import Range

from bot.chat import channels, suggestions
from bot.chat.labels import label
from bot.chat.replies import guild_of, locale_of, promptly, show, source_of, time_of
from bot.chat.router import Interaction, Name, Press, Presses, manage_server
from bot.chat.suggestions import DAYS, OPEN_FOR, TIME
from bot.core.ids import ScheduleId, UserId
from bot.daily.messages import schedule as views
from bot.daily.service.daily import Daily
from bot.daily.service.schedules import Schedules
from bot.library import suggestions as deck_suggestions

_MANAGERS = manage_server("daily")
_NAMES = {
    "channel": label("opt-channel"),
    "deck": label("opt-deck"),
    "at": label("opt-time"),
    "days": label("opt-days"),
    "zone": label("opt-zone"),
    "questions": label("opt-questions"),
    "open_for": label("opt-open-for"),
}
_ABOUT = {
    "channel": label("opt-channel-about"),
    "deck": label("opt-deck-about"),
    "at": label("opt-time-about"),
    "days": label("opt-days-about"),
    "zone": label("opt-zone-about"),
    "questions": label("opt-questions-about"),
    "open_for": label("opt-open-for-about"),
}
_SUGGESTED = {
    "deck": deck_suggestions.decks,
    "at": suggestions.times,
    "days": suggestions.days,
    "zone": suggestions.zones,
    "open_for": suggestions.spans,
}
Questions = Range[int, 1, 10]
T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])


def _one_of_them(command: F) -> F:
    """Describe the one option of commands that act on a schedule."""
    command = app_commands.autocomplete(schedule=suggestions.schedules)(command)
    command = app_commands.describe(schedule=label("opt-schedule-about"))(command)
    return app_commands.rename(schedule=label("opt-schedule"))(command)


class DailyCommands(app_commands.Group):
    """Schedules and what is asked at once."""

    def __init__(self, schedules: Schedules, daily: Daily, wake: Callable[[], None]) -> None:
        super().__init__(
            name=label("cmd-daily"),
            description=label("cmd-daily-about"),
            default_permissions=discord.Permissions(manage_guild=True),
        )
        self._schedules = schedules
        self._daily = daily
        self._wake = wake

    def presses(self) -> Presses:
        """Return the presses."""
        return {"schedule:remove": Press(self.removed, _MANAGERS), "schedule:keep": Press(self.kept, _MANAGERS)}

    @app_commands.command(name=label("cmd-daily-add"), description=label("cmd-daily-add-about"))
    @app_commands.rename(**_NAMES)
    @app_commands.describe(**_ABOUT)
    @app_commands.autocomplete(**_SUGGESTED)
    async def add(
        self,
        interaction: Interaction,
        *,
        deck: str,
        channel: discord.TextChannel | None = None,
        at: str = TIME,
        days: str = DAYS,
        zone: str | None = None,
        questions: Questions = 1,
        open_for: str = OPEN_FOR,
    ) -> None:
        """Make a schedule, once it is sure that the bot can post there."""
        place = channels.chosen(interaction, channel)
        made = self._schedules.add(
            guild=guild_of(interaction),
            channel=place,
            deck=deck,
            at=at,
            days=days,
            zone=zone,
            questions=questions,
            open_for=open_for,
            by=UserId(interaction.user.id),
        )
        await show(interaction, views.added(await self._changed(interaction, made), locale_of(interaction)))

    @app_commands.command(name=label("cmd-daily-list"), description=label("cmd-daily-list-about"))
    async def overview(self, interaction: Interaction) -> None:
        """Show the schedules."""
        there = await promptly(interaction, self._schedules.all(guild_of(interaction)))
        await show(interaction, views.listed(there, locale_of(interaction)))

    @app_commands.command(name=label("cmd-daily-edit"), description=label("cmd-daily-edit-about"))
    @app_commands.rename(schedule=label("opt-schedule"), **_NAMES)
    @app_commands.describe(schedule=label("opt-schedule-about"), **_ABOUT)
    @app_commands.autocomplete(schedule=suggestions.schedules, **_SUGGESTED)
    async def edit(
        self,
        interaction: Interaction,
        *,
        schedule: str | None = None,
        channel: discord.TextChannel | None = None,
        deck: str | None = None,
        at: str | None = None,
        days: str | None = None,
        zone: str | None = None,
        questions: Questions | None = None,
        open_for: str | None = None,
    ) -> None:
        """Change what is given."""
        made = self._schedules.edit(
            guild_of(interaction),
            await self._pick(interaction, schedule),
            channel=None if channel is None else channels.chosen(interaction, channel),
            deck=deck,
            at=at,
            days=days,
            zone=zone,
            questions=questions,
            open_for=open_for,
        )
        await show(interaction, views.changed(await self._changed(interaction, made), locale_of(interaction)))

    @app_commands.command(name=label("cmd-daily-pause"), description=label("cmd-daily-pause-about"))
    @_one_of_them
    async def pause(self, interaction: Interaction, schedule: str | None = None) -> None:
        """Let a schedule rest."""
        made = self._schedules.pause(guild_of(interaction), await self._pick(interaction, schedule))
        await show(interaction, views.paused(await self._changed(interaction, made), locale_of(interaction)))

    @app_commands.command(name=label("cmd-daily-resume"), description=label("cmd-daily-resume-about"))
    @_one_of_them
    async def resume(self, interaction: Interaction, schedule: str | None = None) -> None:
        """Let a schedule go on, once it is sure that the bot can post there."""
        chosen = await self._writable(interaction, schedule)
        made = self._schedules.resume(guild_of(interaction), chosen)
        await show(interaction, views.resumed(await self._changed(interaction, made), locale_of(interaction)))

    @app_commands.command(name=label("cmd-daily-remove"), description=label("cmd-daily-remove-about"))
    @_one_of_them
    async def remove(self, interaction: Interaction, schedule: str | None = None) -> None:
        """Ask back before a schedule is removed."""
        chosen = await self._pick(interaction, schedule)
        found = await promptly(interaction, self._schedules.one(guild_of(interaction), chosen))
        await show(interaction, views.removing(found, locale_of(interaction)))

    @app_commands.command(name=label("cmd-daily-now"), description=label("cmd-daily-now-about"))
    @_one_of_them
    async def now(self, interaction: Interaction, schedule: str | None = None) -> None:
        """Ask at once, once it is sure that the bot can post there."""
        asked = self._daily.ask_now(
            guild=guild_of(interaction),
            schedule=await self._writable(interaction, schedule),
            source=source_of(interaction),
            at=time_of(interaction),
        )
        await show(interaction, views.asking(await self._changed(interaction, asked), locale_of(interaction)))

    @app_commands.command(name=label("cmd-daily-close"), description=label("cmd-daily-close-about"))
    @app_commands.rename(schedule=label("opt-schedule"))
    @app_commands.describe(schedule=label("opt-close-about"))
    @app_commands.autocomplete(schedule=suggestions.schedules)
    async def close(self, interaction: Interaction, schedule: str | None = None) -> None:
        """Close what is open."""
        closed = self._daily.close_now(
            guild=guild_of(interaction),
            schedule=None if schedule is None else await self._pick(interaction, schedule),
            at=time_of(interaction),
        )
        await show(interaction, views.closing(await self._changed(interaction, closed), locale_of(interaction)))

    async def removed(self, interaction: Interaction, name: Name) -> None:
        """Remove a schedule, after all."""
        made = self._schedules.remove(guild_of(interaction), ScheduleId(name.number))
        await self._changed(interaction, made)
        await show(interaction, views.removed(locale_of(interaction)))

    async def kept(self, interaction: Interaction, name: Name) -> None:  # noqa: ARG002 - every press has a name
        """Leave a schedule as it is."""
        await show(interaction, views.kept(locale_of(interaction)))

    async def _pick(self, interaction: Interaction, schedule: str | None) -> ScheduleId:
        return await suggestions.pick(self._schedules, guild_of(interaction), schedule)

    async def _writable(self, interaction: Interaction, schedule: str | None) -> ScheduleId:
        """Pick a schedule and see that its channel can be written to."""
        found = await self._schedules.one(guild_of(interaction), await self._pick(interaction, schedule))
        channels.ready(interaction, found.channel)
        return found.id

    async def _changed(self, interaction: Interaction, work: Coroutine[Any, Any, T]) -> T:
        """Await what may change what is due, and wake the alarm."""
        outcome = await promptly(interaction, work)
        self._wake()
        return outcome
