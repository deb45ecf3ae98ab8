"""Tables as text: CSV and TSV of spreadsheets, and terms with definitions as Quizlet exports them.

What stands between cells is found from the text: a tab, a comma, a semicolon, a stroke; or, between a term and its
definition, " - ", " = " or ": ". A text is only taken for a table if all of it fits: notes have commas and dashes too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bot.decks.draft import DeckFormat, Draft
from bot.decks.fault import Fault, FaultCode, Level
from bot.decks.format import is_blank
from bot.decks.formats.cloze import with_clozes
from bot.decks.formats.columns import Columns, Role, Row, columns_of, questions_of
from bot.decks.formats.csv_rows import ROWS_MOST, csv_rows, too_many
from bot.decks.formats.html_text import plain, seems_html, text_of
from bot.decks.validation import quoted
from bot.decks.writing.csv_text import as_written

#: Endings of files that are tables whatever their shape.
NAMED = (".csv", ".tsv", ".tab")
_SEP_LINE = re.compile(r"^\s*\"?sep=(.)\"?\s*$", re.IGNORECASE)
_DELIMITERS = ",;|"
#: What people and Quizlet put between a term and its definition; a word breaks at it.
_DASHES = (" - ", " \N{EN DASH} ", " \N{EM DASH} ", " = ", "\t- ", ": ")
_QUESTION_END = re.compile(r"[?\uff1f\u061f\u037e][\s\"')\]\u201d\u2019]*$")
#: Lines that other formats begin with, and labels that are no terms.
_NO_ROW = re.compile(r"^(?:[-*+\u2022>|#]|\*\*|\d{1,3}[.)]\s|\(?[a-z]\)\s|```|---)")
_LABEL = re.compile(
    r"^(?:q|a|question|answer|frage|antwort|pregunta|respuesta|f|title|tags?|hint|note)\s*\d*\.?$", re.IGNORECASE
)
#: The line below the header of a table in Markdown, which is no table here.
_MARKDOWN = re.compile(r"^[ \t]*(?:\|[ \t]*)?:?-+:?[ \t]*\|", re.MULTILINE)
_TERM_MOST = 80
_TERM_WORDS_MOST = 10
_TITLE_MOST = 100
_ROWS_LEAST = 2
#: More is no table of cards, and would take long to look at.
_COLUMNS_MOST = 200
#: Lines of a table whose definitions have several; a row has ten of them at most, on average.
_LINES_MOST = 10 * ROWS_MOST
#: A term and its definition.
_PAIR = 2
#: Shares of all rows or lines.
_MOSTLY, _NEARLY, _SOME = 0.6, 0.9, 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A text as rows."""

    rows: tuple[Row, ...]
    delimiter: str
    #: The line above the rows that is none.
    title: str = ""
    faults: tuple[Fault, ...] = ()
    #: Terms with definitions, without what a spreadsheet would have written.
    is_quizlet: bool = False


def is_table(text: str, file: str = "") -> bool:
    """Say whether a text is a table."""
    return table_of(text, file=file) is not None


def is_named_table(text: str, file: str) -> bool:
    """Say whether a text is a table whose name says so too."""
    return file.lower().endswith(NAMED) and is_table(text, file)


def read_table(text: str, file: str = "") -> Draft:
    """Read a table.

    Args:
        text: For which `is_table` is true.
        file: The file's name; its ending decides where the text leaves it open.
    """
    table = table_of(text, file=file)
    if table is None:
        return Draft(format=DeckFormat.TABLE)
    if not table.rows:
        return Draft(format=DeckFormat.TABLE, faults=table.faults)
    columns = columns_of(table.rows)
    below = table.rows[columns.skip :]
    if seems_html(text) and Role.KEY not in columns.roles:
        below = tuple(replace(row, cells=tuple(map(text_of, row.cells))) for row in below)
    if Role.KEY in columns.roles:
        below = tuple(replace(row, cells=tuple(map(as_written, row.cells))) for row in below)
    questions = questions_of(below, columns.roles[: _width(below, columns)], delimiter=table.delimiter)
    return Draft(
        format=DeckFormat.QUIZLET if table.is_quizlet and not columns.header else DeckFormat.TABLE,
        title=table.title or _title_above(table.rows[: columns.skip - 1] if columns.header else ()),
        header=columns.header,
        entries=tuple(with_clozes(questions.entries)),
        faults=(*table.faults, *questions.faults),
    )


