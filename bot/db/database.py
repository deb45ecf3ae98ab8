"""The database: one kind of transaction, a plain function of a connection, run whole in the database's thread.

SQLite lets one connection write at a time. So there is one writer, whose thread takes transactions in the order of
asking: nobody starves, and nobody meets "database is locked" in the middle. Several readers work beside it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Self, TypeAlias, TypeVar

from sqlalchemy import Connection, Subquery
from sqlalchemy.exc import DBAPIError

from bot.db import migrate
from bot.db.connection import READER, WRITER, ThreadedConnection, make_file, path_of
from bot.db.errors import DatabaseBusy, DatabaseClosed, DatabaseMissing, error_of, errors_translated
from bot.db.writer import Writer

READERS = 4
_TRIES, _BETWEEN_TRIES_S = 50, 0.1

T = TypeVar("T")
#: What queries run on: everything done with one is kept whole or not at all.
Transaction: TypeAlias = Connection
#: Rows that the queries of one feature offer to those of another.
Rows: TypeAlias = Subquery


class Database:
    """Everything that is kept.

    Attributes:
        path: The database file.
    """

    def __init__(self, path: Path, writer: Writer, readers: Sequence[ThreadedConnection]) -> None:
        self.path = path
        self._writer = writer
        self._readers: asyncio.LifoQueue[ThreadedConnection] = asyncio.LifoQueue()
        for reader in readers:
            self._readers.put_nowait(reader)
        self._closed = False

    @classmethod
    async def open(cls, url: str, *, create: bool = True) -> Self:
        """Open a database and bring its schema up to date.

        Args:
            url: A SQLAlchemy URL of an SQLite file, such as ``sqlite+aiosqlite:///deckhand.sqlite``.
            create: Whether to make one that is not there.

        Raises:
            DatabaseUnfit: The URL names no SQLite file.
            DatabaseMissing: There is none, and none is to be made.
            DatabaseUnwritable: The file cannot be created or written.
            DatabaseForeign: The file belongs to another program.
            DatabaseNewer: The file belongs to a newer version of this one.
            DatabaseBroken: The file is damaged or no database.
            DatabaseBusy: Another process keeps it locked.
        """
        path = path_of(url)
        if not create and not await asyncio.to_thread(path.exists):
            raise DatabaseMissing(path=str(path))
        await asyncio.to_thread(make_file, path)
        with errors_translated(path):
            await migrate.bring_up_to_date(path)
            writer = Writer(await _writer_of(path))
            return cls(path, writer, [await ThreadedConnection.open(path, READER) for _ in range(READERS)])

    async def close(self) -> None:
        """Let the transactions at work finish, then close; closing twice is harmless."""
        if self._closed:
            return
        self._closed = True
        await self._writer.close()
        readers = [await self._readers.get() for _ in range(READERS)]
        for reader in readers:
            await reader.close()
            # Who waited for it behind us finds the database closed.
            self._readers.put_nowait(reader)

    async def write(self, act: Callable[[Transaction], T]) -> T:
        """Run a transaction that may change something; durable when this returns, undone on any error.

        A cancellation that comes after it has begun does not undo it.

        Args:
            act: Plain queries, one after the other; it runs in the database's thread and awaits nothing.

        Raises:
            DatabaseFault: The database failed; nothing of the transaction was kept.
        """
        if self._closed:
            raise DatabaseClosed
        with errors_translated(self.path):
            return await self._writer.run(act)

    async def read(self, act: Callable[[Transaction], T]) -> T:
        """Run a transaction that only reads; all of its queries see the same instant.

        Raises:
            DatabaseFault: The database failed.
        """
        reader = await self._readers.get()
        try:
            if self._closed:
                raise DatabaseClosed
            with errors_translated(self.path):
                return await reader.run(partial(_whole, act))
        finally:
            self._readers.put_nowait(reader)


async def _writer_of(path: Path) -> ThreadedConnection:
    """Connect; the change to WAL, once in a file's life, does not wait for another process's lock by itself."""
    for _ in range(_TRIES - 1):
        try:
            return await ThreadedConnection.open(path, WRITER)
        except DBAPIError as error:
            if not isinstance(error_of(error, str(path)), DatabaseBusy):
                raise
        await asyncio.sleep(_BETWEEN_TRIES_S)
    return await ThreadedConnection.open(path, WRITER)


def _whole(act: Callable[[Transaction], T], connection: Connection) -> T:
    """Run one transaction that only reads."""
    with connection.begin():
        return act(connection)
