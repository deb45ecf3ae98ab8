"""What may go wrong with the database has a name, fields and words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.core.errors import DatabaseFault, OperatorFault
from bot.db import errors
from bot.db.errors import DatabaseBroken, DatabaseBusy, DatabaseFull, DatabaseUnwritable, errors_translated
from bot.text.catalogue import say

EVERY = [
    errors.DatabaseUnfit(url="x"),
    errors.DatabaseMissing(path="x"),
    errors.DatabaseUnwritable(path="x", reason="Permission denied"),
    errors.DatabaseForeign(path="x"),
    errors.DatabaseNewer(path="x", found="0009", known="0001"),
    errors.DatabaseBusy(path="x"),
    errors.DatabaseFull(path="x"),
    errors.DatabaseBroken(path="x", reason="malformed"),
    errors.DatabaseClosed(),
]


def test_every_fault_is_listed() -> None:
    """A new fault must be added to this test, and so to the words."""
    assert {type(fault) for fault in EVERY} == set(DatabaseFault.__subclasses__())


@pytest.mark.parametrize("fault", EVERY, ids=lambda fault: fault.code())
def test_every_fault_is_one_line_of_words(fault: DatabaseFault) -> None:
    """The words of a fault name every field of it, in one line."""
    line = say(fault.code(), **fault.details())
    assert "\n" not in line
    assert all(str(value) in line for value in fault.details().values())
    assert isinstance(fault, OperatorFault)


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (sqlite3.SQLITE_BUSY, DatabaseBusy),
        (sqlite3.SQLITE_BUSY | 2 << 8, DatabaseBusy),
        (sqlite3.SQLITE_READONLY, DatabaseUnwritable),
        (sqlite3.SQLITE_CANTOPEN, DatabaseUnwritable),
        (sqlite3.SQLITE_FULL, DatabaseFull),
        (sqlite3.SQLITE_NOTADB, DatabaseBroken),
        (sqlite3.SQLITE_CORRUPT, DatabaseBroken),
        (sqlite3.SQLITE_IOERR, DatabaseBroken),
    ],
)
def test_a_drivers_error_is_told_as_a_fault(code: int, fault: type[DatabaseFault]) -> None:
    """SQLite's codes, the extended ones too, become faults that name the file."""
    driver = sqlite3.OperationalError("words of the driver")
    driver.sqlite_errorcode = code
    with pytest.raises(fault) as told, errors_translated(Path("deckhand.sqlite")):
        raise OperationalError("SELECT 1", None, driver)
    assert told.value.details()["path"] == "deckhand.sqlite"


def test_the_bare_drivers_errors_are_told_too() -> None:
    """A line reaches the driver before the library wraps its errors."""
    driver = sqlite3.OperationalError("unable to open database file")
    driver.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    with pytest.raises(DatabaseUnwritable), errors_translated(Path("x")):
        raise driver


def test_our_own_mistakes_fly() -> None:
    """A broken key or a wrong statement is a bug, and not hidden behind a fault."""
    driver = sqlite3.IntegrityError("UNIQUE constraint failed")
    driver.sqlite_errorcode = sqlite3.SQLITE_CONSTRAINT
    with pytest.raises(IntegrityError), errors_translated(Path("x")):
        raise IntegrityError("INSERT", None, driver)
