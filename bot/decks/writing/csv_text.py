"""A deck as CSV, for spreadsheets: a row for each card, and no cell that a spreadsheet would run as a formula.

Source: RFC 4180; for formulas, OWASP's "CSV Injection".
"""

from __future__ import annotations

import csv
import io
import re

from bot.decks.card_columns import COLUMNS, columns
from bot.decks.deck import Deck

#: A cell that begins like this is run, or was made harmless before; one more apostrophe makes it harmless.
_RUN = re.compile(r"'*[=+\-@\t\r]")
_HARMLESS = re.compile(r"'+[=+\-@\t\r]")


def to_csv(deck: Deck) -> str:
    """Write a deck's cards as comma-separated rows below a header."""
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for card in deck.cards:
        cells = columns(card)
        rows.writerow([harmless(cells[name]) for name in COLUMNS])
    return out.getvalue()


def harmless(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would take for a formula."""
    return f"'{cell}" if _RUN.match(cell) else cell


def as_written(cell: str) -> str:
    """Take that apostrophe off again."""
    return cell[1:] if _HARMLESS.match(cell) else cell
