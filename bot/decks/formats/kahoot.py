"""Workbooks (`.xlsx`): Kahoot's template of questions, and any sheet whose columns are questions and answers.

A workbook comes from strangers, and the library makes a dense grid of what is in it. So only the parts it needs are
unpacked, up to a limit, and the cells that a sheet names are counted before it is opened.

Source: ECMA-376 part 1, section 18.3.1 (cells and their references).
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.decks.draft import DeckFormat, Draft, Entry
from bot.decks.fault import Fault, FaultCode
from bot.decks.format import is_blank
from bot.decks.formats.cloze import with_clozes
from bot.decks.formats.columns import Columns, Role, Row, columns_of, questions_of
from bot.decks.validation import Fields, quoted

#: Of the unpacked parts together, in bytes.
PARTS_MOST = 32 * 1024 * 1024
#: Of all cells together, in characters.
TEXT_MOST = 5 * 1024 * 1024
#: Places of a sheet's grid, empty ones included.
CELLS_MOST = 1_000_000
_FILES_MOST = 2_000
_PART = re.compile(
    r"(?:\[Content_Types\]|_rels/|xl/(?!media/|drawings/|charts/|printerSettings/|embeddings/)).*", re.IGNORECASE
)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{0,4})(\d{1,12})[\"']")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_STRING = re.compile(rb"<(?:\w+:)?si[\s/>]")
_BOM = b"\xef\xbb\xbf"


def is_workbook(raw: bytes) -> bool:
    """Say whether a file is a ZIP file with a workbook in it."""
    return raw.startswith(b"PK\x03\x04") and b"xl/workbook.xml" in raw


def read_workbook(raw: bytes) -> Draft:
    """Read the sheets that have a header of ours; where none has one, the first that has two columns."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(_repacked(raw)))
        grids = ((name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names)
        sheets = [(name, list(_rows(grid))) for name, grid in grids]
    except (CalamineError, zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, RuntimeError) as error:
        fields: Fields = {"format": "xlsx", "detail": quoted(str(error))}
        return Draft(format=DeckFormat.KAHOOT, faults=(Fault(code=FaultCode.PACKAGE_BROKEN, fields=fields),))
    except _Big:
        fields = {"limit": TEXT_MOST // 1024**2}
        return Draft(format=DeckFormat.KAHOOT, faults=(Fault(code=FaultCode.PACKAGE_BIG, fields=fields),))
    return _draft(sheets)


class _Big(Exception):
    """There is more in the workbook than a deck may hold."""


def _repacked(raw: bytes) -> bytes:
    """Return the workbook's own parts as a new ZIP file, each of them looked at and none larger than allowed."""
    if raw.count(b"PK\x01\x02") > _FILES_MOST:
        raise _Big
    out = io.BytesIO()
    room, cells = PARTS_MOST, CELLS_MOST
    with zipfile.ZipFile(io.BytesIO(raw)) as package, zipfile.ZipFile(out, "w") as copy:
        for info in package.infolist():
            if not _PART.fullmatch(info.filename) or info.is_dir() or info.filename in copy.NameToInfo:
                continue
            if info.flag_bits & 1 or info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise zipfile.BadZipFile("encrypted")
            with package.open(info) as file:
                part = file.read(room + 1)
            room -= len(part)
            if room < 0:
                raise _Big
            cells -= _cells(part) if _SHEET.fullmatch(info.filename) else len(_STRING.findall(part))
            if cells < 0:
                raise _Big
            copy.writestr(info.filename, part)
    return out.getvalue()


def _cells(sheet: bytes) -> int:
    """Count the places of a sheet's grid, from its first cell to its last."""
    if b"\0" in sheet or not sheet.removeprefix(_BOM).lstrip().startswith(b"<"):
        raise zipfile.BadZipFile("a sheet that is not UTF-8")
    rows, columns = 1, 1
    for letters, digits in _REFERENCE.findall(sheet):
        rows = max(rows, int(digits))
        column = 0
        for letter in letters.upper():
            column = 26 * column + letter - ord("A") + 1
        columns = max(columns, column)
    return max(rows * columns, len(_CELL.findall(sheet)))


def _rows(grid: Sequence[Sequence[object]]) -> Iterator[Row]:
    length = 0
    for number, values in enumerate(grid, 1):
        cells = tuple(_written(value) for value in values)
        length += sum(map(len, cells))
        if length > TEXT_MOST:
            raise _Big
        if not all(is_blank(cell) for cell in cells):
            yield Row(number=number, cells=cells)


def _written(value: object) -> str:
    """Write a value as a person would have: numbers without a needless fraction, dates from year to day."""
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004 - exact
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    return str(value)


def _draft(sheets: Sequence[tuple[str, list[Row]]]) -> Draft:
    laid = [(name, rows, columns_of(rows)) for name, rows in sheets if rows]
    chosen = [one for one in laid if one[2].header] or [one for one in laid if len(one[2].roles) > 1][:1]
    entries: list[Entry] = []
    faults: list[Fault] = []
    header: tuple[str, ...] = ()
    is_kahoot = False
    for name, rows, columns in chosen:
        questions = questions_of(rows[columns.skip :], columns.roles)
        section = name if len(chosen) > 1 else ""
        entries += [replace(entry, section=entry.section or section) for entry in questions.entries]
        faults += questions.faults
        header = header or columns.header
        is_kahoot = is_kahoot or _is_kahoot(columns)
    return Draft(
        format=DeckFormat.KAHOOT if is_kahoot else DeckFormat.TABLE,
        header=header,
        entries=tuple(with_clozes(entries)),
        faults=tuple(faults),
    )


def _is_kahoot(columns: Columns) -> bool:
    return Role.OPTION in columns.roles and any("time limit" in name.casefold() for name in columns.header)
