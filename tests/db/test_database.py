"""The database keeps what was committed, forgets the rest, and serves writers in turn."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import threading
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from bot.db import connection, migrate
from bot.db.connection import Mode
from bot.db.database import READERS, Database, Transaction
from bot.db.errors import DatabaseBusy, DatabaseClosed, DatabaseFull, DatabaseUnwritable
from bot.guilds.tables import people
from tests.database import busy


def put(tx: Transaction, user: int) -> None:
    """Write something small."""
    tx.execute(people.insert(), {"user": user, "hidden": False})


def kept(tx: Transaction) -> list[int]:
    """Return what was written and is there."""
    return sorted(row.user for row in tx.execute(select(people.c.user)))


async def test_a_clean_end_keeps_the_transaction(db: Database) -> None:
    """Its result comes back once it is durable: a file opened anew has it."""
    assert await db.write(lambda tx: put(tx, 1) or kept(tx)) == [1]
    other = await Database.open(f"sqlite:///{db.path}")
    assert await other.read(kept) == [1]
    await other.close()


async def test_an_error_undoes_the_transaction(db: Database) -> None:
    """An error leaves nothing, flies on, and the next transaction works."""

    def fails(tx: Transaction) -> None:
        put(tx, 1)
        raise LookupError

    with pytest.raises(LookupError):
        await db.write(fails)
    await db.write(lambda tx: put(tx, 2))
    assert await db.read(kept) == [2]


async def test_writers_are_served_in_the_order_of_asking(db: Database) -> None:
    """First come, first served; a cancellation leaves what was asked before whole, and takes nothing from others."""
    order: list[int] = []

    def act(tx: Transaction, user: int) -> None:
        order.append(user)
        put(tx, user)
        put(tx, user + 100)

    tasks = [asyncio.create_task(db.write(lambda tx, user=user: act(tx, user))) for user in range(20)]
    await asyncio.sleep(0)
    tasks[7].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert order == list(range(20))
    assert await db.read(kept) == [*range(20), *range(100, 120)]


async def test_writers_that_wait_share_a_commit(db: Database) -> None:
    """One of them fails and is undone alone; who asks later has another transaction."""
    shared: list[object] = []

    def act(tx: Transaction, user: int) -> int:
        shared.append(tx.get_transaction())
        put(tx, user)
        if user == 1:
            raise LookupError(user)
        return user

    async with busy(db):
        tasks = [asyncio.create_task(db.write(partial(act, user=user))) for user in range(3)]
        await asyncio.sleep(0)
    first, second, third = await asyncio.gather(*tasks, return_exceptions=True)
    assert (first, repr(second), third) == (0, "LookupError(1)", 2)
    assert await db.read(kept) == [0, 2]
    await db.write(partial(act, user=3))
    assert [one is shared[0] for one in shared] == [True, True, True, False]


async def test_a_commit_that_fails_undoes_all_that_share_it(db: Database) -> None:
    """Whoever shares it learns so, one that had failed before keeps its own reason, and the next one works."""

    def breaks(tx: Transaction) -> None:
        tx.execute(text("PRAGMA defer_foreign_keys=ON"))
        tx.execute(text("INSERT INTO hints (question, user, taken) VALUES (404, 1, 1)"))

    def fails(_tx: Transaction) -> None:
        raise LookupError

    async with busy(db):
        acts = [lambda tx: put(tx, 1), fails, breaks, lambda tx: put(tx, 2)]
        tasks = [asyncio.create_task(db.write(act)) for act in acts]
        await asyncio.sleep(0)
    found = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(one) for one in found] == [IntegrityError, LookupError, IntegrityError, IntegrityError]
    await db.write(lambda tx: put(tx, 3))
    assert await db.read(kept) == [3]


async def test_readers_see_one_instant_beside_a_writer(db: Database) -> None:
    """A reader sees what was committed before it began, while a writer is at work and after it."""
    looked, written = threading.Event(), threading.Event()

    def look(tx: Transaction) -> tuple[list[int], list[int]]:
        before = kept(tx)
        looked.set()
        written.wait(10)
        return before, kept(tx)

    reading = asyncio.create_task(db.read(look))
    await asyncio.to_thread(looked.wait, 10)
    await db.write(lambda tx: put(tx, 1))
    written.set()
    assert await reading == ([], [])


async def test_more_readers_than_connections_take_turns(db: Database) -> None:
    """Readers beyond the pool wait for one to be free."""
    assert await asyncio.gather(*(db.read(kept) for _ in range(READERS * 3))) == [[]] * READERS * 3


async def test_readers_cannot_write(db: Database) -> None:
    """A transaction that reads refuses to change anything."""
    with pytest.raises(DatabaseUnwritable, match="readonly"):
        await db.read(lambda tx: put(tx, 1))


async def test_closing_waits_for_the_transaction_at_work(db: Database) -> None:
    """What is under way is committed before the database closes; later ones are refused."""
    inside, go = threading.Event(), threading.Event()

    def act(tx: Transaction) -> None:
        inside.set()
        go.wait(10)
        put(tx, 1)

    task = asyncio.create_task(db.write(act))
    await asyncio.to_thread(inside.wait, 10)
    closing = asyncio.create_task(db.close())
    await asyncio.sleep(0)
    go.set()
    await asyncio.gather(task, closing)
    await db.close()
    with pytest.raises(DatabaseClosed):
        await db.write(lambda tx: put(tx, 2))
    with pytest.raises(DatabaseClosed):
        await db.read(kept)
    again = await Database.open(f"sqlite:///{db.path}")
    assert await again.read(kept) == [1]
    await again.close()


async def test_a_write_is_durable_and_guarded(db: Database) -> None:
    """The writing connection syncs every commit, checks keys and writes ahead."""
    pragmas = ("synchronous", "foreign_keys", "journal_mode")
    found = await db.write(lambda tx: [tx.scalar(text(f"PRAGMA {pragma}")) for pragma in pragmas])
    assert found == [2, 1, "wal"]


async def test_a_lock_of_another_process_is_told_as_busy(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that someone else keeps locked is an error with a name, at the start of a transaction."""
    patience = Mode(("busy_timeout=10", *connection.WRITER.pragmas[1:]), connection.WRITER.begin)
    monkeypatch.setattr("bot.db.database.WRITER", patience)
    impatient = await Database.open(f"sqlite:///{db.path}")
    other = sqlite3.connect(db.path, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy):
            await impatient.write(lambda tx: put(tx, 1))
        other.execute("ROLLBACK")
        await impatient.write(lambda tx: put(tx, 1))
    finally:
        other.close()
        await impatient.close()
    assert await db.read(kept) == [1]


