"""The store: one unit of work at a time that writes, several that read, on one SQLite file.

SQLite lets one connection write at a time. So there is one, behind a lock that serves in the order of asking: nobody
starves, nobody meets "database is locked" in the middle of a unit, and an answer waits only for those before it.

A unit is a block whose every query travels to the database and back (`write`, `read`), or, where many people wait, a
function that travels there itself and runs in one go (`write_at_once`, `read_at_once`). Both see the same `Unit`. Units
of the second kind that wait together are done together, with one commit.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, Executable, Row
from sqlalchemy.exc import DBAPIError

from bot.store import migrate, prepared, sqlite
from bot.store.faults import StoreBusy, StoreClosed, as_fault, fault_of, told_as_faults
from bot.store.line import Line
from bot.store.prepared import Parameters
from bot.store.together import Do, Outcome, alone, together, undo

READERS = 4
#: So many units share a commit at most: none of them waits for long.
_TOGETHER_MOST = 64
_TRIES, _BETWEEN_TRIES_S = 50, 0.1

T = TypeVar("T")
#: What a whole unit does; it may await nothing but the unit's queries, and may be done anew after it was undone.
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
        return (await self._ask(statement, parameters)).changed

    async def all(self, statement: Executable, parameters: Parameters | None = None) -> Sequence[Row[Any]]:
        """Run a query and return its rows."""
        return (await self._ask(statement, parameters)).rows

    async def first(self, statement: Executable, parameters: Parameters | None = None) -> Row[Any] | None:
        """Run a query and return its first row, None if there is none."""
        return next(iter((await self._ask(statement, parameters, one=True)).rows), None)

    async def scalar(self, statement: Executable, parameters: Parameters | None = None) -> Any:  # noqa: ANN401 - a column's value
        """Run a query and return the first column of its first row, None if there is none."""
        row = await self.first(statement, parameters)
        return None if row is None else row[0]

    def end(self) -> None:
        """Refuse all further work."""
        self._run = None

    async def _ask(
        self, statement: Executable, parameters: Parameters | None, *, one: bool = False
    ) -> prepared.Outcome:
        if self._run is None:
            raise RuntimeError("the unit of work has ended")
        outcome: prepared.Outcome = await self._run(lambda c: prepared.run(c, statement, parameters, one=one))
        return outcome


#: What is to be done, and who waits for it.
_Batch = list[tuple[Do[Any], asyncio.Future[Any]]]


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
        #: Units that are waiting to be done together, and the tasks that wait for the lock on their behalf.
        self._batch: _Batch = []
        self._waiting: set[asyncio.Task[None]] = set()
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
        # Whoever asks from now on comes after this unit.
        self._batch = []
        async with self._writing(), _transaction(self._writer) as unit:
            yield unit

    async def write_at_once(self, work: Work[T]) -> T:
        """Do all the work of a unit that writes in one trip to the database; durable when this returns.

        A cancellation that comes after the work has begun does not undo it.

        Raises:
            StoreFault: The database failed; nothing of the unit was kept.
        """
        do = partial(_driven, work)
        if not self._lock.locked():
            async with self._writing():
                return await self._writer.run(partial(alone, do))
        self._check_nested()
        if not 0 < len(self._batch) < _TOGETHER_MOST:
            self._batch = []
            task = asyncio.create_task(self._do_together(self._batch))
            self._waiting.add(task)
            task.add_done_callback(self._waiting.discard)
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._batch.append((do, done))
        return await done

    async def _do_together(self, batch: _Batch) -> None:
        """Wait for the lock, do what has gathered, and tell everyone how it went."""
        outcomes: list[Outcome[Any]]
        wanted = batch
        try:
            async with self._writing():
                if self._batch is batch:
                    self._batch = []
                wanted = [(do, done) for do, done in batch if not done.cancelled()]
                outcomes = await self._writer.run(partial(together, [do for do, _ in wanted]))
        except Exception as error:  # noqa: BLE001 - everyone who waits gets it
            outcomes = [Outcome(error=error)] * len(wanted)
        for (_, done), outcome in zip(wanted, outcomes, strict=True):
            if done.cancelled():
                continue
            if outcome.error is None:
                done.set_result(outcome.result)
            else:
                done.set_exception(as_fault(outcome.error, self.path))

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
            return await reader.run(partial(alone, partial(_driven, work)))

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[None]:
        self._check_nested()
        async with self._lock:
            if self._closed:
                raise StoreClosed
            self._holder = asyncio.current_task()
            try:
                with told_as_faults(self.path):
                    yield
            finally:
                self._holder = None

    def _check_nested(self) -> None:
        if self._holder is not None and self._holder is asyncio.current_task():
            raise RuntimeError("a unit of work inside another would wait for itself")

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
        await line.run(undo)
        raise


def _driven(work: Work[T], connection: Connection) -> T:
    """Do a unit's work here in the connection's thread, where its queries have nothing to wait for."""

    async def here(query: Callable[[Connection], Any]) -> Any:  # noqa: ANN401 - what the query returns
        return query(connection)

    unit = Unit(here)
    running = work(unit)
    try:
        running.send(None)
    except StopIteration as end:
        result: T = end.value
        return result
    finally:
        unit.end()
        running.close()
    raise RuntimeError("a unit that runs at once has to await nothing but its own queries")
