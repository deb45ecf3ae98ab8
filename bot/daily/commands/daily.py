"""`/daily`: the timetable of a server's quizzes, for those who manage it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.app_commands import Choice, Range

from bot.chat import channels, suggestions
from bot.chat.errors import RoleUnfit
from bot.chat.labels import choices, command, label, named
from bot.chat.replies import defer_if_slow, guild_of, locale_of, show, source_of, time_of
from bot.chat.router import CustomId, Interaction, Press, Presses, manage_server
from bot.chat.suggestions import DAYS, OPEN_FOR, TIME, plain_choices, spans
from bot.core.ids import RoleId, ScheduleId, UserId
from bot.daily.messages import schedule as views
from bot.daily.options import Choosable, Reveal
from bot.daily.service.options import OptionChanges, ScheduleOptions
from bot.daily.service.rounds import Rounds
from bot.daily.service.schedules import Schedules
from bot.daily.suggestions import pick, suggest_schedules
from bot.decks.naming import stem_of
from bot.library.service.decks import Decks
from bot.library.suggestions import suggest_decks
from bot.questions.forms import FormsMix
from bot.text.clip import Limit, clip

_MANAGERS = manage_server("daily")
_FORMS = choices("choice-forms", FormsMix)
_REVEALS = choices("choice-reveal", Reveal)
_RESETS = [
    *(
        Choice(name=label(f"opt-{option.value}"), value=option.value)
        for option in Choosable
        if option is not Choosable.EVERYTHING
    ),
    Choice(name=label("choice-reset-everything"), value=Choosable.EVERYTHING.value),
]
Questions = Range[int, 1, 10]
T = TypeVar("T")


class DailyCommands(app_commands.Group):
    """Schedules and what is asked at once."""

    def __init__(
        self, schedules: Schedules, options: ScheduleOptions, decks: Decks, rounds: Rounds, wake: Callable[[], None]
    ) -> None:
        super().__init__(**named("daily"), default_permissions=discord.Permissions(manage_guild=True))
        self._schedules = schedules
        self._options = options
        self._decks = decks
        self._rounds = rounds
        self._wake = wake

    def presses(self) -> Presses:
        """Return the presses."""
        return {"schedule:remove": Press(self.removed, _MANAGERS), "schedule:keep": Press(self.kept, _MANAGERS)}

    async def _suggest_decks(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await suggest_decks(self._decks, interaction, typed)

    async def _suggest_schedules(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await suggest_schedules(self._schedules, interaction, typed)

    async def _suggest_mixes(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Suggest a further deck behind those that are typed already."""
        head, comma, last = typed.rpartition(",")
        before = f"{head}{comma} " if comma else ""
        found = await self._decks.suggest(guild_of(interaction), last.strip())
        listed = [f"{before}{stem_of(deck.id)}" for deck in found]
        return plain_choices((typed, *listed) if ":" in last else listed)

    async def _suggest_countries(self, interaction: Interaction, typed: str) -> list[Choice[str]]:  # noqa: ARG002 - the library's
        found = await asyncio.to_thread(self._options.countries, typed)
        return [Choice(name=clip(name, Limit.CHOICE_NAME), value=code) for code, name in found]

    @command("daily add")
    @app_commands.autocomplete(
        deck=_suggest_decks,
        at=suggestions.times,
        days=suggestions.days,
        zone=suggestions.zones,
        open_for=suggestions.spans,
    )
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
        place = channels.chosen_channel(interaction, channel)
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

    @command("daily list")
    async def overview(self, interaction: Interaction) -> None:
        """Show the schedules."""
        there = await defer_if_slow(interaction, self._schedules.all(guild_of(interaction)))
        await show(interaction, views.listed(there, locale_of(interaction)))

    @command("daily edit")
    @app_commands.autocomplete(
        schedule=_suggest_schedules,
        deck=_suggest_decks,
        at=suggestions.times,
        days=suggestions.days,
        zone=suggestions.zones,
        open_for=suggestions.spans,
    )
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
            channel=None if channel is None else channels.chosen_channel(interaction, channel),
            deck=deck,
            at=at,
            days=days,
            zone=zone,
            questions=questions,
            open_for=open_for,
        )
        await show(interaction, views.changed(await self._changed(interaction, made), locale_of(interaction)))

    @command("daily pause")
    @app_commands.autocomplete(schedule=_suggest_schedules)
    async def pause(self, interaction: Interaction, schedule: str | None = None) -> None:
        """Let a schedule rest."""
        made = self._schedules.pause(guild_of(interaction), await self._pick(interaction, schedule))
        await show(interaction, views.paused(await self._changed(interaction, made), locale_of(interaction)))

    @command("daily resume")
    @app_commands.autocomplete(schedule=_suggest_schedules)
    async def resume(self, interaction: Interaction, schedule: str | None = None) -> None:
        """Let a schedule go on, once it is sure that the bot can post there."""
        chosen = await self._writable(interaction, schedule)
        made = self._schedules.resume(guild_of(interaction), chosen)
        await show(interaction, views.resumed(await self._changed(interaction, made), locale_of(interaction)))

    @command("daily remove")
    @app_commands.autocomplete(schedule=_suggest_schedules)
    async def remove(self, interaction: Interaction, schedule: str | None = None) -> None:
        """Ask back before a schedule is removed."""
        chosen = await self._pick(interaction, schedule)
        found = await defer_if_slow(interaction, self._schedules.one(guild_of(interaction), chosen))
        await show(interaction, views.removing(found, locale_of(interaction)))

    @command("daily now")
    @app_commands.autocomplete(schedule=_suggest_schedules)
    async def now(self, interaction: Interaction, schedule: str | None = None) -> None:
        """Ask at once, once it is sure that the bot can post there."""
        asked = self._rounds.ask_now(
            guild=guild_of(interaction),
            schedule=await self._writable(interaction, schedule),
            source=source_of(interaction),
            at=time_of(interaction),
        )
        await show(interaction, views.asking(await self._changed(interaction, asked), locale_of(interaction)))

    @command("daily close")
    @app_commands.autocomplete(schedule=_suggest_schedules)
    async def close(self, interaction: Interaction, schedule: str | None = None) -> None:
        """Close what is open."""
        closed = self._rounds.close_now(
            guild=guild_of(interaction),
            schedule=None if schedule is None else await self._pick(interaction, schedule),
            at=time_of(interaction),
        )
        await show(interaction, views.closing(await self._changed(interaction, closed), locale_of(interaction)))

    @command("daily options")
    @app_commands.choices(forms=_FORMS, reveal=_REVEALS, reset=_RESETS)
    @app_commands.autocomplete(
        schedule=_suggest_schedules,
        decks=_suggest_mixes,
        holidays=_suggest_countries,
        grace=spans,
    )
    async def options(
        self,
        interaction: Interaction,
        *,
        schedule: str | None = None,
        decks: str | None = None,
        forms: str | None = None,
        skip: str | None = None,
        holidays: str | None = None,
        grace: str | None = None,
        reveal: str | None = None,
        changeable: bool | None = None,
        typed: bool | None = None,
        thread: bool | None = None,
        remind: bool | None = None,
        ping: discord.Role | None = None,
        reset: str | None = None,
    ) -> None:
        """Change what is given; with nothing given, show the options as they are."""
        chosen = await pick(self._schedules, interaction, schedule)
        wish = OptionChanges(
            decks=decks,
            forms=None if forms is None else FormsMix(forms),
            skip=skip,
            holidays=holidays,
            grace=grace,
            reveal=None if reveal is None else Reveal(reveal),
            changeable=changeable,
            typed=typed,
            thread=thread,
            remind=remind,
            ping=None if ping is None else _pingable(interaction, ping),
            reset=None if reset is None else Choosable(reset),
        )
        made = await defer_if_slow(interaction, self._options.change(guild_of(interaction), chosen, wish))
        self._wake()
        shown = views.unchanged if wish.is_empty else views.changed
        await show(interaction, shown(made, locale_of(interaction)))

    async def removed(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Remove a schedule, after all."""
        made = self._schedules.remove(guild_of(interaction), ScheduleId(custom_id.number))
        await self._changed(interaction, made)
        await show(interaction, views.removed(locale_of(interaction)))

    async def kept(self, interaction: Interaction, custom_id: CustomId) -> None:  # noqa: ARG002 - every press has a name
        """Leave a schedule as it is."""
        await show(interaction, views.kept(locale_of(interaction)))

    async def _pick(self, interaction: Interaction, schedule: str | None) -> ScheduleId:
        return await pick(self._schedules, interaction, schedule)

    async def _writable(self, interaction: Interaction, schedule: str | None) -> ScheduleId:
        """Pick a schedule and see that its channel can be written to."""
        found = await self._schedules.one(guild_of(interaction), await self._pick(interaction, schedule))
        channels.check_writable(interaction, found.channel)
        return found.id

    async def _changed(self, interaction: Interaction, work: Coroutine[Any, Any, T]) -> T:
        """Await what may change what is due, and wake the alarm."""
        outcome = await defer_if_slow(interaction, work)
        self._wake()
        return outcome


def _pingable(interaction: Interaction, role: discord.Role) -> RoleId:
    """Return a role that a post may ping.

    Raises:
        RoleUnfit: It is everyone's, or Discord would let the bot mention it in vain.
    """
    if role.is_default() or not (role.mentionable or interaction.app_permissions.mention_everyone):
        raise RoleUnfit(role=role.name)
    return RoleId(role.id)
