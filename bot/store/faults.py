"""Faults: what may go wrong with the database, as facts with fields; `words/` makes the one line an operator reads.

StoreFault
├── at the start   StoreUnfit  StoreUnwritable  StoreForeign  StoreNewer
├── at any time    StoreBusy  StoreFull  StoreBroken
└── after the end  StoreClosed
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.terms.faults import StoreFault

_PRIMARY_CODE = 0xFF


@dataclass(kw_only=True, eq=False)
class StoreUnfit(StoreFault):
    """The address names no SQLite file: another kind of database, one in memory, or nothing readable."""

    #: As given, a password hidden.
    url: str


@dataclass(kw_only=True, eq=False)
class StoreUnwritable(StoreFault):
    """The file (or its folder) cannot be created, opened or written."""

    path: str
    #: The system's own words, such as "Permission denied".
    reason: str


@dataclass(kw_only=True, eq=False)
class StoreForeign(StoreFault):
    """The file is a database, but of another program."""

    path: str


@dataclass(kw_only=True, eq=False)
class StoreNewer(StoreFault):
    """The file was written by a newer version of this program."""

    path: str
    #: The schema's number in the file, and the highest this program knows.
    found: str
    known: str


@dataclass(kw_only=True, eq=False)
class StoreBusy(StoreFault):
    """Another process kept the database locked for too long; trying again may help."""

    path: str


@dataclass(kw_only=True, eq=False)
class StoreFull(StoreFault):
    """There is no room left on the disk."""

    path: str


@dataclass(kw_only=True, eq=False)
class StoreBroken(StoreFault):
    """The file is damaged, is no database, or the disk below it fails."""

    path: str
    #: SQLite's own words.
    reason: str


@dataclass(kw_only=True, eq=False)
class StoreClosed(StoreFault):
    """The program is stopping; the store takes nothing any more."""


@contextmanager
def told_as_faults(path: Path) -> Iterator[None]:
    """Turn the driver's errors of the block into faults; what is none of the outside's flies as it is."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        told = as_fault(error, path)
        if told is error:
            raise
        raise told from error


def as_fault(error: Exception, path: Path) -> Exception:
    """Return what `told_as_faults` would make of an error: a fault, or the error as it is."""
    fault = fault_of(error, str(path)) if isinstance(error, DBAPIError | sqlite3.Error) else None
    if fault is None:
        return error
    fault.__cause__ = error
    return fault


def fault_of(error: DBAPIError | sqlite3.Error, path: str) -> StoreFault | None:
    """Tell which fault a driver's error is; None: not one of the outside, so it is ours and has to fly.

    Source: https://www.sqlite.org/rescode.html
    """
    driver = error.orig if isinstance(error, DBAPIError) else error
    match getattr(driver, "sqlite_errorcode", sqlite3.SQLITE_OK) & _PRIMARY_CODE:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreBusy(path=path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return StoreUnwritable(path=path, reason=str(driver))
        case sqlite3.SQLITE_FULL:
            return StoreFull(path=path)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_IOERR:
            return StoreBroken(path=path, reason=str(driver))
    return None
