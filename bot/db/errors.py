"""Errors of the database, with fields; `bot.text` makes the one line that an operator reads.

DatabaseFault
├── at the start   DatabaseUnfit  DatabaseMissing  DatabaseUnwritable  DatabaseForeign  DatabaseNewer
├── at any time    DatabaseBusy  DatabaseFull  DatabaseBroken
└── after the end  DatabaseClosed
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.core.errors import DatabaseFault

_PRIMARY_CODE = 0xFF


@dataclass(kw_only=True, eq=False)
class DatabaseUnfit(DatabaseFault):
    """The address names no SQLite file: another kind of database, one in memory, or nothing readable."""

    #: As given, a password hidden.
    url: str


@dataclass(kw_only=True, eq=False)
class DatabaseMissing(DatabaseFault):
    """There is no such file, where one was to be found and not to be made."""

    path: str


@dataclass(kw_only=True, eq=False)
class DatabaseUnwritable(DatabaseFault):
    """The file (or its folder) cannot be created, opened or written."""

    path: str
    #: The system's own words, such as "Permission denied".
    reason: str


@dataclass(kw_only=True, eq=False)
class DatabaseForeign(DatabaseFault):
    """The file is a database, but of another program."""

    path: str


@dataclass(kw_only=True, eq=False)
class DatabaseNewer(DatabaseFault):
    """The file was written by a newer version of this program."""

    path: str
    #: The schema's number in the file, and the highest this program knows.
    found: str
    known: str


@dataclass(kw_only=True, eq=False)
class DatabaseBusy(DatabaseFault):
    """Another process kept the database locked for too long; trying again may help."""

    path: str


@dataclass(kw_only=True, eq=False)
class DatabaseFull(DatabaseFault):
    """There is no room left on the disk."""

    path: str


@dataclass(kw_only=True, eq=False)
class DatabaseBroken(DatabaseFault):
    """The file is damaged, is no database, or the disk below it fails."""

    path: str
    #: SQLite's own words.
    reason: str


@dataclass(kw_only=True, eq=False)
class DatabaseClosed(DatabaseFault):
    """The program is stopping; the store takes nothing any more."""


@contextmanager
def errors_translated(path: Path) -> Iterator[None]:
    """Turn the driver's errors of the block into faults; what is none of the outside's flies as it is."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        fault = error_of(error, str(path))
        if fault is None:
            raise
        raise fault from error


def error_of(error: DBAPIError | sqlite3.Error, path: str) -> DatabaseFault | None:
    """Tell which fault a driver's error is; None: not one of the outside, so it is ours and has to fly.

    Source: https://www.sqlite.org/rescode.html
    """
    driver = error.orig if isinstance(error, DBAPIError) else error
    match getattr(driver, "sqlite_errorcode", sqlite3.SQLITE_OK) & _PRIMARY_CODE:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DatabaseBusy(path=path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return DatabaseUnwritable(path=path, reason=str(driver))
        case sqlite3.SQLITE_FULL:
            return DatabaseFull(path=path)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_IOERR:
            return DatabaseBroken(path=path, reason=str(driver))
    return None
