"""The driver, asked once per statement: SQLAlchemy's aiosqlite adapter with one trip to its thread instead of four.

The adapter makes a cursor, runs the statement, fetches and closes in a trip each, and on a busy machine a trip costs
more than SQLite's own work. Here a statement is run, fetched and closed in one; nothing else differs.
Source: SQLAlchemy 2.1, `connectors/asyncio.py` and `dialects/sqlite/aiosqlite.py`, whose classes these extend.
"""

# ruff: noqa: SLF001 - the adapter reaches into the driver as its base classes do

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Sequence
from typing import Any

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)
from sqlalchemy.util.concurrency import await_


class _Done:
    """What is left of a cursor that did its work: closed in the driver's thread, its facts kept."""

    __slots__ = ("arraysize", "description", "lastrowid", "rowcount", "rows")

    def __init__(self, cursor: sqlite3.Cursor, rows: list[Any]) -> None:
        self.arraysize = cursor.arraysize
        self.description = cursor.description
        self.lastrowid = cursor.lastrowid
        self.rowcount = cursor.rowcount
        self.rows = rows

    async def close(self) -> None:
        """Nothing is open."""


def _run(connection: sqlite3.Connection, operation: str, parameters: Sequence[Any], *, many: bool) -> _Done:
    cursor = connection.cursor()
    try:
        if many:
            cursor.executemany(operation, parameters)
        else:
            cursor.execute(operation, parameters)
        return _Done(cursor, cursor.fetchall() if cursor.description else [])
    finally:
        cursor.close()


class _Cursor(AsyncAdapt_aiosqlite_cursor):
    __slots__ = ()

    def _make_new_cursor(self, connection: Any) -> Any:  # noqa: ANN401, ARG002 - the base class's
        return None

    def _aenter_cursor(self, cursor: Any) -> Any:  # noqa: ANN401 - the base class's
        return cursor

    async def _execute_async(self, operation: Any, parameters: Any) -> Any:  # noqa: ANN401 - the base class's
        await self._trip(operation, parameters or (), many=False)

    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> Any:  # noqa: ANN401 - likewise
        await self._trip(operation, seq_of_parameters, many=True)

    async def _trip(self, operation: str, parameters: Sequence[Any], *, many: bool) -> None:
        driver: Any = self._connection
        async with self._adapt_connection._execute_mutex:
            done = await driver._execute(_run, driver._conn, operation, parameters, many=many)
            self._cursor = done
            self._rows = deque(done.rows)


class _Connection(AsyncAdapt_aiosqlite_connection):
    __slots__ = ()
    _cursor_cls = _Cursor


class Driver(AsyncAdapt_aiosqlite_dbapi):
    """The driver as an engine takes it: `create_async_engine(url, module=Driver())`."""

    def __init__(self) -> None:
        super().__init__(aiosqlite, sqlite3)

    def connect(self, *words: Any, **options: Any) -> _Connection:  # noqa: ANN401 - the base class's
        """Open a connection with its thread, which ends with the program."""
        connection: Any = aiosqlite.connect(*words, **options)
        connection._thread.daemon = True
        return _Connection(self, await_(connection))
