"""Connections to SQLite, each in a thread of its own, to which whole transactions are sent.

A trip to that thread and back costs more than most statements, so what travels is a plain function of a SQLAlchemy
`Connection`. The thread is aiosqlite's. This is the one file that uses private names of a library (aiosqlite, pinned
exactly): its thread, its queue and the connection in it have no public ones. `tests/db/test_connection.py` notices a
change of theirs.

Python's driver begins transactions by itself, late and only before some statements; `isolation_level=None` turns that
off, and the engine's "begin" event says BEGIN instead: IMMEDIATE where we write, so that a lock is waited for at the
start and never in the middle.
Sources: aiosqlite 0.22, `core.py`; SQLAlchemy documentation, SQLite dialect, "Serializable isolation / Savepoints /
Transactional DDL".
"""

# ruff: noqa: SLF001 - see above

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import local
from typing import Self, TypeVar

import aiosqlite
from sqlalchemy import Connection, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from bot.db.errors import DatabaseUnfit, DatabaseUnwritable

T = TypeVar("T")
#: What `connect` is about to connect, in each thread: the engine asks for it.
_thread = local()

BUSY_TIMEOUT_MS = 5_000


@dataclass(frozen=True, slots=True)
class Mode:
    """How a connection behaves: what it is told first, and how its transactions begin."""

    pragmas: tuple[str, ...]
    begin: str


#: What is committed survives a loss of power, and keys are checked. Recursive triggers let the guards of the answer log
#: see REPLACE too.
WRITER = Mode(
    (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "recursive_triggers=ON",
    ),
    "BEGIN IMMEDIATE",
)
READER = Mode((f"busy_timeout={BUSY_TIMEOUT_MS}", "query_only=ON"), "BEGIN")
#: Keys are checked once at the end, because SQLite alters tables by building them anew; and while one is being renamed,
#: triggers of others that name it must not be looked into. Source: SQLite documentation, "ALTER TABLE", section 7.
MIGRATOR = Mode(
    (f"busy_timeout={BUSY_TIMEOUT_MS}", "synchronous=FULL", "foreign_keys=OFF", "legacy_alter_table=ON"),
    "BEGIN IMMEDIATE",
)


class ThreadedConnection:
    """A connection with its thread, which ends with the program; work is done in the order of asking."""

    def __init__(self, driver: aiosqlite.Connection, connection: Connection) -> None:
        self._driver = driver
        self._connection = connection

    @classmethod
    async def open(cls, path: Path, mode: Mode) -> Self:
        """Connect to a file.

        Raises:
            DBAPIError: The file is locked, damaged or no database.
        """
        driver = aiosqlite.connect(path, isolation_level=None)
        driver._thread.daemon = True
        await driver
        try:
            return cls(driver, await _in_thread(driver, partial(connect, driver._conn, mode)))
        except BaseException:
            await driver.close()
            raise

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Have work done in the connection's thread, to its end even if the waiting task is cancelled meanwhile.

        A commit given up half-way would leave nobody knowing whether it happened. A cancellation is raised once the
        work is done.
        """
        return await _in_thread(self._driver, partial(work, self._connection))

    async def close(self) -> None:
        """Disconnect once the work at hand is done."""
        await self.run(Connection.close)
        await self._driver.close()


def connect(driver: sqlite3.Connection, mode: Mode) -> Connection:
    """Return SQLAlchemy's connection on a driver's; call it in the thread that owns the driver."""
    _thread.driver, _thread.mode = driver, mode
    return _engine.connect()


#: One for all connections, so that each statement is compiled once.
_engine = create_engine(
    "sqlite+pysqlite://",
    creator=lambda: _thread.driver,
    poolclass=NullPool,  # a connection lasts as long as its thread
    pool_reset_on_return=None,  # transactions end themselves
)


@event.listens_for(_engine, "connect")
def _prepare(driver: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    mode: Mode = _thread.mode
    entry.info["begin"] = mode.begin
    cursor = driver.cursor()
    for pragma in mode.pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@event.listens_for(_engine, "begin")
def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.info["begin"])


def path_of(url: str) -> Path:
    """Return the file that a SQLAlchemy URL names.

    Raises:
        DatabaseUnfit: It names no file of SQLite's.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise DatabaseUnfit(url=url) from error
    if parsed.get_backend_name() != "sqlite" or parsed.database in {None, "", ":memory:"} or parsed.query:
        # A database in memory would be another one for each connection, and gone at the end.
        raise DatabaseUnfit(url=parsed.render_as_string())
    return Path(str(parsed.database))


def make_file(path: Path) -> None:
    """Create the file, readable by its owner alone, and its folders, unless it is there.

    Raises:
        DatabaseUnwritable: It cannot be created, or not be opened for writing.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise DatabaseUnwritable(path=str(path), reason=error.strerror or str(error)) from error


async def _in_thread(driver: aiosqlite.Connection, work: Callable[[], T]) -> T:
    done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
    driver._tx.put_nowait((done, work))
    try:
        return await asyncio.shield(done)
    except asyncio.CancelledError:
        while not done.done():
            # Whoever cancels again meanwhile has been heard already.
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait((done,))
        done.exception()  # retrieved, so that it is not logged: the cancellation says more
        raise
