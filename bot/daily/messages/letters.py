"""Letters as messages: the greeting, and word of a pause."""

from __future__ import annotations

import discord

from bot.chat.message import Shown, Tone, embed
from bot.chat.router import Buttons, Name
from bot.daily.messages.schedule import described
from bot.daily.service.schedules import ScheduleView
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.escape import one_line


def greeting(guild: int, locale: str = DEFAULT_LOCALE) -> Shown:
    """Say the one helpful thing to a server the bot was invited to."""
    name = Name("setup", "begin", guild)
    buttons = Buttons().add(say("button-set-up", locale), name, style=discord.ButtonStyle.primary)
    return Shown(embed=embed(title=say("greeting-title", locale), text=say("greeting-text", locale)), buttons=buttons)


def paused(schedule: ScheduleView, guild: str, locale: str = DEFAULT_LOCALE) -> Shown:
    """Tell who made a schedule why it stands still.

    Args:
        schedule: The schedule.
        guild: The server's name; "" where it is not known.
        locale: The language.
    """
    where = say("pause-where", locale, guild=one_line(guild)) if guild else ""
    text = "\n".join(line for line in (where, described(schedule, locale)) if line)
    return Shown(embed=embed(title=say("pause-title", locale), text=text, tone=Tone.MIXED))
