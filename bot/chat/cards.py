"""Cards that several features show alike."""

from __future__ import annotations

import discord

from bot.chat.message import Shown, Tone, embed
from bot.chat.router import Buttons, Name
from bot.text.catalogue import DEFAULT_LOCALE, say


def ask_back(title: str, text: str, *, yes: Name, yes_label: str, no: Name, locale: str = DEFAULT_LOCALE) -> Shown:
    """Ask back before something is done that is not easily undone.

    Args:
        title: What is about to happen.
        text: What becomes of it.
        yes: The press that does it after all.
        yes_label: What its button says.
        no: The press that leaves everything as it is.
        locale: The language.
    """
    buttons = Buttons().add(yes_label, yes, style=discord.ButtonStyle.danger)
    return Shown(
        embed=embed(title=title, text=text, tone=Tone.BAD), buttons=buttons.add(say("button-keep", locale), no)
    )
