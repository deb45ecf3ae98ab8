"""Suggestions: what slash commands offer while a person types; never binding, and never anything that spoils."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Protocol, cast

from discord.app_commands import Choice

from bot.calendar.zones import suggest_zones
from bot.chat.channels import name_of
from bot.chat.replies import guild_of, locale_of
from bot.chat.router import Interaction
from bot.core.ids import ID_MOST, GuildId, ScheduleId
from bot.daily.errors import ScheduleUnknown
from bot.daily.messages.schedule import named
from bot.questions.service.outcomes import ScheduleView
from bot.text.clip import LIMITS, Limit, clip

#: Discord shows no more.
SUGGESTIONS_MOST = 25
#: Longer ones need not be read at all.
_DIGITS_MOST = len(str(ID_MOST))
#: What `/daily add` takes where nothing is said. Source: the project's design, "Discord face".
TIME, DAYS, OPEN_FOR = "09:00", "mon-fri", "8h"
_TIMES = tuple(f"{hour:02}:{minute:02}" for hour in (*range(6, 24), *range(6)) for minute in (0, 30))
_DAYS = (DAYS, "every day", "mon,wed,fri", "tue,thu", "sat,sun")
_SPANS = (OPEN_FOR, "15m", "30m", "1h", "2h", "4h", "12h", "1d", "2d", "7d")


class AskedSchedules(Protocol):
    """What is asked of the schedules service."""

    async def all(self, guild: GuildId) -> tuple[ScheduleView, ...]:
        """Return a server's schedules."""
        ...


class AskedOptions(Protocol):
    """What is asked of the options service."""

    def countries(self, typed: str) -> list[tuple[str, str]]:
        """Return codes and names of countries and regions that fit."""
        ...


class Suggesting(Protocol):
    """What the client offers to suggestions, which the library calls without the cog they belong to."""

    schedules: AskedSchedules
    options: AskedOptions


async def countries(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest countries and regions."""
    found = await asyncio.to_thread(_client(interaction).options.countries, typed)
    return [Choice(name=clip(name, Limit.CHOICE_NAME), value=code) for code, name in found]


async def zones(interaction: Interaction, typed: str) -> list[Choice[str]]:  # noqa: ARG001 - the library's signature
    """Suggest time zones."""
    found = await asyncio.to_thread(suggest_zones, typed)
    return [Choice(name=clip(zone.label, Limit.CHOICE_NAME), value=zone.value) for zone in found]


async def times(interaction: Interaction, typed: str) -> list[Choice[str]]:  # noqa: ARG001 - the library's signature
    """Suggest times of day that begin as typed; whatever else can be read is taken too."""
    return _choices((typed, *_fitting(_TIMES, typed)))


async def days(interaction: Interaction, typed: str) -> list[Choice[str]]:  # noqa: ARG001 - the library's signature
    """Suggest weekdays."""
    return _choices((typed, *_fitting(_DAYS, typed)))


async def spans(interaction: Interaction, typed: str) -> list[Choice[str]]:  # noqa: ARG001 - the library's signature
    """Suggest for how long questions stay open."""
    return _choices((typed, *_fitting(_SPANS, typed)))


async def schedules(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest this server's schedules, in words."""
    found = await _client(interaction).schedules.all(guild_of(interaction))
    choices = [Choice(name=_name(interaction, schedule), value=str(schedule.id)) for schedule in found]
    return [choice for choice in choices if typed.strip().casefold() in choice.name.casefold()][:SUGGESTIONS_MOST]


async def pick(service: AskedSchedules, guild: GuildId, chosen: str | None) -> ScheduleId:
    """Return the schedule that was chosen from the suggestions; where nothing was, the only one there is.

    Raises:
        ScheduleUnknown: Something else was typed, or there are several (or none) to choose from.
    """
    if chosen is None:
        there = await service.all(guild)
        if len(there) == 1:
            return there[0].id
        raise ScheduleUnknown
    if not chosen.isdecimal() or len(chosen) > _DIGITS_MOST or int(chosen) > ID_MOST:
        raise ScheduleUnknown
    return ScheduleId(int(chosen))


def _name(interaction: Interaction, schedule: ScheduleView) -> str:
    return named(schedule, name_of(interaction, schedule.channel), locale_of(interaction))


def _fitting(values: Iterable[str], typed: str) -> list[str]:
    wanted = typed.strip().casefold().lstrip("0")
    return [value for value in values if value.lstrip("0").startswith(wanted)]


def _choices(values: Iterable[str]) -> list[Choice[str]]:
    unique = dict.fromkeys(value for value in values if value.strip() and _fits(value))
    return [Choice(name=value, value=value) for value in unique][:SUGGESTIONS_MOST]


def _fits(value: str) -> bool:
    return len(value) <= LIMITS[Limit.CHOICE_VALUE]


def _client(interaction: Interaction) -> Suggesting:
    return cast("Suggesting", interaction.client.services)
