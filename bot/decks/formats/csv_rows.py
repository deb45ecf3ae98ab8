"""Rows of delimited text, with quotes as spreadsheets write them, each with the line it begins in."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Literal

from bot.decks.formats.columns import Row

#: Characters of one cell; the csv module's own limit, which is global and so left alone.
CELL_MOST = 131_072


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """Why a text is no table."""

    #: Of the row that cannot be read, from 1.
    line: int
    detail: str


def csv_rows(text: str, delimiter: str) -> tuple[Row, ...] | Broken:
    """Split a text into rows and cells; a quote that does not close is only a sign where lines alone make good rows.

    Returns:
        The rows that hold something; or why they cannot be read.
    """
    quoted = _parsed(text, delimiter, csv.QUOTE_MINIMAL)
    if not isinstance(quoted, Broken) and not _has_swallowed(quoted, delimiter):
        return quoted
    unquoted = _parsed(text, delimiter, csv.QUOTE_NONE)
    if not isinstance(unquoted, Broken) and len({len(row.cells) for row in unquoted}) == 1:
        return unquoted
    return quoted


def _parsed(text: str, delimiter: str, quoting: Literal[0, 3]) -> tuple[Row, ...] | Broken:
    # Only line feeds and carriage returns end a row; a spreadsheet's cell may hold other breaks.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)
    rows: list[Row] = []
    begin = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(number=begin, cells=tuple(cells)))
            begin = reader.line_num + 1
    except csv.Error as error:
        return Broken(line=begin, detail=str(error))
    return tuple(rows)


def _has_swallowed(rows: tuple[Row, ...], delimiter: str) -> bool:
    """Say whether a quote opened in one row and closed in another, so that several rows stand in one cell."""
    return delimiter == "\t" and any("\n" in cell and "\t" in cell for row in rows for cell in row.cells)
