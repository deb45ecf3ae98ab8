"""Folder: deck files become decks; a bad one is reported and the others load.

Nothing outside the folder is read: a link that leads out of it is a fault (links within it are how containers mount
files). Nothing but regular files is opened, and never more of one than a deck may hold.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.core.ids import CardId, DeckId
from bot.decks.deck import FILE_BYTES_MOST, Deck
from bot.decks.fault import Fault, FaultCode, Level
from bot.decks.format import is_id
from bot.decks.lint import lint
from bot.decks.notes import parse_notes
from bot.decks.toml_deck import Parsed, parse_toml
from bot.decks.validation import quoted

#: Faults shown of one file; the rest is counted.
FAULTS_MOST = 100

_PARSERS: Mapping[str, Callable[..., Parsed]] = {".toml": parse_toml, ".txt": parse_notes}
SUFFIXES = tuple(_PARSERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a deck stands."""

    #: Path of its file, as it was given.
    file: str
    #: Line of each card, from 1.
    lines: Mapping[CardId, int]

    def locate(self, fault: Fault) -> Fault:
        """Fill in file and line of a fault whose finder knew only the card."""
        line = fault.line if fault.line is not None else self.lines.get(CardId(fault.card))
        return replace(fault, file=self.file, line=line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What was read: the good decks, and everything there is to say of all files, by file and line."""

    decks: tuple[Deck, ...] = ()
    faults: tuple[Fault, ...] = ()
    places: Mapping[DeckId, Place] = field(default_factory=dict)


def load_folder(path: Path, *, without: Collection[Path] = ()) -> Loaded:
    """Load every deck file of a folder (not of the folders in it), in the order of their names.

    Args:
        path: The folder.
        without: Files of it to leave out.
    """
    try:
        files = deck_files(path)
    except OSError as error:
        return Loaded(faults=(_unreadable(path, error),))
    if not files:
        return Loaded(faults=(Fault(file=str(path), level=Level.WARNING, code=FaultCode.FOLDER_EMPTY),))
    return joined(load_file(file, within=path) for file in files if file not in without)


def deck_files(path: Path) -> tuple[Path, ...]:
    """Return the deck files of a folder, by name.

    Raises:
        OSError: The folder cannot be read.
    """
    entries = sorted(entry for entry in path.iterdir() if not entry.name.startswith("."))
    return tuple(entry for entry in entries if entry.suffix.lower() in _PARSERS)


def raw_of(path: Path, *, within: Path) -> bytes | None:
    """Return what a file holds; None where loading it would be a fault."""
    raw = _raw(path, within)
    return None if isinstance(raw, Fault) else raw


def joined(parts: Iterable[Loaded]) -> Loaded:
    """Join what several files hold; of two decks with one id (in any case of letters) the first stays."""
    decks: list[Deck] = []
    faults: list[Fault] = []
    places: dict[DeckId, Place] = {}
    taken: dict[str, str] = {}
    for part in parts:
        faults += part.faults
        for deck in part.decks:
            place = part.places[deck.id]
            other = taken.setdefault(deck.id.casefold(), place.file)
            if other != place.file:
                fields = {"id": deck.id, "other": other}
                faults.append(Fault(file=place.file, code=FaultCode.DECK_ID_TWICE, fields=fields))
            elif deck.id not in places:
                decks.append(deck)
                places[deck.id] = place
    return Loaded(decks=tuple(decks), faults=tuple(dict.fromkeys(faults)), places=places)


def load_file(path: Path, *, within: Path | None = None) -> Loaded:
    """Load one deck file.

    Args:
        path: The file; its stem is the deck's id.
        within: The folder a link must not lead out of; None to follow the path wherever it leads.
    """
    parser = _PARSERS.get(path.suffix.lower())
    if parser is None:
        return _failed(path, FaultCode.FILE_KIND, given=quoted(path.suffix), known=", ".join(SUFFIXES))
    if not is_id(path.stem):
        return _failed(path, FaultCode.DECK_ID_BAD, id=quoted(path.stem))
    source = _source(path, within)
    if isinstance(source, Fault):
        return Loaded(faults=(source,))
    return _loaded(path, parser(source, deck=DeckId(path.stem)))


def load_bytes(raw: bytes, *, file: str, stem: str | None = None) -> Loaded:
    """Load a deck from what somebody sent; nothing on this machine is looked at.

    Args:
        raw: The file's content.
        file: The name it came with; its ending says the format.
        stem: The deck's id; None: the file's stem.
    """
    path = Path(file)
    parser = _PARSERS.get(path.suffix.lower())
    if parser is None:
        return _failed(path, FaultCode.FILE_KIND, given=quoted(path.suffix), known=", ".join(SUFFIXES))
    name = path.stem if stem is None else stem
    if not is_id(name):
        return _failed(path, FaultCode.DECK_ID_BAD, id=quoted(name))
    if len(raw) > FILE_BYTES_MOST:
        return _failed(path, FaultCode.FILE_BIG, bytes=len(raw), limit=FILE_BYTES_MOST // 1024**2)
    source = _decoded(path, raw)
    if isinstance(source, Fault):
        return Loaded(faults=(source,))
    return _loaded(path, parser(source, deck=DeckId(name)), alone=True)


def _source(path: Path, within: Path | None) -> str | Fault:
    raw = _raw(path, within)
    return raw if isinstance(raw, Fault) else _decoded(path, raw)


def _raw(path: Path, within: Path | None) -> bytes | Fault:
    try:
        if within is not None and not path.resolve(strict=True).is_relative_to(within.resolve()):
            return Fault(file=str(path), code=FaultCode.FILE_OUTSIDE)
        return _read(path)
    except (OSError, RuntimeError) as error:
        return _unreadable(path, error)


def _loaded(path: Path, parsed: Parsed, *, alone: bool = False) -> Loaded:
    place = Place(file=str(path), lines=parsed.lines)
    found = list(parsed.faults)
    if parsed.deck is not None:
        found += lint(parsed.deck)
        found += _missing_images(None if alone else path.parent, parsed.deck)
    faults = sorted((place.locate(fault) for fault in found), key=_order)
    if len(faults) > FAULTS_MOST:
        rest = faults[FAULTS_MOST:]
        level = Level.FAULT if any(fault.level is Level.FAULT for fault in rest) else Level.WARNING
        more = Fault(file=str(path), level=level, code=FaultCode.MORE_FAULTS, fields={"count": len(rest)})
        faults = [*faults[:FAULTS_MOST], more]
    if parsed.deck is None:
        return Loaded(faults=tuple(faults))
    return Loaded(decks=(parsed.deck,), faults=tuple(faults), places={parsed.deck.id: place})


def _order(fault: Fault) -> tuple[bool, int]:
    return fault.level is not Level.FAULT, fault.line or 0


def _read(path: Path) -> bytes | Fault:
    # A named pipe would wait for a writer for ever.
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        return Fault(file=str(path), code=FaultCode.FILE_IRREGULAR)
    with path.open("rb") as file:
        raw = file.read(FILE_BYTES_MOST + 1)
    if len(raw) > FILE_BYTES_MOST:
        fields = {"bytes": about.st_size, "limit": FILE_BYTES_MOST // 1024**2}
        return Fault(file=str(path), code=FaultCode.FILE_BIG, fields=fields)
    return raw


def _decoded(path: Path, raw: bytes) -> str | Fault:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Fault(
            file=str(path), line=line, code=FaultCode.FILE_NOT_UTF8, fields={"byte": f"0x{raw[error.start]:02X}"}
        )
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return Fault(file=str(path), line=line, code=FaultCode.FILE_NUL)
    return text


def _missing_images(beside: Path | None, deck: Deck) -> list[Fault]:
    return [
        Fault(card=card.id, level=Level.WARNING, code=FaultCode.IMAGE_MISSING, fields={"image": card.image})
        for card in deck.cards
        if card.image and (beside is None or not (beside / card.image).is_file())
    ]


def _failed(path: Path, code: FaultCode, **fields: str | int) -> Loaded:
    return Loaded(faults=(Fault(file=str(path), code=code, fields=fields),))


def _unreadable(path: Path, error: Exception) -> Fault:
    if isinstance(error, FileNotFoundError) and not path.is_symlink():
        return Fault(file=str(path), code=FaultCode.FILE_MISSING)
    why = getattr(error, "strerror", None) or str(error)
    return Fault(file=str(path), code=FaultCode.FILE_UNREADABLE, fields={"why": why})
