"""`/daily options`: how a daily quiz asks, for those who manage it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.chat import suggestions
from bot.chat.errors import RoleUnfit
from bot.chat.labels import label
from bot.chat.replies import guild_of, locale_of, promptly, show
from bot.chat.router import Interaction
from bot.core.ids import RoleId
from bot.daily.messages.schedule import changed
from bot.daily.options import Choosable, Reveal
from bot.daily.service.options import ScheduleOptions, Wish
from bot.daily.service.schedules import Schedules
from bot.library import suggestions as deck_suggestions
from bot.questions.forms import FormsMix

_FORMS = [
    Choice(name=label("choice-forms-recall"), value=FormsMix.RECALL.value),
    Choice(name=label("choice-forms-choice"), value=FormsMix.CHOICE.value),
    Choice(name=label("choice-forms-mixed"), value=FormsMix.MIXED.value),
]
_REVEALS = [
    Choice(name=label("choice-reveal-closing"), value=Reveal.CLOSING.value),
    Choice(name=label("choice-reveal-next"), value=Reveal.NEXT.value),
]
_RESETS = [
    Choice(name=label("opt-decks"), value=Choosable.DECKS.value),
    Choice(name=label("opt-forms"), value=Choosable.FORMS.value),
    Choice(name=label("opt-skip"), value=Choosable.SKIP.value),
    Choice(name=label("opt-holidays"), value=Choosable.HOLIDAYS.value),
    Choice(name=label("opt-grace"), value=Choosable.GRACE.value),
    Choice(name=label("opt-reveal"), value=Choosable.REVEAL.value),
    Choice(name=label("opt-changeable"), value=Choosable.CHANGEABLE.value),
    Choice(name=label("opt-typed"), value=Choosable.TYPED.value),
    Choice(name=label("opt-thread"), value=Choosable.THREAD.value),
    Choice(name=label("opt-remind"), value=Choosable.REMIND.value),
    Choice(name=label("opt-ping"), value=Choosable.PING.value),
    Choice(name=label("choice-reset-everything"), value=Choosable.EVERYTHING.value),
]


class OptionCommands:
    """What a schedule does beyond asking one deck at a set time."""

    def __init__(self, schedules: Schedules, options: ScheduleOptions, wake: Callable[[], None]) -> None:
        self._schedules = schedules
        self._options = options
        self._wake = wake

    def commands(self) -> tuple[app_commands.Command[Any, ..., None], ...]:
        """Return the commands, which belong below `/daily`."""
        name, about = label("cmd-daily-options"), label("cmd-daily-options-about")
        return (app_commands.Command(name=name, description=about, callback=self.options),)

    @app_commands.rename(
        schedule=label("opt-schedule"),
        decks=label("opt-decks"),
        forms=label("opt-forms"),
        skip=label("opt-skip"),
        holidays=label("opt-holidays"),
        grace=label("opt-grace"),
        reveal=label("opt-reveal"),
        changeable=label("opt-changeable"),
        typed=label("opt-typed"),
        thread=label("opt-thread"),
        remind=label("opt-remind"),
        ping=label("opt-ping"),
        reset=label("opt-reset"),
    )
    @app_commands.describe(
        schedule=label("opt-schedule-about"),
        decks=label("opt-decks-about"),
        forms=label("opt-forms-about"),
        skip=label("opt-skip-about"),
        holidays=label("opt-holidays-about"),
        grace=label("opt-grace-about"),
        reveal=label("opt-reveal-about"),
        changeable=label("opt-changeable-about"),
        typed=label("opt-typed-about"),
        thread=label("opt-thread-about"),
        remind=label("opt-remind-about"),
        ping=label("opt-ping-about"),
        reset=label("opt-reset-about"),
    )
    @app_commands.choices(forms=_FORMS, reveal=_REVEALS, reset=_RESETS)
    @app_commands.autocomplete(
        schedule=suggestions.schedules,
        decks=deck_suggestions.mixes,
        holidays=suggestions.countries,
        grace=suggestions.spans,
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
        """Change what is given; nothing given shows how it is."""
        chosen = await suggestions.pick(self._schedules, guild_of(interaction), schedule)
        wish = Wish(
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
            ping=None if ping is None else pingable(interaction, ping),
            reset=None if reset is None else Choosable(reset),
        )
        made = await promptly(interaction, self._options.change(guild_of(interaction), chosen, wish))
        self._wake()
        await show(interaction, changed(made, locale_of(interaction)))


def pingable(interaction: Interaction, role: discord.Role) -> RoleId:
    """Return a role that a post may ping.

    Raises:
        RoleUnfit: It is everyone's, or Discord would let the bot mention it in vain.
    """
    if role.is_default() or not (role.mentionable or interaction.app_permissions.mention_everyone):
        raise RoleUnfit(role=role.name)
    return RoleId(role.id)
