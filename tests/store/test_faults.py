"""What may go wrong with the database has a name, fields and words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.store import faults
from bot.store.faults import StoreBroken, StoreBusy, StoreFull, StoreUnwritable, told_as_faults
from bot.terms.faults import OperatorFault, StoreFault
from bot.words.catalogue import say

EVERY = [
    faults.StoreUnfit(url="x"),
    faults.StoreUnwritable(path="x", reason="Permission denied"),
    faults.StoreForeign(path="x"),
    faults.StoreNewer(path="x", found="0009", known="0001"),
    faults.StoreBusy(path="x"),
    faults.StoreFull(path="x"),
    faults.StoreBroken(path="x", reason="malformed"),
    faults.StoreClosed(),
]


def test_every_fault_is_listed() -> None:
    """A new fault must be added to this test, and so to the words."""
    assert {type(fault) for fault in EVERY} == set(StoreFault.__subclasses__())


@pytest.mark.parametrize("fault", EVERY, ids=lambda fault: fault.code())
def test_every_fault_is_one_line_of_words(fault: StoreFault) -> None:
    """The words of a fault name every field of it, in one line."""
    line = say(fault.code(), **fault.facts())
    assert "\n" not in line
    assert all(str(value) in line for value in fault.facts().values())
    assert isinstance(fault, OperatorFault)


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (sqlite3.SQLITE_BUSY, StoreBusy),
        (sqlite3.SQLITE_BUSY | 2 << 8, StoreBusy),
        (sqlite3.SQLITE_READONLY, StoreUnwritable),
        (sqlite3.SQLITE_CANTOPEN, StoreUnwritable),
        (sqlite3.SQLITE_FULL, StoreFull),
        (sqlite3.SQLITE_NOTADB, StoreBroken),
        (sqlite3.SQLITE_CORRUPT, StoreBroken),
        (sqlite3.SQLITE_IOERR, StoreBroken),
    ],
)
def test_a_drivers_error_is_told_as_a_fault(code: int, fault: type[StoreFault]) -> None:
    """SQLite's codes, the extended ones too, become faults that name the file."""
    driver = sqlite3.OperationalError("words of the driver")
    driver.sqlite_errorcode = code
    with pytest.raises(fault) as told, told_as_faults(Path("deckhand.sqlite")):
        raise OperationalError("SELECT 1", None, driver)
    assert told.value.facts()["path"] == "deckhand.sqlite"


def test_the_bare_drivers_errors_are_told_too() -> None:
    """A line reaches the driver before the library wraps its errors."""
    driver = sqlite3.OperationalError("unable to open database file")
    driver.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    with pytest.raises(StoreUnwritable), told_as_faults(Path("x")):
        raise driver


def test_our_own_mistakes_fly() -> None:
    """A broken key or a wrong statement is a bug, and not hidden behind a fault."""
    driver = sqlite3.IntegrityError("UNIQUE constraint failed")
    driver.sqlite_errorcode = sqlite3.SQLITE_CONSTRAINT
    with pytest.raises(IntegrityError), told_as_faults(Path("x")):
        raise IntegrityError("INSERT", None, driver)
