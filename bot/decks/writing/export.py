"""Export: a deck as a file of a chosen format."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from bot.decks.deck import Deck
from bot.decks.writing.anki_text import to_anki_text
from bot.decks.writing.apkg import to_apkg
from bot.decks.writing.csv_text import to_csv
from bot.decks.writing.markdown import to_markdown
from bot.decks.writing.toml import to_toml


class ExportFormat(StrEnum):
    """What a deck can be written as; only TOML keeps the deck's own settings beside its title."""

    TOML = "toml"
    CSV = "csv"
    ANKI_TEXT = "anki-text"
    APKG = "apkg"
    MARKDOWN = "markdown"

    @property
    def suffix(self) -> str:
        """Return the ending of such a file's name."""
        return {self.ANKI_TEXT: ".txt", self.MARKDOWN: ".md"}.get(self, f".{self.value}")


def write_deck(deck: Deck, form: ExportFormat, *, at: datetime) -> bytes:
    """Write a deck.

    Args:
        deck: The deck.
        form: As what.
        at: When it is written; stands in an Anki package, so that Anki knows the newer of two.
    """
    if form is ExportFormat.APKG:
        return to_apkg(deck, at=at)
    write = {
        ExportFormat.TOML: to_toml,
        ExportFormat.CSV: to_csv,
        ExportFormat.ANKI_TEXT: to_anki_text,
        ExportFormat.MARKDOWN: to_markdown,
    }[form]
    # Excel takes a CSV file without this mark for Windows-1252.
    return write(deck).encode("utf-8-sig" if form is ExportFormat.CSV else "utf-8")
