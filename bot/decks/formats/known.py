"""Known formats: how each is recognised by what a file holds, and what reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from bot.decks.deck import TEXT_BYTES_MOST
from bot.decks.draft import DeckFormat, Draft
from bot.decks.encoding import Decoded
from bot.decks.fault import Fault, FaultCode
from bot.decks.formats import table, trivia_yaml
from bot.decks.formats.anki_text import is_anki_text, read_anki_text
from bot.decks.formats.apkg import is_apkg, read_apkg
from bot.decks.formats.backticks import is_backticks, read_backticks
from bot.decks.formats.kahoot import is_workbook, read_workbook
from bot.decks.formats.markdown import is_markdown, read_markdown
from bot.decks.formats.markdown_export import is_markdown_export, read_markdown_export
from bot.decks.formats.notes.reading import read_notes
from bot.decks.formats.obsidian import is_obsidian, read_obsidian
from bot.decks.formats.table import is_named_table, is_table, read_table
from bot.decks.formats.trivia_yaml import is_trivia, read_trivia
from bot.decks.formats.unfit import kind_of_bytes, kind_of_text

#: How formats that are no text are recognised and read, in this order.
_BINARY: tuple[tuple[DeckFormat, Callable[[bytes], bool], Callable[[bytes], Draft]], ...] = (
    (DeckFormat.APKG, is_apkg, read_apkg),
    (DeckFormat.KAHOOT, is_workbook, read_workbook),
)
#: The same for text with the file's name; the first that recognises it reads it.
_TEXT: tuple[tuple[DeckFormat, Callable[[str, str], bool], Callable[[str, str], Draft]], ...] = (
    (DeckFormat.ANKI_TEXT, lambda text, _: is_anki_text(text), lambda text, _: read_anki_text(text)),
    (DeckFormat.TRIVIA_YAML, is_trivia, lambda text, _: read_trivia(text)),
    (DeckFormat.MARKDOWN, lambda text, _: is_markdown_export(text), lambda text, _: read_markdown_export(text)),
    (DeckFormat.TABLE, is_named_table, read_table),
    (DeckFormat.BACKTICKS, lambda text, _: is_backticks(text), lambda text, _: read_backticks(text)),
    (DeckFormat.TABLE, is_table, read_table),
    (DeckFormat.OBSIDIAN, lambda text, _: is_obsidian(text), lambda text, _: read_obsidian(text)),
    (DeckFormat.MARKDOWN, lambda text, _: is_markdown(text), lambda text, _: read_markdown(text)),
    (DeckFormat.NOTES, lambda _text, _file: True, lambda text, _: read_notes(text)),
)


def read_packed(raw: bytes) -> Draft | Fault | None:
    """Read a file that is no text, or say why it cannot be read; None: it may be text."""
    for _, recognises, read in _BINARY:
        if recognises(raw):
            return read(raw)
    if kind := kind_of_bytes(raw):
        return Fault(code=FaultCode.FILE_KIND, fields={"kind": kind})
    if len(raw) > TEXT_BYTES_MOST:
        return Fault(code=FaultCode.FILE_BIG, fields={"bytes": len(raw), "limit": TEXT_BYTES_MOST // 1024**2})
    return None


def read_text(decoded: Decoded, file: str) -> Draft | Fault:
    """Read a text that is not in the native format, or say what else it is.

    Args:
        decoded: The text.
        file: The file's name; its ending is asked only where the content leaves it open.
    """
    form, read = next((form, read) for form, recognises, read in _TEXT if recognises(decoded.text, file))
    # Cards about programs look like programs, where the file is a table of them all the same.
    named = PurePath(file).suffix.lower() in (*table.NAMED, *trivia_yaml.NAMED)
    is_certain = form is DeckFormat.ANKI_TEXT or (named and form in (DeckFormat.TABLE, DeckFormat.TRIVIA_YAML))
    if not is_certain and (kind := kind_of_text(decoded.text)):
        return Fault(line=1, code=FaultCode.FILE_KIND, fields={"kind": kind})
    draft = read(decoded.text, file)
    return replace(draft, encoding=decoded.encoding, sample=decoded.sample, faults=(*decoded.faults, *draft.faults))
