"""Daily quizzes suggested while a person types, and read again from what was chosen."""

from __future__ import annotations

from discord.app_commands import Choice

from bot.chat.channels import name_of
from bot.chat.replies import guild_of, locale_of
from bot.chat.router import Interaction
from bot.chat.suggestions import holding
from bot.core.ids import ID_MOST, ScheduleId
from bot.daily.errors import NoSchedules, ScheduleUnknown, ScheduleUnnamed
from bot.daily.messages.schedule import named
from bot.daily.service.schedules import Schedules

#: Longer ones need not be read at all.
_DIGITS_MOST = len(str(ID_MOST))


async def suggest_schedules(schedules: Schedules, interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest this server's schedules, in words."""
    locale = locale_of(interaction)
    found = await schedules.all(guild_of(interaction))
    choices = [
        Choice(name=named(schedule, name_of(interaction, schedule.channel), locale), value=str(schedule.id))
        for schedule in found
    ]
    return holding(choices, typed)


async def pick(schedules: Schedules, interaction: Interaction, chosen: str | None) -> ScheduleId:
    """Return the schedule that was chosen from the suggestions; where nothing was, the only one there is.

    Raises:
        ScheduleUnknown: Something else was typed.
        NoSchedules: There is none to choose from.
        ScheduleUnnamed: There are several to choose from.
    """
    if chosen is None:
        there = await schedules.all(guild_of(interaction))
        if len(there) > 1:
            locale = locale_of(interaction)
            raise ScheduleUnnamed(there=tuple(named(one, name_of(interaction, one.channel), locale) for one in there))
        if there:
            return there[0].id
        raise NoSchedules
    if not chosen.isdecimal() or len(chosen) > _DIGITS_MOST or int(chosen) > ID_MOST:
        raise ScheduleUnknown
    return ScheduleId(int(chosen))
