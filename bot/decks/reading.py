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
from bot.decks.formats.anki_text import is_anki_text, read_anki_text
from bot.decks.formats.apkg import is_apkg, read_apkg
from bot.decks.formats.kahoot import is_workbook, read_workbook
from bot.decks.formats.notes import read_notes
from bot.decks.formats.table import is_table, read_table
from bot.decks.formats.trivia_yaml import is_trivia, read_trivia
from bot.decks.toml_deck import parse_toml
from bot.decks.validation import Fields

#: How formats that are no text are recognised and read, in this order.
_BINARY: tuple[tuple[DeckFormat, Callable[[bytes], bool], Callable[[bytes], Draft]], ...] = (
    (DeckFormat.APKG, is_apkg, read_apkg),
    (DeckFormat.KAHOOT, is_workbook, read_workbook),
)
#: The same for text with the file's name; the first that recognises it reads it.
_TEXT: tuple[tuple[DeckFormat, Callable[[str, str], bool], Callable[[str, str], Draft]], ...] = (
    (DeckFormat.ANKI_TEXT, lambda text, _: is_anki_text(text), lambda text, _: read_anki_text(text)),
    (DeckFormat.TRIVIA_YAML, is_trivia, lambda text, _: read_trivia(text)),
    (DeckFormat.TABLE, is_table, read_table),
    (DeckFormat.NOTES, lambda _text, _file: True, lambda text, _: read_notes(text)),
)

_TOML_HEAD = re.compile(r"^\s*(?:\[\[\s*card\s*\]\]|format\s*=)", re.MULTILINE)
_TOML_LINE = re.compile(r"^\s*(?:\[|#|[\w\"'-]+\s*=)", re.MULTILINE)


def read_deck(raw: bytes, *, file: str, deck: DeckId, swapped: bool = False) -> Parsed:
    """Read a deck of any format.

    Args:
        raw: The file's content.
        file: The file's name; its ending is asked only where the content leaves it open.
        deck: Id to give the deck; also its title where the file has none.
        swapped: The file has its answers where the questions are expected.
    """
    for _, recognises_bytes, read_bytes in _BINARY:
        if recognises_bytes(raw):
            parsed = cards_of(read_bytes(raw), deck, swapped=swapped)
            if parsed.about is not None:
                parsed.about = replace(parsed.about, encoding="")
            return parsed
    if len(raw) > TEXT_BYTES_MOST:
        fields: Fields = {"bytes": len(raw), "limit": TEXT_BYTES_MOST // 1024**2}
        return Parsed(faults=[Fault(code=FaultCode.FILE_BIG, fields=fields)])
    decoded = decode(raw)
    if isinstance(decoded, Fault):
        return Parsed(faults=[decoded])
    parsed = _read_text(decoded, file, deck, swapped=swapped)
    parsed.faults = [*decoded.faults, *parsed.faults]
    if parsed.about is not None:
        parsed.about = replace(parsed.about, encoding=decoded.encoding, sample=decoded.sample)
    return parsed


def _read_text(decoded: Decoded, file: str, deck: DeckId, *, swapped: bool) -> Parsed:
    if _is_toml(decoded.text, file):
        return parse_toml(decoded.text, deck=deck)
    read = next(read for _, recognises, read in _TEXT if recognises(decoded.text, file))
    return cards_of(read(decoded.text, file), deck, swapped=swapped)


def _is_toml(text: str, file: str) -> bool:
    if PurePath(file).suffix.lower() == ".toml":
        return not text.strip() or _TOML_LINE.search(text) is not None
    return _TOML_HEAD.search(text) is not None
