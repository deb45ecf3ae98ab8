"""Folder: deck files become decks; a bad one is reported and the others load.

Nothing outside the folder is read: a link that leads out of it is a fault (links within it are how containers mount
files). Nothing but regular files is opened, and never more of one than a deck may hold.
"""

from __future__ import annotations

import stat
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.core.ids import CardId, DeckId
from bot.decks.deck import FILE_BYTES_MOST, Deck
from bot.decks.draft import About, Draft, Parsed, cards_of
from bot.decks.fault import Fault, FaultCode, Level
from bot.decks.lint import lint
from bot.decks.naming import suggested_stem, suggested_title
from bot.decks.reading import read_deck

#: Faults shown of one file; the rest is counted.
FAULTS_MOST = 100

#: Endings of files in a folder that are meant as decks; what is in them is found out when they are read.
SUFFIXES = (".toml", ".txt", ".md", ".markdown", ".csv", ".tsv", ".apkg", ".xlsx", ".yaml", ".yml")
#: Files that stand in many folders and are no decks.
_NO_DECKS = frozenset({"readme", "license", "changelog", "contributing"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a deck stands."""

    #: Path of its file, as it was given.
    file: str
    #: Line of each card, from 1.
    lines: Mapping[CardId, int]
    #: How the file was understood.
    about: About | None = None

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
    #: How a single file was understood; None for a folder, or where its format is not known.
    about: About | None = None
    #: What its cards were made of; None where the file says its cards itself.
    draft: Draft | None = None


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
    return tuple(
        entry for entry in entries if entry.suffix.lower() in SUFFIXES and entry.stem.casefold() not in _NO_DECKS
    )


def deck_id(path: Path) -> DeckId:
    """Return the id of the deck in a file: its stem, or what can be made of it."""
    return DeckId(suggested_stem(path.stem))


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


def load_file(path: Path, *, within: Path | None = None, swapped: bool = False) -> Loaded:
    """Load one deck file of any format.

    Args:
        path: The file; the deck is called after it.
        within: The folder a link must not lead out of; None to follow the path wherever it leads.
        swapped: The file has its answers where the questions are expected.
    """
    raw = _raw(path, within)
    if isinstance(raw, Fault):
        return Loaded(faults=(raw,))
    return _loaded(
        path, read_deck(raw, file=path.name, deck=deck_id(path), swapped=swapped, title=suggested_title(path.stem))
    )


def load_bytes(
    raw: bytes, *, file: str, stem: str | None = None, title: str | None = None, swapped: bool = False
) -> Loaded:
    """Load a deck from what somebody sent; nothing on this machine is looked at.

    Args:
        raw: The file's content.
        file: The name it came with.
        stem: What to call the deck; None: as the file.
        title: What to title it after, where the file has no title; None: as it is called.
        swapped: The file has its answers where the questions are expected.
    """
    path = Path(file)
    name = path.stem if stem is None else stem
    if len(raw) > FILE_BYTES_MOST:
        return _failed(path, FaultCode.FILE_BIG, bytes=len(raw), limit=FILE_BYTES_MOST // 1024**2)
    deck, titled = DeckId(suggested_stem(name)), suggested_title(name if title is None else title)
    return _loaded(path, read_deck(raw, file=file, deck=deck, swapped=swapped, title=titled), alone=True)


def load_draft(draft: Draft, *, file: str, stem: str, swapped: bool) -> Loaded:
    """Load a deck again from what was read of its file; the arguments are those of `load_bytes`."""
    parsed = cards_of(draft, DeckId(suggested_stem(stem)), swapped=swapped)
    return _loaded(Path(file), parsed, alone=True)


def _raw(path: Path, within: Path | None) -> bytes | Fault:
    try:
        if within is not None and not path.resolve(strict=True).is_relative_to(within.resolve()):
            return Fault(file=str(path), code=FaultCode.FILE_OUTSIDE)
        return _read(path)
    except (OSError, RuntimeError) as error:
        return _unreadable(path, error)


def _loaded(path: Path, parsed: Parsed, *, alone: bool = False) -> Loaded:
    place = Place(file=str(path), lines=parsed.lines, about=parsed.about)
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
        return Loaded(faults=tuple(faults), about=parsed.about, draft=parsed.draft)
    return Loaded(
        decks=(parsed.deck,),
        faults=tuple(faults),
        places={parsed.deck.id: place},
        about=parsed.about,
        draft=parsed.draft,
    )


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
