"""Cheers as a message."""

from __future__ import annotations

from bot.chat.message import OutgoingMessage
from bot.chat.outbox.kinds import Mark
from bot.chat.router import Buttons, CustomId
from bot.core.ids import GuildId
from bot.text.catalogue import say


def shown(guild: GuildId, count: int, locale: str) -> OutgoingMessage:
    """Tell how many there are."""
    clear = Buttons().add(say("cheers-clear", locale), CustomId("cheers", "clear", guild))
    return OutgoingMessage(content=say("cheers-total", locale, count=count), buttons=clear)


def mark(guild: GuildId) -> Mark:
    """Return what tells the message from others."""
    return ("cheers", guild)