async def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    """A new database, its log and its folders: made, and the files are readable by nobody else."""
    path = tmp_path / "new" / "folder" / "deckhand.sqlite"
    opened = await Database.open(f"sqlite:///{path}")
    await opened.write(lambda tx: put(tx, 1))
    assert {file.stat().st_mode & 0o777 for file in path.parent.iterdir()} == {0o600}
    await opened.close()


async def test_opening_a_current_file_needs_no_alembic(database: Path) -> None:
    """The heavy library is loaded only for a file that is new or old."""
    code = (
        "import asyncio, sys\n"
        "from bot.db.database import Database\n"
        "async def main():\n"
        f"    await (await Database.open('sqlite:///{database}')).close()\n"
        "asyncio.run(main())\n"
        "assert 'alembic' not in sys.modules\n"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, cwd=Path(migrate.__file__).parents[2])
    assert await process.wait() == 0


async def test_a_commit_that_fails_frees_the_writer(db: Database) -> None:
    """When the very last step fails nothing is kept, the error is told, and the next transaction works."""

    def act(tx: Transaction) -> None:
        put(tx, 1)
        tx.execute(text("PRAGMA defer_foreign_keys=ON"))
        tx.execute(text("INSERT INTO hints VALUES (404, 1, 1)"))

    with pytest.raises(IntegrityError):
        await db.write(act)
    await db.write(lambda tx: put(tx, 2))
    assert await db.read(kept) == [2]


async def test_a_full_disk_is_told_and_survived(db: Database) -> None:
    """Without room a transaction fails whole with an error of its own name; with room again work goes on."""

    def shrink(tx: Transaction) -> None:
        tx.execute(text(f"PRAGMA max_page_count={tx.scalar(text('PRAGMA page_count'))}"))

    def fill(tx: Transaction) -> None:
        for user in range(1, 10_000):
            put(tx, user)

    await db.write(shrink)
    with pytest.raises(DatabaseFull):
        await db.write(fill)
    assert await db.read(kept) == []
    await db.write(lambda tx: tx.execute(text("PRAGMA max_page_count=1000000")) and put(tx, 1))
    assert await db.read(kept) == [1]


WRITES_UNTIL_KILLED = """
import asyncio, itertools, sys
from bot.db.database import Database
from bot.guilds.tables import people
from tests.database import busy

async def main():
    db = await Database.open(sys.argv[1])
    for user in itertools.count(1):
        def act(tx):
            tx.execute(people.insert(), {"user": user * 2, "hidden": False})
            tx.execute(people.insert(), {"user": user * 2 + 1, "hidden": False})
        await db.write(act)
        print(user, flush=True)

asyncio.run(main())
"""


async def test_a_killed_process_loses_nothing_it_reported(database: Path) -> None:
    """What was told as recorded is there after the process was killed at any instant, and nothing is half there."""
    root = Path(migrate.__file__).parents[2]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", WRITES_UNTIL_KILLED, f"sqlite:///{database}"), cwd=root, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    for _ in range(25):
        await process.stdout.readline()
    process.kill()
    reported = 25 + len((await process.stdout.read()).splitlines())
    await process.wait()
    again = await Database.open(f"sqlite:///{database}")
    users = await again.read(kept)
    await again.close()
    assert users == list(range(2, 2 + len(users)))
    assert len(users) % 2 == 0
    assert len(users) // 2 >= reported
