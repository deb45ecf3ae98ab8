"""Reading: the one door for deck files; the format is recognised from what a file holds, not from its name."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from bot.core.ids import DeckId
from bot.decks.deck import TEXT_BYTES_MOST
from bot.decks.draft import Draft, Parsed, cards_of
from bot.decks.encoding import Decoded, decode
from bot.decks.fault import Fault
from bot.decks.toml_deck import parse_toml

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
    named = PurePath(file).suffix.lower() == ".toml"
    if named and len(raw) <= TEXT_BYTES_MOST:
        decoded = decode(raw)
        if isinstance(decoded, Decoded) and (not decoded.text.strip() or _TOML_LINE.search(decoded.text)):
            return _read_toml(decoded, deck)
    found = _read_foreign(raw, file)
    if isinstance(found, Decoded):
        return _read_toml(found, deck)
    return Parsed(faults=[found]) if isinstance(found, Fault) else cards_of(found, deck, swapped=swapped, title=title)


def _read_toml(decoded: Decoded, deck: DeckId) -> Parsed:
    parsed = parse_toml(decoded.text, deck=deck)
    parsed.faults = [*decoded.faults, *parsed.faults]
    if parsed.about is not None:
        parsed.about = replace(parsed.about, encoding=decoded.encoding, sample=decoded.sample)
    return parsed


def _read_foreign(raw: bytes, file: str) -> Draft | Decoded | Fault:
    """Read a file of another format; returned as text where it turns out to be in the native one."""
    # The patterns of all formats take a tenth of a second to make, and a start that reads native decks needs none.
    from bot.decks.formats.known import read_packed, read_text

    found = read_packed(raw) or decode(raw)
    if isinstance(found, Decoded) and (_TOML_HEAD.search(found.text) is None or file.lower().endswith(".toml")):
        return read_text(found, file)
    return found
