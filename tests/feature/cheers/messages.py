"""Cheers as a message."""

from __future__ import annotations

from bot.chat.message import Shown
from bot.chat.outbox.kinds import Mark
from bot.chat.router import Buttons, Name
from bot.core.ids import GuildId
from bot.text.catalogue import say


def shown(guild: GuildId, count: int, locale: str) -> Shown:
    """Tell how many there are."""
    clear = Buttons().add(say("cheers-clear", locale), Name("cheers", "clear", guild))
    return Shown(content=say("cheers-total", locale, count=count), buttons=clear)


def mark(guild: GuildId) -> Mark:
    """Return what tells the message from others."""
    return ("cheers", guild)
