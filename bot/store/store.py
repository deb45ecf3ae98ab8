"""The store: one unit of work at a time that writes, several that read, on one SQLite file.

SQLite lets one connection write at a time. So there is one, behind a lock that serves in the order of asking: nobody
starves, nobody meets "database is locked" in the middle of a unit, and an answer waits only for those before it.

A unit is a block whose every query travels to the database and back (`write`, `read`), or, where many people wait, a
function that travels there itself and runs in one go (`write_at_once`, `read_at_once`). Both see the same `Unit`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, Executable, Row
from sqlalchemy.exc import DBAPIError

from bot.store import migrate, sqlite
from bot.store.faults import StoreBusy, StoreClosed, fault_of, told_as_faults
from bot.store.line import Line

READERS = 4
_TRIES, _BETWEEN_TRIES_S = 50, 0.1

T = TypeVar("T")
Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]
#: What a whole unit does; it may await nothing but the unit's queries.
Work = Callable[["Unit"], Coroutine[Any, Any, T]]


class Unit:
    """One transaction, as the queries see it; it ends with the block that opened it and refuses work afterwards."""

    def __init__(self, run: Callable[[Callable[[Connection], Any]], Awaitable[Any]]) -> None:
        self._run: Callable[[Callable[[Connection], Any]], Awaitable[Any]] | None = run

    async def execute(self, statement: Executable, parameters: Parameters | None = None) -> int:
        """Run a statement; a list of parameters runs it once for each, in one call.

        Returns:
            How many rows it changed; -1 for a query.
        """
        return int(await self._ask(partial(_execute, statement, parameters)))

    async def all(self, statement: Executable, parameters: Parameters | None = None) -> Sequence[Row[Any]]:
        """Run a query and return its rows."""
        rows: Sequence[Row[Any]] = await self._ask(lambda c: c.execute(statement, parameters).all())
        return rows

    async def first(self, statement: Executable, parameters: Parameters | None = None) -> Row[Any] | None:
        """Run a query and return its first row, None if there is none."""
        row: Row[Any] | None = await self._ask(lambda c: c.execute(statement, parameters).first())
        return row

    async def scalar(self, statement: Executable, parameters: Parameters | None = None) -> Any:  # noqa: ANN401 - a column's value
        """Run a query and return the first column of its first row, None if there is none."""
        return await self._ask(lambda c: c.execute(statement, parameters).scalar())

    def end(self) -> None:
        """Refuse all further work."""
        self._run = None

    async def _ask(self, work: Callable[[Connection], Any]) -> Any:  # noqa: ANN401 - what the work returns
        if self._run is None:
            raise RuntimeError("the unit of work has ended")
        return await self._run(work)


def _execute(statement: Executable, parameters: Parameters | None, connection: Connection) -> int:
    result = connection.execute(statement, parameters)
    changed = result.rowcount
    result.close()
    return changed


class Store:
    """Everything that is kept.

    Attributes:
        path: The database file.
    """

    def __init__(self, path: Path, writer: Line, readers: Sequence[Line]) -> None:
        self.path = path
        self._writer = writer
        self._readers: asyncio.LifoQueue[Line] = asyncio.LifoQueue()
        for reader in readers:
            self._readers.put_nowait(reader)
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
            writer = await _connected(path, sqlite.engine(sqlite.WRITER, begin="BEGIN IMMEDIATE"))
            reading = sqlite.engine(sqlite.READER, begin="BEGIN")
            return cls(path, writer, [await Line.open(path, reading) for _ in range(READERS)])

    async def close(self) -> None:
        """Let the units at work finish, then close; closing twice is harmless."""
        if self._closed:
            return
        self._closed = True
        async with self._lock:
            await self._writer.close()
        readers = [await self._readers.get() for _ in range(READERS)]
        for reader in readers:
            await reader.close()
            # Who waited for it behind us finds the store closed.
            self._readers.put_nowait(reader)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Unit]:
        """Open the one unit that writes: durable when the block ends cleanly, undone on any error or cancellation.

        Raises:
            StoreFault: The database failed; nothing of the unit was kept.
        """
        async with self._writing(), _transaction(self._writer) as unit:
            yield unit

    async def write_at_once(self, work: Work[T]) -> T:
        """Do all the work of a unit that writes in one trip to the database; durable when this returns.

        A cancellation comes too late to undo it: it is raised when the work is done, and kept.

        Raises:
            StoreFault: The database failed; nothing of the unit was kept.
        """
        async with self._writing():
            return await self._writer.run(partial(_whole, work))

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Unit]:
        """Open a unit that only reads; all of its queries see the same instant.

        Raises:
            StoreFault: The database failed.
        """
        async with self._reading() as reader, _transaction(reader) as unit:
            yield unit

    async def read_at_once(self, work: Work[T]) -> T:
        """Do all the work of a unit that reads in one trip to the database.

        Raises:
            StoreFault: The database failed.
        """
        async with self._reading() as reader:
            return await reader.run(partial(_whole, work))

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[None]:
        if self._holder is not None and self._holder is asyncio.current_task():
            raise RuntimeError("a unit of work inside another would wait for itself")
        async with self._lock:
            if self._closed:
                raise StoreClosed
            self._holder = asyncio.current_task()
            try:
                with told_as_faults(self.path):
                    yield
            finally:
                self._holder = None

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[Line]:
        reader = await self._readers.get()
        try:
            if self._closed:
                raise StoreClosed
            with told_as_faults(self.path):
                yield reader
        finally:
            self._readers.put_nowait(reader)


async def _connected(path: Path, engine: Engine) -> Line:
    """Connect; the change to WAL, once in a file's life, does not wait for another process's lock by itself."""
    for _ in range(_TRIES - 1):
        try:
            return await Line.open(path, engine)
        except DBAPIError as error:
            if not isinstance(fault_of(error, str(path)), StoreBusy):
                raise
        await asyncio.sleep(_BETWEEN_TRIES_S)
    return await Line.open(path, engine)


@asynccontextmanager
async def _transaction(line: Line) -> AsyncIterator[Unit]:
    """Commit on a clean end, roll back on any other, cancellation included."""
    unit = Unit(line.run)
    try:
        await line.run(Connection.begin)
        yield unit
        unit.end()
        await line.run(Connection.commit)
    except BaseException:
        unit.end()
        await line.run(_undo)
        raise


def _whole(work: Work[T], connection: Connection) -> T:
    """Do a unit's work from begin to commit, here in the connection's thread."""

    async def here(query: Callable[[Connection], Any]) -> Any:  # noqa: ANN401 - what the query returns
        return query(connection)

    unit = Unit(here)
    try:
        connection.begin()
        result = _driven(work(unit))
        unit.end()
        connection.commit()
    except BaseException:
        unit.end()
        _undo(connection)
        raise
    return result


def _driven(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that has nothing to wait for to its end."""
    try:
        work.send(None)
    except StopIteration as end:
        result: T = end.value
        return result
    work.close()
    raise RuntimeError("a unit that runs at once has to await nothing but its own queries")


def _undo(connection: Connection) -> None:
    connection.rollback()
    # A commit that failed (a full disk, a broken key) is over for the library and still open in the database: ask the
    # driver itself. Where nothing is open this does nothing.
    connection.connection.rollback()
