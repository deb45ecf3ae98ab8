"""SQLite: how its file is made, and how connections to it are opened.

Python's driver begins transactions by itself, late and only before some statements; `isolation_level=None` turns that
off, and the engine's own "begin" event says BEGIN instead: IMMEDIATE where we write, so that a lock is waited for at
the start and never in the middle.
Source: SQLAlchemy documentation, SQLite dialect, "Serializable isolation / Savepoints / Transactional DDL".
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from bot.store.faults import StoreUnfit, StoreUnwritable
from bot.store.line import driver_here

BUSY_TIMEOUT_MS = 5_000

#: What a connection must know before it may write: what is committed survives a loss of power, keys are checked.
#: Recursive triggers let the guards of the answer log see REPLACE too.
WRITER = (
    f"busy_timeout={BUSY_TIMEOUT_MS}",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "recursive_triggers=ON",
)
READER = (f"busy_timeout={BUSY_TIMEOUT_MS}", "query_only=ON")
#: Keys are checked once at the end, because SQLite alters tables by building them anew; and while one is being renamed,
#: triggers of others that name it must not be looked into. Source: SQLite documentation, "ALTER TABLE", section 7.
MIGRATOR = (f"busy_timeout={BUSY_TIMEOUT_MS}", "synchronous=FULL", "foreign_keys=OFF", "legacy_alter_table=ON")


def path_of(url: str) -> Path:
    """Return the file an address names.

    Raises:
        StoreUnfit: It names no file of SQLite's.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreUnfit(url=url) from error
    if parsed.get_backend_name() != "sqlite" or parsed.database in {None, "", ":memory:"} or parsed.query:
        # A database in memory would be another one for each connection, and gone at the end of the game.
        raise StoreUnfit(url=parsed.render_as_string())
    return Path(str(parsed.database))


def make_file(path: Path) -> None:
    """Create the file, readable by its owner alone, and its folders, unless it is there.

    Raises:
        StoreUnwritable: It cannot be created, or not be opened for writing.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreUnwritable(path=str(path), reason=error.strerror or str(error)) from error


def engine(pragmas: Sequence[str], *, begin: str) -> Engine:
    """Make what lines of one kind share; each connection runs `pragmas` first, transactions start with `begin`."""
    made = create_engine(
        "sqlite+pysqlite://",
        creator=driver_here,
        poolclass=NullPool,  # a line keeps its connection
        pool_reset_on_return=None,  # units end their own transactions
    )

    @event.listens_for(made, "connect")
    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(made, "begin")
    def start(_connection: Connection) -> None:
        # Past the library: it would take longer over this than SQLite does, at every unit.
        driver_here().execute(begin)

    return made