def table_of(text: str, *, file: str = "") -> Table | None:
    """Split a text into rows; None where it is no table."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    named = file.lower().endswith(NAMED)
    first, _, rest = text.lstrip("\n").partition("\n")
    if said := _SEP_LINE.match(first):
        return _delimited("\n" + rest, said[1], named=True)
    lines = [line for line in text.split("\n") if not is_blank(line)]
    if any(line.count("\t") > _COLUMNS_MOST for line in lines):
        return None
    if len(lines) > ROWS_MOST and (tabbed := sum(map(_has_tab, lines))) > ROWS_MOST:
        return _refused("\t", too_many(tabbed))
    if not lines or (not named and _MARKDOWN.search(text)):
        return None
    return _tabbed(text, lines, named=named) or _spreadsheet(text, named=named) or _termed(text, lines)


def _width(rows: Sequence[Row], columns: Columns) -> int:
    """Return how many columns there are: those with a header, or those that most rows have."""
    if columns.header:
        return len(columns.roles)
    return max(_ROWS_LEAST, _usual_width(rows))


def _usual_width(rows: Sequence[Row]) -> int:
    widths = Counter(len(row.cells) for row in rows)
    return widths.most_common(1)[0][0] if widths else 0


def _title_above(rows: Iterable[Row]) -> str:
    cells = [plain(cell) for row in rows for cell in row.cells if not is_blank(cell)]
    cells = [" ".join(cell.split()) for cell in cells]
    return cells[0] if len(cells) == 1 and len(cells[0]) <= _TITLE_MOST else ""


def _tabbed(text: str, lines: Sequence[str], *, named: bool) -> Table | None:
    tabbed = [line for line in lines if _has_tab(line)]
    if not tabbed or (len(tabbed) < _ROWS_LEAST and not named and len(lines) > 1):
        return None
    if len(lines) == 1 or (len(lines) == _ROWS_LEAST and len(tabbed) == 1):
        return _in_one_line(lines, "\t") or (_delimited(text, "\t", named=True) if len(lines) == 1 else None)
    if len(tabbed) == len(lines) or '"' in text:
        table = _delimited(text, "\t", named=named)
        if table is not None and not table.faults and all(len(row.cells) > 1 for row in table.rows):
            quotes = any(re.search(r'(?:^|\t)"', line) for line in tabbed)
            return replace(table, rows=_unaligned(table.rows), is_quizlet=not named and not quotes)
    if not (_has_tab(lines[0]) or _has_tab(lines[1])) or len(lines) > _LINES_MOST:
        return None
    if len(tabbed) < _SOME * len(lines) and any(_QUESTION_END.search(line) for line in lines if not _has_tab(line)):
        return None
    return _continued(text)


def _unaligned(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Take several tabs for one where they only put definitions below each other."""
    filled = tuple(replace(row, cells=tuple(cell for cell in row.cells if not is_blank(cell))) for row in rows)
    return filled if all(len(row.cells) == _PAIR for row in filled) else rows


def _has_tab(line: str) -> bool:
    return "\t" in line.strip(" \t") or (bool(line.strip()) and line.rstrip(" ").endswith("\t"))


def _continued(text: str) -> Table:
    """Read rows whose definitions have lines of their own, as Quizlet exports them: without quotes."""
    numbered = [(number, line) for number, line in enumerate(text.split("\n"), 1)]
    blocks = [list(block) for filled, block in groupby(numbered, lambda at: not is_blank(at[1])) if filled]
    if len(blocks) > 1 and all(sum(line.count("\t") for _, line in block) == 1 for block in blocks):
        rows = [(block[0][0], [line for _, line in block]) for block in blocks]
        return Table(rows=_rows(rows), delimiter="\t", is_quizlet=True)
    title = ""
    rows = []
    joined: list[tuple[int, str]] = []
    for number, line in (one for block in blocks for one in block):
        if not rows and not title and not _has_tab(line) and len(line.strip()) <= _TITLE_MOST:
            title = line.strip()
        elif not rows or _has_tab(line) or _QUESTION_END.search(line):
            rows.append((number, [line]))
        else:
            rows[-1][1].append(line)
            joined.append((number, line))
    faults = [
        Fault(line=number, level=Level.WARNING, code=FaultCode.TABLE_LINE_JOINED, fields={"text": quoted(line.strip())})
        # A few such lines are more likely to be rows that lost their tab than definitions of several lines.
        for number, line in (joined if len(joined) < _SOME * len(rows) else ())
    ]
    return Table(rows=_rows(rows), delimiter="\t", title=title, faults=tuple(faults), is_quizlet=True)


def _rows(lines: Iterable[tuple[int, Sequence[str]]]) -> tuple[Row, ...]:
    """Make rows of the lines of each, by the number of its first line."""
    return tuple(Row(number=number, cells=tuple("\n".join(texts).split("\t"))) for number, texts in lines)


def _spreadsheet(text: str, *, named: bool) -> Table | None:
    """Read a text with commas, semicolons or strokes between its cells: the one that makes the most even rows."""
    found = [table for mark in _DELIMITERS if mark in text and (table := _delimited(text, mark, named=named))]
    if not found:
        return None
    return max(found, key=lambda table: (not table.faults, _evenness(table.rows), _usual_width(table.rows)))


def _evenness(rows: Sequence[Row]) -> float:
    """Return the share of rows that have as many cells as most have, and more than one; from 0 to 1."""
    width = _usual_width(rows)
    return sum(1 for row in rows if len(row.cells) == width) / len(rows) if width > 1 else 0.0


