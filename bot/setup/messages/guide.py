"""Guidance as messages: `/help` by what one wants to do, and `/about`."""

from __future__ import annotations

from bot.chat.message import Shown, embed
from bot.text.catalogue import DEFAULT_LOCALE, say

_TASKS = (
    "help-answer",
    "help-stand",
    "help-streak",
    "help-right",
    "help-run",
    "help-decks",
    "help-privacy",
    "help-more",
)


def guide(locale: str = DEFAULT_LOCALE) -> Shown:
    """Tell what Deckhand can do, task by task."""
    fields = [(say(task, locale), say(f"{task}-text", locale)) for task in _TASKS]
    return Shown(embed=embed(title=say("help-title", locale), fields=fields))


def about(version: str, locale: str = DEFAULT_LOCALE) -> Shown:
    """Tell what Deckhand is and what it keeps."""
    keeps = (say("about-keeps", locale), say("about-keeps-text", locale))
    title = say("about-title", locale, version=version)
    return Shown(embed=embed(title=title, text=say("about-text", locale), fields=[keeps]))
