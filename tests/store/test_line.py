"""A line does work in its connection's thread, in order and to its end."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, insert, select, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from bot.store import sqlite
from bot.store.line import Line

things = Table("things", MetaData(), Column("id", Integer, primary_key=True), Column("name", String, unique=True))


@pytest.fixture
async def line(tmp_path: Path) -> AsyncIterator[Line]:
    """A line to a new file with an empty table."""
    opened = await Line.open(tmp_path / "d.sqlite", sqlite.engine(sqlite.WRITER, begin="BEGIN IMMEDIATE"))

    def make(connection: Connection) -> None:
        things.metadata.create_all(connection)
        connection.commit()

    await opened.run(make)
    yield opened
    await opened.close()


async def test_work_is_done_in_the_lines_own_thread(line: Line) -> None:
    """Whatever is sent runs in one thread, which is not the event loop's."""
    threads = {await line.run(lambda _: threading.get_ident()) for _ in range(3)}
    assert len(threads) == 1
    assert threading.get_ident() not in threads


async def test_work_is_done_in_the_order_of_asking(line: Line) -> None:
    """What was sent first is done first."""
    done: list[int] = []
    await asyncio.gather(*(line.run(lambda _, number=number: done.append(number)) for number in range(20)))
    assert done == list(range(20))


async def test_an_error_comes_back_and_the_line_goes_on(line: Line) -> None:
    """Errors are SQLAlchemy's, and the next work finds the transaction where it was."""
    await line.run(lambda c: c.execute(insert(things).values(name="a")))
    with pytest.raises(IntegrityError):
        await line.run(lambda c: c.execute(insert(things).values(name="a")))
    assert await line.run(lambda c: c.execute(select(things.c.name)).scalars().all()) == ["a"]
    await line.run(Connection.rollback)


async def test_cancelled_work_is_done_all_the_same(line: Line) -> None:
    """Whoever waits is cancelled only when the work is done."""
    begun, go, loop = asyncio.Event(), threading.Event(), asyncio.get_running_loop()

    def work(connection: Connection) -> None:
        loop.call_soon_threadsafe(begun.set)
        go.wait(timeout=10)
        connection.execute(insert(things).values(name="kept"))
        connection.commit()

    task = asyncio.create_task(line.run(work))
    await begun.wait()
    task.cancel()
    await asyncio.sleep(0)
    assert not task.done()
    task.cancel()
    go.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await line.run(lambda c: c.execute(select(things.c.name)).scalars().all()) == ["kept"]


async def test_transactions_begin_as_the_engine_says(line: Line, tmp_path: Path) -> None:
    """A transaction that is to write takes the lock at its start."""
    await line.run(Connection.begin)
    other = await Line.open(tmp_path / "d.sqlite", sqlite.engine(("busy_timeout=1",), begin="BEGIN IMMEDIATE"))
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        await other.run(Connection.begin)
    await line.run(Connection.rollback)
    await other.close()


async def test_a_file_that_is_no_database_is_told_at_once(tmp_path: Path) -> None:
    """Opening fails with the library's error, and leaves no thread behind."""
    path = tmp_path / "notes.txt"
    path.write_text("no database at all, but long enough to be looked at. " * 40)
    with pytest.raises(DatabaseError, match="not a database"):
        await Line.open(path, sqlite.engine(sqlite.WRITER, begin="BEGIN IMMEDIATE"))


async def test_statements_are_compiled_once_for_all_lines_of_an_engine(tmp_path: Path) -> None:
    """Lines of one engine share what it compiled."""
    engine = sqlite.engine((), begin="BEGIN")
    lines = [await Line.open(tmp_path / "d.sqlite", engine) for _ in range(2)]
    cache = engine._compiled_cache
    assert cache is not None
    await lines[0].run(lambda c: c.execute(select(text("1"))).all())
    size = len(cache)
    await lines[1].run(lambda c: c.execute(select(text("1"))).all())
    assert len(cache) == size
    for line in lines:
        await line.close()
