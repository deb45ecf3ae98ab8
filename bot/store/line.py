"""A line: one connection to the database, in a thread of its own, to which work is sent whole.

A trip to that thread and back costs more than most statements, so what is sent is a function of the connection: one
statement with its rows, or all of a unit of work. The thread is aiosqlite's; in it stands SQLAlchemy's plain
connection, for there nothing has to be awaited.
Source: aiosqlite 0.22, `core.py`: a thread takes functions from a queue; SQLAlchemy 2.1 puts its own there as well,
`dialects/sqlite/aiosqlite.py`.
"""

# ruff: noqa: SLF001 - the thread and its queue have no public names

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import local
from typing import Self, TypeVar

import aiosqlite
from sqlalchemy import Connection, Engine

T = TypeVar("T")
#: In a line's thread: its driver, for when the engine asks for a connection.
_thread = local()


def driver_here() -> sqlite3.Connection:
    """Return the driver of the line in whose thread this is called; engines connect by it."""
    driver: sqlite3.Connection = _thread.driver
    return driver


class Line:
    """A connection with its thread, which ends with the program; work is done in the order of asking."""

    def __init__(self, driver: aiosqlite.Connection, connection: Connection) -> None:
        self._driver = driver
        self._connection = connection

    @classmethod
    async def open(cls, path: Path, engine: Engine) -> Self:
        """Connect to a file.

        Args:
            path: The file.
            engine: One whose connections come from `driver_here`; lines share it, and so what it compiled.

        Raises:
            DBAPIError: The file is locked, damaged or no database.
        """
        driver = aiosqlite.connect(path, isolation_level=None)
        driver._thread.daemon = True
        await driver
        try:
            return cls(driver, await _sent(driver, partial(_connected, driver._conn, engine)))
        except BaseException:
            await driver.close()
            raise

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Have work done in the connection's thread, to its end even if the waiting task is cancelled meanwhile.

        A commit given up half-way would leave nobody knowing whether it happened; a statement given up half-way would
        keep its transaction, and so the write lock. A cancellation is raised once the work is done.
        """
        return await _sent(self._driver, partial(work, self._connection))

    async def close(self) -> None:
        """Disconnect once the work at hand is done."""
        await self.run(Connection.close)
        await self._driver.close()


def _connected(driver: sqlite3.Connection, engine: Engine) -> Connection:
    _thread.driver = driver
    return engine.connect()


async def _sent(driver: aiosqlite.Connection, work: Callable[[], T]) -> T:
    done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
    driver._tx.put_nowait((done, work))
    try:
        return await asyncio.shield(done)
    except asyncio.CancelledError:
        while not done.done():
            # Whoever cancels again meanwhile has been heard already.
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait((done,))
        done.exception()  # seen: the cancellation says more
        raise
