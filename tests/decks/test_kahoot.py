"""Workbooks: Kahoot's template, other spreadsheets, and what is too large for a deck."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date

import pytest
import xlsxwriter

from bot.core.ids import DeckId
from bot.decks.card_columns import answers
from bot.decks.draft import DeckFormat, Parsed
from bot.decks.fault import FaultCode
from bot.decks.formats.kahoot import read_workbook
from bot.decks.reading import read_deck

Rows = Sequence[Sequence[object]]

HEAD = (
    "Question - max 120 characters",
    "Answer 1 - max 75 characters",
    "Answer 2 - max 75 characters",
    "Answer 3 - max 75 characters",
    "Answer 4 - max 75 characters",
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
#: What stands above the questions in the template.
ABOVE: Rows = (
    (None, "Quiz template"),
    (None, "Add questions, at least two answer alternatives, time limit and choose correct answers (at least one)."),
    (None, "Remember: questions have a limit of 120 characters and answers can have 75 characters max."),
    (),
    (None, "See an example question below (don't forget to overwrite this with your first question!)"),
    (None, "And remember, if you're not using Excel you need to export to .xlsx format before you upload to Kahoot!"),
    (),
)


def workbook(**sheets: Rows) -> bytes:
    """A workbook with these sheets."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    days = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if isinstance(value, date):
                    sheet.write_datetime(row, column, value, days)
                elif value is not None:
                    sheet.write(row, column, value)
    book.close()
    return out.getvalue()


def read(raw: bytes) -> Parsed:
    """Read a workbook."""
    return read_deck(raw, file="deck.xlsx", deck=DeckId("deck"))


def asked(parsed: Parsed) -> list[tuple[str, str]]:
    """The questions and their answers."""
    assert parsed.deck is not None, parsed.faults
    return [(card.ask, "\n".join(answers(card))) for card in parsed.deck.cards]


def test_kahoots_template() -> None:
    """Instructions and numbers of rows are no cards; the right options are named by their numbers."""
    rows: Rows = (
        *ABOVE,
        (None, *HEAD),
        (1, "Which is a mammal?", "whale", "shark", "eel", None, 20, 1),
        (2, "Which are prime?", 2, 3, 4, 6, 30, "1,2"),
        (3, "Is the earth flat?", "True", "False", None, None, 10, 2),
        (4,),
        (5,),
    )
    parsed = read(workbook(Sheet1=rows))
    assert parsed.deck is not None
    assert parsed.about is not None
    assert parsed.about.format is DeckFormat.KAHOOT
    assert [(card.ask, card.right, card.wrong) for card in parsed.deck.cards] == [
        ("Which is a mammal?", ("whale",), ("shark", "eel")),
        ("Which are prime?", ("2", "3"), ("4", "6")),
        ("Is the earth flat?", ("False",), ("True",)),
    ]
    assert parsed.faults == []


def test_a_question_whose_right_option_is_not_named() -> None:
    """It is left out, with its row; the others are cards."""
    rows: Rows = (HEAD, ("Which one?", "a", "b", None, None, 20, None), ("Which two?", "a", "b", None, None, 20, 3.0))
    parsed = read(workbook(Sheet1=(*rows, ("Which?", "a", "b", None, None, 20, "2"))))
    assert [(fault.code, fault.line) for fault in parsed.faults] == [
        (FaultCode.TABLE_RIGHT_UNKNOWN, 2),
        (FaultCode.TABLE_RIGHT_UNKNOWN, 3),
    ]
    assert asked(parsed) == [("Which?", "b")]


@pytest.mark.parametrize(
    ("rows", "cards"),
    [
        ([("Question", "Answer"), ("What is tea?", "a drink")], [("What is tea?", "a drink")]),
        ([("dog", "perro"), ("cat", "gato")], [("dog", "perro"), ("cat", "gato")]),
        ([(), (None, "Term", "Definition"), (None, "osmosis", "water moves")], [("osmosis", "water moves")]),
        ([("Event", "Date"), ("Fall of the wall", date(1989, 11, 9))], [("Fall of the wall", "1989-11-09")]),
        (
            [("Question", "Answer"), ("Legs of a spider?", 8), ("Half?", 0.5)],
            [("Legs of a spider?", "8"), ("Half?", "0.5")],
        ),
    ],
    ids=["header", "no header", "not in the corner", "dates", "numbers"],
)
def test_other_workbooks_are_tables(rows: Rows, cards: list[tuple[str, str]]) -> None:
    """Two columns are questions and answers; numbers and dates are written as people write them."""
    assert asked(read(workbook(Sheet1=rows))) == cards


def test_sheets_with_a_header_are_sections() -> None:
    """Of several sheets those count that have questions; their names become tags."""
    parsed = read(
        workbook(
            About=[("This is a deck", "by me"), ("x", "y")],
            Animals=[("Question", "Answer"), ("Which animal barks?", "a dog")],
            Plants=[("Question", "Answer"), ("Which plant has needles?", "a fir")],
        )
    )
    assert asked(parsed) == [("Which animal barks?", "a dog"), ("Which plant has needles?", "a fir")]
    assert parsed.about is not None
    assert parsed.about.sections == ("Animals", "Plants")


def repacked(raw: bytes, name: str, change: tuple[bytes, bytes]) -> bytes:
    """A workbook with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, content.replace(*change) if part == name else content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
GOOD = workbook(Sheet1=[("Question", "Answer"), ("What is tea?", "a drink")])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ((b'r="B2"', b'r="XFD1048576"'), FaultCode.PACKAGE_BIG),
        ((b"<sheetData>", b"<sheetData>" + b"<c/>" * 1_100_000), FaultCode.PACKAGE_BIG),
        ((b"<sheetData>", b"<!--" + b" " * 34_000_000 + b"--><sheetData>"), FaultCode.PACKAGE_BIG),
        ((b"<sheetData>", b"\0<sheetData>"), FaultCode.PACKAGE_BROKEN),
    ],
    ids=["far cell", "many cells", "bomb", "other encoding"],
)
def test_sheets_that_would_take_too_much_are_refused(change: tuple[bytes, bytes], code: FaultCode) -> None:
    """What a grid would need is counted before it is made."""
    assert [fault.code for fault in read_workbook(repacked(GOOD, SHEET, change)).faults] == [code]


def test_broken_workbooks_are_refused() -> None:
    """A file that is cut off, or that only looks like a workbook, is a fault."""
    for raw in (GOOD[:-40], GOOD[:400] + b"xl/workbook.xml", b"PK\x03\x04xl/workbook.xml"):
        assert [fault.code for fault in read_workbook(raw).faults] == [FaultCode.PACKAGE_BROKEN]
