"""Reading: the one door for deck files; the format is recognised from what a file holds, not from its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from bot.core.ids import DeckId
from bot.decks.deck import TEXT_BYTES_MOST
from bot.decks.draft import DeckFormat, Draft, Parsed, cards_of
from bot.decks.encoding import Decoded, decode
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
from bot.decks.toml_deck import parse_toml

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

_TOML_HEAD = re.compile(r"^[ \t]*(?:\[\[\s*card\s*\]\]|format\s*=)", re.MULTILINE)
_TOML_LINE = re.compile(r"^[ \t]*(?:\[|#|[\w\"'-]+\s*=)", re.MULTILINE)


def read_deck(raw: bytes, *, file: str, deck: DeckId, swapped: bool = False, title: str = "") -> Parsed:
    """Read a deck of any format.

    Args:
        raw: The file's content.
        file: The file's name; its ending is asked only where the content leaves it open.
        deck: Id to give the deck.
        swapped: The file has its answers where the questions are expected.
        title: Of the deck, where the file has none; "": its id.
    """
    for _, recognises_bytes, read_bytes in _BINARY:
        if recognises_bytes(raw):
            return cards_of(read_bytes(raw), deck, swapped=swapped, title=title)
    decoded = _unfit(raw) or decode(raw)
    if isinstance(decoded, Fault):
        return Parsed(faults=[decoded])
    return _read_text(decoded, file, deck, swapped=swapped, title=title)


def _read_text(decoded: Decoded, file: str, deck: DeckId, *, swapped: bool, title: str) -> Parsed:
    if _is_toml(decoded.text, file):
        parsed = parse_toml(decoded.text, deck=deck)
        parsed.faults = [*decoded.faults, *parsed.faults]
        if parsed.about is not None:
            parsed.about = replace(parsed.about, encoding=decoded.encoding, sample=decoded.sample)
        return parsed
    form, read = next((form, read) for form, recognises, read in _TEXT if recognises(decoded.text, file))
    # Cards about programs look like programs, where the file is a table of them all the same.
    named = PurePath(file).suffix.lower() in (*table.NAMED, *trivia_yaml.NAMED)
    is_certain = form is DeckFormat.ANKI_TEXT or (named and form in (DeckFormat.TABLE, DeckFormat.TRIVIA_YAML))
    if not is_certain and (kind := kind_of_text(decoded.text)):
        return Parsed(faults=[Fault(line=1, code=FaultCode.FILE_KIND, fields={"kind": kind})])
    draft = read(decoded.text, file)
    draft = replace(draft, encoding=decoded.encoding, sample=decoded.sample, faults=(*decoded.faults, *draft.faults))
    return cards_of(draft, deck, swapped=swapped, title=title)


def _unfit(raw: bytes) -> Fault | None:
    if kind := kind_of_bytes(raw):
        return Fault(code=FaultCode.FILE_KIND, fields={"kind": kind})
    if len(raw) > TEXT_BYTES_MOST:
        return Fault(code=FaultCode.FILE_BIG, fields={"bytes": len(raw), "limit": TEXT_BYTES_MOST // 1024**2})
    return None


def _is_toml(text: str, file: str) -> bool:
    if PurePath(file).suffix.lower() == ".toml":
        return not text.strip() or _TOML_LINE.search(text) is not None
    return _TOML_HEAD.search(text) is not None
