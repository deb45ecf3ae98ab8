"""A connection does work in its thread, in order and to its end."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, insert, select
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from bot.db.connection import WRITER, Mode, ThreadedConnection, make_file, path_of
from bot.db.errors import DatabaseUnfit, DatabaseUnwritable

things = Table("things", MetaData(), Column("id", Integer, primary_key=True), Column("name", String, unique=True))


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[ThreadedConnection]:
    """Connect to a new file with an empty table."""
    opened = await ThreadedConnection.open(tmp_path / "d.sqlite", WRITER)

    def make(connection: Connection) -> None:
        things.metadata.create_all(connection)
        connection.commit()

    await opened.run(make)
    yield opened
    await opened.close()


async def test_work_is_done_in_one_thread_in_the_order_of_asking(connection: ThreadedConnection) -> None:
    """What was sent first is done first, and not in the event loop's thread.

    It is the canary for aiosqlite's private names: they are gone or mean something else if this fails after an upgrade.
    """
    done: list[int] = []
    threads: set[int] = set()

    def work(number: int) -> None:
        done.append(number)
        threads.add(threading.get_ident())

    await asyncio.gather(*(connection.run(lambda _, number=number: work(number)) for number in range(20)))
    assert done == list(range(20))
    assert len(threads) == 1
    assert threading.get_ident() not in threads
    assert connection._driver._thread.daemon


async def test_an_error_comes_back_and_the_connection_goes_on(connection: ThreadedConnection) -> None:
    """Errors are SQLAlchemy's, and the next work finds the transaction where it was."""
    await connection.run(lambda c: c.execute(insert(things).values(name="a")))
    with pytest.raises(IntegrityError):
        await connection.run(lambda c: c.execute(insert(things).values(name="a")))
    assert await connection.run(lambda c: c.execute(select(things.c.name)).scalars().all()) == ["a"]
    await connection.run(Connection.rollback)


async def test_cancelled_work_is_done_all_the_same(connection: ThreadedConnection) -> None:
    """Whoever waits is cancelled only when the work is done."""
    begun, go, loop = asyncio.Event(), threading.Event(), asyncio.get_running_loop()

    def work(connection: Connection) -> None:
        loop.call_soon_threadsafe(begun.set)
        go.wait(timeout=10)
        connection.execute(insert(things).values(name="kept"))
        connection.commit()

    task = asyncio.create_task(connection.run(work))
    await begun.wait()
    task.cancel()
    await asyncio.sleep(0)
    assert not task.done()
    task.cancel()
    go.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await connection.run(lambda c: c.execute(select(things.c.name)).scalars().all()) == ["kept"]


async def test_a_transaction_that_writes_takes_the_lock_at_its_start(
    connection: ThreadedConnection, tmp_path: Path
) -> None:
    """Two writers meet at BEGIN, never in the middle."""
    await connection.run(Connection.begin)
    other = await ThreadedConnection.open(tmp_path / "d.sqlite", Mode(("busy_timeout=1",), WRITER.begin))
    with pytest.raises(OperationalError, match="locked"):
        await other.run(Connection.begin)
    await connection.run(Connection.rollback)
    await other.close()


async def test_a_file_that_is_no_database_is_told_at_once(tmp_path: Path) -> None:
    """Opening fails with the library's error, and leaves no thread behind."""
    path = tmp_path / "notes.txt"
    path.write_text("no database at all, but long enough to be looked at. " * 40)
    with pytest.raises(DatabaseError, match="not a database"):
        await ThreadedConnection.open(path, WRITER)


@pytest.mark.parametrize("url", ["sqlite:///{}", "sqlite+aiosqlite:///{}"])
def test_a_path_is_read_from_a_url(url: str, tmp_path: Path) -> None:
    """With or without the driver's name, a URL names a file."""
    assert path_of(url.format(tmp_path / "a b.sqlite")) == tmp_path / "a b.sqlite"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite+aiosqlite:///file:x?mode=memory&uri=true",
        "postgresql+asyncpg://user:secret@host/db",
        "mysql://host/db",
    ],
)
def test_what_is_no_file_is_unfit(url: str) -> None:
    """A database in memory, on a server, or nothing readable: refused, and a password is not repeated."""
    with pytest.raises(DatabaseUnfit) as refused:
        path_of(url)
    assert "secret" not in str(refused.value)


def test_a_file_keeps_its_rights(tmp_path: Path) -> None:
    """A file that is there stays as its owner set it."""
    path = tmp_path / "there.sqlite"
    path.touch(mode=0o640)
    path.chmod(0o640)
    make_file(path)
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_folder_that_is_a_file_is_unwritable(tmp_path: Path) -> None:
    """A path through a file cannot be made."""
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseUnwritable) as refused:
        make_file(tmp_path / "file" / "deckhand.sqlite")
    assert refused.value.reason


def test_a_folder_in_place_of_the_file_is_unwritable(tmp_path: Path) -> None:
    """A folder is no database."""
    with pytest.raises(DatabaseUnwritable, match="directory"):
        make_file(tmp_path)
