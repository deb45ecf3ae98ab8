"""The store: one unit of work at a time that writes, several that read, on one SQLite file.

SQLite lets one connection write at a time. So there is one, behind a lock that serves in the order of asking: nobody
starves, nobody meets "database is locked" in the middle of a unit, and an answer waits only for those before it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, CursorResult, Executable, Row
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store import migrate, sqlite
from bot.store.faults import StoreBusy, StoreClosed, fault_of, told_as_faults

READERS = 4
_TRIES, _BETWEEN_TRIES_S = 50, 0.1

T = TypeVar("T")
Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]


class Unit:
    """One transaction, as the queries see it; it ends with the block that opened it and refuses work afterwards."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection: AsyncConnection | None = connection

    async def execute(self, statement: Executable, parameters: Parameters | None = None) -> CursorResult[Any]:
        """Run a statement; a list of parameters runs it once for each, in one call."""
        if self._connection is None:
            raise RuntimeError("the unit of work has ended")
        return await _to_its_end(self._connection.execute(statement, parameters))

    async def all(self, statement: Executable, parameters: Parameters | None = None) -> Sequence[Row[Any]]:
        """Run a query and return its rows."""
        return (await self.execute(statement, parameters)).all()

    async def first(self, statement: Executable, parameters: Parameters | None = None) -> Row[Any] | None:
        """Run a query and return its first row, None if there is none."""
        return (await self.execute(statement, parameters)).first()

    async def scalar(self, statement: Executable, parameters: Parameters | None = None) -> Any:  # noqa: ANN401 - a column's value
        """Run a query and return the first column of its first row, None if there is none."""
        return (await self.execute(statement, parameters)).scalar()

    def end(self) -> None:
        """Refuse all further work."""
        self._connection = None


class Store:
    """Everything that is kept.

    Attributes:
        path: The database file.
    """

    def __init__(self, path: Path, writers: AsyncEngine, readers: AsyncEngine, writer: AsyncConnection) -> None:
        self.path = path
        self._writers = writers
        self._readers = readers
        self._writer = writer
        self._lock = asyncio.Lock()
        self._holder: asyncio.Task[Any] | None = None
        self._closed = False

    @classmethod
    async def open(cls, url: str) -> Self:
        """Open a database, create it if it is not there, and bring its schema up to date.

        Args:
            url: A SQLAlchemy URL of an SQLite file, such as ``sqlite+aiosqlite:///deckhand.sqlite``.

        Raises:
            StoreUnfit: The URL names no SQLite file.
            StoreUnwritable: The file cannot be created or written.
            StoreForeign: The file belongs to another program.
            StoreNewer: The file belongs to a newer version of this one.
            StoreBroken: The file is damaged or no database.
            StoreBusy: Another process keeps it locked.
        """
        path = sqlite.path_of(url)
        await asyncio.to_thread(sqlite.make_file, path)
        with told_as_faults(path):
            await migrate.bring_up_to_date(path)
            writers = sqlite.engine(path, sqlite.WRITER, begin="BEGIN IMMEDIATE", connections=1)
            readers = sqlite.engine(path, sqlite.READER, begin="BEGIN", connections=READERS)
            return cls(path, writers, readers, await _connected(writers, path))

    async def close(self) -> None:
        """Let the unit at work finish, then close; closing twice is harmless."""
        self._closed = True
        async with self._lock:
            await self._writer.close()
            await self._writers.dispose()
            await self._readers.dispose()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Unit]:
        """Open the one unit that writes: durable when the block ends cleanly, undone on any error or cancellation.

        Raises:
            StoreFault: The database failed; nothing of the unit was kept.
        """
        if self._holder is not None and self._holder is asyncio.current_task():
            raise RuntimeError("a unit of work inside another would wait for itself")
        async with self._lock:
            if self._closed:
                raise StoreClosed
            self._holder = asyncio.current_task()
            try:
                with told_as_faults(self.path):
                    async with _transaction(self._writer) as unit:
                        yield unit
            finally:
                self._holder = None

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Unit]:
        """Open a unit that only reads; all of its queries see the same instant.

        Raises:
            StoreFault: The database failed.
        """
        if self._closed:
            raise StoreClosed
        with told_as_faults(self.path):
            async with self._readers.connect() as connection, _transaction(connection) as unit:
                yield unit


async def _connected(engine: AsyncEngine, path: Path) -> AsyncConnection:
    """Connect; the change to WAL, once in a file's life, does not wait for another process's lock by itself."""
    for _ in range(_TRIES - 1):
        try:
            return await engine.connect()
        except DBAPIError as error:
            if not isinstance(fault_of(error, str(path)), StoreBusy):
                raise
        await asyncio.sleep(_BETWEEN_TRIES_S)
    return await engine.connect()


@asynccontextmanager
async def _transaction(connection: AsyncConnection) -> AsyncIterator[Unit]:
    """Commit on a clean end, roll back on any other, cancellation included."""
    unit = Unit(connection)
    try:
        await _to_its_end(_begin(connection))
        yield unit
        unit.end()
        await _to_its_end(connection.commit())
    except BaseException:
        unit.end()
        await _to_its_end(connection.run_sync(_undo))
        raise


def _undo(connection: Connection) -> None:
    connection.rollback()
    # A commit that failed (a full disk, a broken key) is over for the library and still open in the database: ask the
    # driver itself. Where nothing is open this does nothing.
    connection.connection.rollback()


async def _begin(connection: AsyncConnection) -> None:
    await connection.begin()


async def _to_its_end(work: Coroutine[Any, Any, T]) -> T:
    """Await `work` to its end even if the waiting task is cancelled meanwhile; the cancellation is raised afterwards.

    A commit given up half-way would leave nobody knowing whether it happened. And a statement given up half-way would
    keep its transaction, and so the write lock, even when its connection is closed: SQLite waits for the cursor.
    """
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait((task,))
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        task.exception()  # seen: the cancellation says more
        raise cancelled
    return task.result()
