"""Rows of delimited text, with quotes as spreadsheets write them, each with the line it begins in."""

from __future__ import annotations

import csv
import io
from typing import Literal

from bot.decks.deck import CARDS_MOST
from bot.decks.fault import Fault, FaultCode
from bot.decks.formats.columns import Row

#: Rows that are kept: as many as there may be cards, and some that are none.
ROWS_MOST = CARDS_MOST + 500
_COLUMNS_MOST = 1_000


def csv_rows(text: str, delimiter: str) -> tuple[Row, ...] | Fault:
    """Split a text into rows and cells; a quote that does not close is only a sign where lines alone make good rows.

    Returns:
        The rows that hold something; or why they cannot be read: broken, or too many.
    """
    quoted = _parsed(text, delimiter, csv.QUOTE_MINIMAL)
    if isinstance(quoted, Fault) and quoted.code is FaultCode.CARDS_MANY:
        return quoted
    if not isinstance(quoted, Fault) and not _has_swallowed(quoted, delimiter):
        return quoted
    unquoted = _parsed(text, delimiter, csv.QUOTE_NONE)
    if not isinstance(unquoted, Fault) and len({len(row.cells) for row in unquoted}) == 1:
        return unquoted
    return quoted


def _parsed(text: str, delimiter: str, quoting: Literal[0, 3]) -> tuple[Row, ...] | Fault:
    # Only line feeds and carriage returns end a row; a spreadsheet's cell may hold other breaks.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)
    rows: list[Row] = []
    begin, count = 1, 0
    try:
        for cells in reader:
            if len(cells) > _COLUMNS_MOST:
                detail = f"more than {_COLUMNS_MOST} columns"
                return Fault(line=begin, code=FaultCode.TABLE_BROKEN, fields={"detail": detail})
            if any(cell and not cell.isspace() for cell in cells):
                count += 1
                if count <= ROWS_MOST:
                    rows.append(Row(number=begin, cells=tuple(cells)))
            begin = reader.line_num + 1
    except csv.Error as error:
        return Fault(line=begin, code=FaultCode.TABLE_BROKEN, fields={"detail": str(error)})
    return too_many(count) if count > ROWS_MOST else tuple(rows)


def too_many(count: int) -> Fault:
    """Say that a table has more rows than a deck may have cards."""
    return Fault(code=FaultCode.CARDS_MANY, fields={"count": count, "limit": CARDS_MOST})


def _has_swallowed(rows: tuple[Row, ...], delimiter: str) -> bool:
    """Say whether a quote opened in one row and closed in another, so that several rows stand in one cell."""
    return delimiter == "\t" and any("\n" in cell and "\t" in cell for row in rows for cell in row.cells)
