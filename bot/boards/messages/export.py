"""An exported board as a message."""

from __future__ import annotations

from bot.boards.service.export import BoardFile
from bot.chat.message import Picture, Shown
from bot.text.catalogue import DEFAULT_LOCALE, say


def exported(made: BoardFile, locale: str = DEFAULT_LOCALE) -> Shown:
    """Hand over a file."""
    return Shown(
        content=say("export-made", locale, rows=made.rows), picture=Picture(name=made.name, content=made.content)
    )
