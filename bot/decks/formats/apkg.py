"""Anki's packages (`.apkg`, `.colpkg`): notes from the SQLite collection in a ZIP file, and nothing else of it.

A package comes from strangers. So only the collection is unpacked, in memory and up to a limit; it is opened as plain
tables (no view, trigger, function or virtual table of it ever runs), and read for a counted number of steps.

Source: Anki's `rslib/src/import_export/package` (files and their versions), `rslib/src/storage` (schemas 11 and 18),
`proto/anki/notetypes.proto` (fields of note types), and the manual's "Card templates".
"""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from operator import itemgetter

from bot.decks.draft import DeckFormat, Draft, Entry
from bot.decks.fault import Fault, FaultCode
from bot.decks.formats.anki_notes import NoteType, Template, entries_of, sections_of
from bot.decks.validation import Fields, quoted

#: Of the unpacked collection, in bytes: the texts, their indexes, and note types with their looks.
COLLECTION_MOST = 64 * 1024 * 1024
#: Of all fields together, in characters.
TEXT_MOST = 5 * 1024 * 1024
NOTES_MOST = 20_000
#: Entries of the ZIP file: the collection, and a file for each picture or sound.
_FILES_MOST = 100_000
#: Steps of SQLite's virtual machine, in thousands; reading the largest package takes some four million of them.
_STEPS_MOST = 50_000
_STEPS_EACH = 1_000
#: The largest window of a zstd frame, as a power of two; Anki writes at most 8 MiB.
_WINDOW_LOG_MOST = 25
#: Newest first. A package of the newest kind also has a `collection.anki2` that only says "please update".
_NEWEST = "collection.anki21b"
_OLDER = ("collection.anki21", "collection.anki2")
_TABLE = re.compile(r"\s*create\s+table\b", re.IGNORECASE)
#: A column that is worked out when it is read.
_WORKED_OUT = re.compile(r"\bas\s*\(", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/|--[^\n]*", re.DOTALL)
_READ = {
    "notes": {"id", "guid", "mid", "tags", "flds"},
    "cards": {"id", "nid", "did", "odid", "ord"},
    "col": {"models", "decks"},
    "decks": {"id", "name"},
    "notetypes": {"id", "name", "config"},
    "fields": {"ntid", "ord", "name"},
    "templates": {"ntid", "ord", "name", "config"},
    "sqlite_master": {"type", "name", "sql"},
}
_FIELD_SEAM = "\x1f"
_DECK_SEAM = "\x1f"


class _Refused(Exception):
    """The package cannot be read, for this reason."""

    def __init__(self, code: FaultCode, **fields: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.fields: Fields = {**fields}


def is_apkg(raw: bytes) -> bool:
    """Say whether a file is a ZIP file with a collection of Anki in it."""
    return raw.startswith(b"PK\x03\x04") and any(name.encode() in raw for name in (_NEWEST, *_OLDER))


def read_apkg(raw: bytes) -> Draft:
    """Read a package; what cannot be read within the limits is a fault."""
    try:
        return _draft(_collection(raw))
    except _Refused as refused:
        fault = Fault(code=refused.code, fields=refused.fields)
    except (
        sqlite3.Error,
        zipfile.BadZipFile,
        zlib.error,
        OverflowError,
        ValueError,
        EOFError,
        NotImplementedError,
    ) as error:
        # ValueError: a broken number, text or JSON; NotImplementedError, EOFError: a ZIP file with odd features.
        fault = Fault(code=FaultCode.PACKAGE_BROKEN, fields={"format": "apkg", "detail": quoted(str(error))})
    return Draft(format=DeckFormat.APKG, faults=(fault,))


def _collection(raw: bytes) -> bytes:
    """Unpack the newest collection of a package."""
    if raw.count(b"PK\x01\x02") > _FILES_MOST:
        raise _Refused(FaultCode.PACKAGE_BIG, limit=COLLECTION_MOST // 1024**2)
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        names = set(package.namelist())
        name = next((name for name in (_NEWEST, *_OLDER) if name in names), None)
        if name is None:
            raise _Refused(FaultCode.PACKAGE_BROKEN, format="apkg", detail="no collection")
        info = package.getinfo(name)
        if info.flag_bits & 1 or info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise _Refused(FaultCode.PACKAGE_BROKEN, format="apkg", detail="encrypted")
        with package.open(info) as file:
            packed = _bounded(file.read(COLLECTION_MOST + 1))
    return _unpacked(packed) if name == _NEWEST else packed


def _unpacked(packed: bytes) -> bytes:
    # Beside discord.py's optional `zstandard`, whose mere presence changes what the gateway sends.
    from backports import zstd

    limits: dict[int, int] = {zstd.DecompressionParameter.window_log_max: _WINDOW_LOG_MOST}
    try:
        with zstd.ZstdFile(io.BytesIO(packed), options=limits) as file:
            return _bounded(file.read(COLLECTION_MOST + 1))
    except zstd.ZstdError as error:
        raise _Refused(FaultCode.PACKAGE_BROKEN, format="apkg", detail=quoted(str(error))) from error


def _bounded(content: bytes) -> bytes:
    if len(content) > COLLECTION_MOST:
        raise _Refused(FaultCode.PACKAGE_BIG, limit=COLLECTION_MOST // 1024**2)
    return content


def _draft(content: bytes) -> Draft:
    with closing(_opened(content)) as db:
        tables = _tables(db)
        if not {"notes", "cards", "col"} <= tables:
            raise _Refused(FaultCode.PACKAGE_BROKEN, format="apkg", detail="no notes")
        types = _new_types(db) if "notetypes" in tables else _old_types(db)
        decks = _new_decks(db) if "decks" in tables else _old_decks(db)
        entries, faults, homes = _notes(db, types, decks)
    title, sections = sections_of(homes)
    placed = tuple(replace(entry, section=sections.get(entry.section, "")) for entry in entries)
    return Draft(format=DeckFormat.APKG, title=title, entries=placed, faults=tuple(faults))


def _opened(content: bytes) -> sqlite3.Connection:
    """Open a collection in memory; nothing but reading the columns named above is allowed."""
    if not content.startswith(b"SQLite format 3\0") or len(content) < 512:  # noqa: PLR2004 - the smallest page
        raise _Refused(FaultCode.PACKAGE_BROKEN, format="apkg", detail="no SQLite file")
    db = sqlite3.connect(":memory:", isolation_level=None)
    # A collection that was copied while Anki ran says that a log stands beside it (bytes 18 and 19 of the header).
    db.deserialize(content[:18] + b"\x01\x01" + content[20:])
    for limit, most in (
        (sqlite3.SQLITE_LIMIT_LENGTH, COLLECTION_MOST // 4),
        (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 10_000),
        (sqlite3.SQLITE_LIMIT_COLUMN, 200),
        (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 20),
        (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
        (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
    ):
        db.setlimit(limit, most)
    db.text_factory = lambda text: text.decode("utf-8", "replace")
    db.create_collation("unicase", _compared)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "temp_store = MEMORY"):
        db.execute(f"PRAGMA {pragma}")
    db.set_authorizer(_allowed)
    steps = iter(range(_STEPS_MOST))
    db.set_progress_handler(lambda: next(steps, None) is None, _STEPS_EACH)
    return db


def _compared(one: str, other: str) -> int:
    """Order names as Anki's `unicase` does, whatever their case."""
    first, second = one.casefold(), other.casefold()
    return (first > second) - (first < second)


def _allowed(action: int, table: str | None, column: str | None, _database: str | None, _inner: str | None) -> int:
    if action == sqlite3.SQLITE_SELECT:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_READ and (column or "").lower() in _READ.get((table or "").lower(), ()):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _tables(db: sqlite3.Connection) -> set[str]:
    """Return the tables that are just that: none that a module or a query makes up."""
    rows = db.execute("SELECT type, name, sql FROM sqlite_master")
    return {str(name).lower() for kind, name, sql in rows if kind == "table" and _is_plain(str(sql))}


def _is_plain(sql: str) -> bool:
    return _TABLE.match(sql) is not None and _WORKED_OUT.search(_COMMENT.sub(" ", sql)) is None


def _old_types(db: sqlite3.Connection) -> dict[int, NoteType]:
    """Read the note types of schema 11: JSON in the only row of `col`."""
    types = {}
    for key, model in _json(db, "models").items():
        fields = sorted(_listed(model, "flds"), key=lambda field: _number(field, "ord"))
        templates = sorted(_listed(model, "tmpls"), key=lambda template: _number(template, "ord"))
        types[int(key)] = NoteType(
            is_cloze=_number(model, "type") == 1,
            fields=tuple(_string(field, "name") for field in fields),
            templates=tuple(
                Template(front=_string(template, "qfmt"), back=_string(template, "afmt")) for template in templates
            ),
        )
    return types


def _old_decks(db: sqlite3.Connection) -> dict[int, str]:
    return {int(key): _string(deck, "name") for key, deck in _json(db, "decks").items()}


def _json(db: sqlite3.Connection, column: str) -> Mapping[str, object]:
    row = db.execute(f"SELECT {column} FROM col").fetchone()  # noqa: S608 - one of two names above
    try:
        found = json.loads(str(row[0]) if row else "{}")
    except RecursionError as error:
        raise _Refused(FaultCode.PACKAGE_BROKEN, format="apkg", detail="deep JSON") from error
    return found if isinstance(found, dict) else {}


def _listed(owner: object, key: str) -> list[object]:
    found = owner.get(key) if isinstance(owner, dict) else None
    return found if isinstance(found, list) else []


def _string(owner: object, key: str) -> str:
    return str(owner.get(key) or "") if isinstance(owner, dict) else ""


def _number(owner: object, key: str) -> int:
    return _whole(owner.get(key)) if isinstance(owner, dict) else 0


def _new_types(db: sqlite3.Connection) -> dict[int, NoteType]:
    """Read the note types of schema 15 and later: tables, whose `config` is a message of Protocol Buffers."""
    fields: dict[int, list[tuple[int, str]]] = {}
    for owner, place, name in db.execute("SELECT ntid, ord, name FROM fields"):
        fields.setdefault(_whole(owner), []).append((_whole(place), str(name)))
    templates: dict[int, list[tuple[int, Template]]] = {}
    for owner, place, config in db.execute("SELECT ntid, ord, config FROM templates"):
        message = _message(config)
        template = Template(front=_text(message.get(1)), back=_text(message.get(2)))
        templates.setdefault(_whole(owner), []).append((_whole(place), template))
    return {
        key: NoteType(
            is_cloze=_message(config).get(1) == 1,
            fields=tuple(name for _, name in sorted(fields.get(_whole(key), []))),
            templates=tuple(template for _, template in sorted(templates.get(_whole(key), []), key=itemgetter(0))),
        )
        for key, config in db.execute("SELECT id, config FROM notetypes")
    }


def _whole(value: object) -> int:
    """Return a value of SQLite as the number it is meant to be; a broken file may have anything anywhere."""
    return value if isinstance(value, int) else 0


def _new_decks(db: sqlite3.Connection) -> dict[int, str]:
    return {key: str(name).replace(_DECK_SEAM, "::") for key, name in db.execute("SELECT id, name FROM decks")}


def _message(config: object) -> dict[int, int | bytes]:
    """Return the last value of each field of a message: numbers and byte strings.

    Source: protobuf.dev, "Encoding".
    """
    raw = config if isinstance(config, bytes) else b""
    found: dict[int, int | bytes] = {}
    at = 0
    while at < len(raw):
        key, at = _varint(raw, at)
        kind = key & 7
        if kind == 0:
            value, at = _varint(raw, at)
            found[key >> 3] = value
        elif kind == 2:  # noqa: PLR2004 - length-delimited
            length, at = _varint(raw, at)
            found[key >> 3] = raw[at : at + length]
            at += length
        elif kind in {1, 5}:
            at += 8 if kind == 1 else 4
        else:
            break
    return found


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(raw) and shift < 64:  # noqa: PLR2004 - bits
        value |= (raw[at] & 0x7F) << shift
        at += 1
        if raw[at - 1] < 0x80:  # noqa: PLR2004 - the last byte
            break
        shift += 7
    return value, at


def _text(value: int | bytes | None) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""


def _notes(
    db: sqlite3.Connection, types: Mapping[int, NoteType], decks: Mapping[int, str]
) -> tuple[list[Entry], list[Fault], list[str]]:
    """Read the notes in the order in which they were made.

    Returns:
        Entries whose section is the name of their deck; what was left out; the decks in their order.
    """
    homes: dict[int, str] = {}
    for note, deck, original in db.execute("SELECT nid, did, odid FROM cards ORDER BY id"):
        homes.setdefault(note, decks.get(original or deck, ""))
    entries: list[Entry] = []
    faults: list[Fault] = []
    used: dict[str, None] = {}
    length = 0
    rows: Iterator[tuple[int, int, str, str]] = db.execute("SELECT id, mid, tags, flds FROM notes ORDER BY id")
    for number, (note, kind, tags, flds) in enumerate(rows, 1):
        length += len(str(flds))
        if length > 3 * TEXT_MOST:
            raise _Refused(FaultCode.PACKAGE_BIG, limit=TEXT_MOST // 1024**2)
        note_type = types.get(kind)
        if note_type is None:
            continue
        found = entries_of(note_type, str(flds).split(_FIELD_SEAM), number, tags=str(tags).split())
        if isinstance(found, Fault):
            faults.append(found)
            continue
        home = homes.get(note, "")
        used[home] = None
        entries += [replace(entry, section=home) for entry in found]
        if len(entries) > NOTES_MOST:
            break
    return entries, faults, list(used)
