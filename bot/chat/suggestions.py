"""Suggestions: what slash commands offer while a person types; never binding, and never anything that spoils."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from discord.app_commands import Choice

from bot.calendar.zones import suggest_zones
from bot.chat.router import Interaction
from bot.text.clip import LIMITS, Limit, clip

#: Discord shows no more.
SUGGESTIONS_MOST = 25
#: What `/daily add` takes where nothing is said. Source: the project's design, "Discord face".
TIME, DAYS, OPEN_FOR = "09:00", "mon-fri", "8h"
_TIMES = tuple(f"{hour:02}:{minute:02}" for hour in (*range(6, 24), *range(6)) for minute in (0, 30))
_DAYS = (DAYS, "every day", "mon,wed,fri", "tue,thu", "sat,sun")
_SPANS = (OPEN_FOR, "15m", "30m", "1h", "2h", "4h", "12h", "1d", "2d", "7d")


async def zones(interaction: Interaction, typed: str) -> list[Choice[str]]:  # noqa: ARG001 - the library's signature
    """Suggest time zones."""
    found = await asyncio.to_thread(suggest_zones, typed)
    return [Choice(name=clip(zone.label, Limit.CHOICE_NAME), value=zone.value) for zone in found]


async def times(interaction: Interaction, typed: str) -> list[Choice[str]]:  # noqa: ARG001 - the library's signature
    """Suggest times of day that begin as typed; whatever else can be read is taken too."""
    return plain_choices((typed, *_fitting(_TIMES, typed)))


async def days(interaction: Interaction, typed: str) -> list[Choice[str]]:  # noqa: ARG001 - the library's signature
    """Suggest weekdays."""
    return plain_choices((typed, *_fitting(_DAYS, typed)))


async def spans(interaction: Interaction, typed: str) -> list[Choice[str]]:  # noqa: ARG001 - the library's signature
    """Suggest for how long questions stay open."""
    return plain_choices((typed, *_fitting(_SPANS, typed)))


def plain_choices(values: Iterable[str]) -> list[Choice[str]]:
    """Return choices that are sent as they read: each once, without those that are too long to be sent."""
    unique = dict.fromkeys(value for value in values if value.strip() and len(value) <= LIMITS[Limit.CHOICE_VALUE])
    return [Choice(name=value, value=value) for value in unique][:SUGGESTIONS_MOST]


def holding(choices: Iterable[Choice[str]], typed: str) -> list[Choice[str]]:
    """Return those choices whose name holds what was typed, as many as Discord shows."""
    wanted = typed.strip().casefold()
    return [choice for choice in choices if wanted in choice.name.casefold()][:SUGGESTIONS_MOST]


def _fitting(values: Iterable[str], typed: str) -> list[str]:
    wanted = typed.strip().casefold().lstrip("0")
    return [value for value in values if value.lstrip("0").startswith(wanted)]