def _delimited(text: str, mark: str, *, named: bool) -> Table | None:
    found = csv_rows(text, mark)
    if isinstance(found, Fault):
        return _refused(mark, found) if named or (mark == "\t" and found.code is FaultCode.CARDS_MANY) else None
    if any(len(row.cells) > _COLUMNS_MOST for row in found):
        return None
    title = ""
    rows = found
    if len(rows) > 1 and len(rows[0].cells) == 1 and all(len(row.cells) > 1 for row in rows[1:]):
        only = rows[0].cells[0].strip()
        if len(only) <= _TITLE_MOST and not _QUESTION_END.search(only):
            title, rows = only, rows[1:]
    if not rows:
        return None
    width = _usual_width(rows)
    has_header = bool(columns_of(rows[:12]).header) and bool(columns_of(rows).header)
    even = _evenness(rows)
    quotes = sum(1 for line in text.split("\n") if re.match(r'\s*"', line))
    fits = (
        (named and (width > 1 or has_header))
        or (has_header and even >= _MOSTLY)
        or (2 * quotes >= len(rows) and even >= _NEARLY)
        or (even == 1 and len(rows) >= _ROWS_LEAST and _is_tight(text, mark) and not _is_prose(rows))
    )
    if mark == "\t":
        fits = width > 1
    return Table(rows=rows, delimiter=mark, title=title, is_quizlet=not named and not quotes) if fits else None


def _refused(mark: str, fault: Fault) -> Table:
    return Table(rows=(), delimiter=mark, faults=(fault,))


def _is_tight(text: str, mark: str) -> bool:
    """Say whether no space stands behind the marks, as programs write them and prose does not."""
    return mark == "|" or 5 * text.count(mark + " ") <= text.count(mark)


def _is_prose(rows: Sequence[Row]) -> bool:
    return any(_QUESTION_END.search(row.cells[-1]) or _NO_ROW.match(row.cells[0]) for row in rows)


def _in_one_line(lines: Sequence[str], mark: str) -> Table | None:
    """Read rows that have semicolons between them, as Quizlet offers, below a title or without one."""
    pieces = [piece for piece in lines[-1].split(";") if not is_blank(piece)]
    if len(pieces) < _ROWS_LEAST or mark not in pieces[0]:
        return None
    if len(pieces) > ROWS_MOST:
        return _refused(mark, too_many(len(pieces)))
    cells: list[list[str]] = []
    for piece in pieces:
        if mark in piece:
            cells.append([part.strip() for part in piece.split(mark, 1)])
        else:
            cells[-1][-1] += f";{piece}"
    if len(cells) < _ROWS_LEAST or (mark != "\t" and len(cells) < len(pieces)):
        return None
    title = lines[0].strip() if len(lines) > 1 else ""
    rows = tuple(Row(number=len(lines), cells=tuple(parts)) for parts in cells)
    return Table(rows=rows, delimiter=mark, title=title, is_quizlet=True)


def _termed(text: str, lines: Sequence[str]) -> Table | None:
    """Read lines of which each has a term, a mark and its definition, below a title or without one."""
    if len(lines) > ROWS_MOST:
        return None
    if len(lines) <= _ROWS_LEAST and ";" in lines[-1]:
        for mark in (",", *_DASHES):
            if (table := _in_one_line(lines, mark)) is not None and (mark != "," or _is_tight(lines[-1], ",")):
                return table
    numbered = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1) if not is_blank(line)]
    found: list[Table] = []
    for mark in (*_DASHES, "-"):
        rows = [_term(number, line, mark) for number, line in numbered]
        title = ""
        if rows and rows[0] is None and len(rows) > _ROWS_LEAST:
            title = numbered[0][1].lstrip("# ")
            rows = rows[1:]
            if _QUESTION_END.search(title) or len(title) > _TITLE_MOST:
                continue
        whole = [row for row in rows if row is not None]
        if len(whole) < len(rows) or len(whole) < _ROWS_LEAST:
            continue
        if len({row.cells[0].casefold() for row in whole}) >= _NEARLY * len(whole):
            found.append(Table(rows=tuple(whole), delimiter=mark, title=title, is_quizlet=True))
    # "Newton's law: F = ma": the mark that comes first parts the two.
    return min(found, key=lambda table: sum(len(row.cells[0]) for row in table.rows), default=None)


def _term(number: int, line: str, mark: str) -> Row | None:
    if mark not in line or _NO_ROW.match(line) or "::" in line or (mark == "-" and line.count("-") > 1):
        return None
    if mark == "-" and "->" in line:
        return None
    term, _, definition = (part.strip() for part in line.partition(mark))
    if is_blank(term) or is_blank(definition) or _LABEL.match(term) or _QUESTION_END.search(definition):
        return None
    if len(term) > _TERM_MOST or len(term.split()) > _TERM_WORDS_MOST:
        return None
    return Row(number=number, cells=(term, definition))
