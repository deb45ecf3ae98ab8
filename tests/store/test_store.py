"""The store keeps what was committed, forgets the rest, and serves writers in turn."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
import sys
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from bot.store import migrate, sqlite
from bot.store.faults import StoreBusy, StoreClosed, StoreFull, StoreUnwritable
from bot.store.store import Store, Unit
from bot.store.tables import people

SLOW = text("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 300000) SELECT count(*) FROM c")


async def put(unit: Unit, user: int) -> None:
    """Write something small."""
    await unit.execute(people.insert(), {"user": user, "hidden": False})


async def kept(store: Store) -> list[int]:
    """Return what was written and is there."""
    async with store.read() as unit:
        return sorted(row.user for row in await unit.all(select(people.c.user)))


async def test_a_clean_end_keeps_the_unit(store: Store) -> None:
    """What a unit wrote is there after the block ended, and in a file opened anew."""
    async with store.write() as unit:
        await put(unit, 1)
    assert await kept(store) == [1]
    await store.close()
    again = await Store.open(f"sqlite+aiosqlite:///{store.path}")
    assert await kept(again) == [1]
    await again.close()


async def test_an_error_undoes_the_unit(store: Store) -> None:
    """An error in the block leaves nothing of it, flies on, and the next unit works."""

    async def work() -> None:
        async with store.write() as unit:
            await put(unit, 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await work()
    async with store.write() as unit:
        await put(unit, 2)
    assert await kept(store) == [2]


async def test_a_cancellation_between_statements_undoes_the_unit(store: Store) -> None:
    """A task cancelled inside a unit rolls back and frees the lock."""
    inside = asyncio.Event()

    async def work() -> None:
        async with store.write() as unit:
            await put(unit, 1)
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(work())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with store.write() as unit:
        await put(unit, 2)
    assert await kept(store) == [2]


async def test_a_cancellation_during_a_statement_undoes_the_unit(store: Store) -> None:
    """Not even a statement that is running keeps the write lock when its task is cancelled."""
    begun = asyncio.Event()

    async def work() -> None:
        async with store.write() as unit:
            await put(unit, 1)
            begun.set()
            await unit.execute(SLOW)

    task = asyncio.create_task(work())
    await begun.wait()
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with store.write() as unit:
        await put(unit, 2)
    assert await kept(store) == [2]


async def test_a_cancellation_at_any_await_leaves_all_or_nothing(store: Store) -> None:
    """Whichever step a cancellation meets, a unit is kept whole or not at all, and the next one gets its turn."""

    async def work(user: int) -> None:
        async with store.write() as unit:
            await put(unit, user)
            await put(unit, user + 1)

    for steps in itertools.count():
        user = steps * 10 + 1
        task = asyncio.create_task(work(user))
        for _ in range(steps):
            await asyncio.sleep(0)
        finished = not task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert [found for found in await kept(store) if found >= user] in ([], [user, user + 1])
        if finished:
            break
    assert {user, user + 1} <= set(await kept(store)), "the last one was not cancelled"


async def test_someone_cancelled_in_the_queue_is_skipped(store: Store) -> None:
    """Giving up while waiting for the lock takes nothing from those behind."""

    async def work(user: int) -> None:
        async with store.write() as unit:
            await put(unit, user)

    async with store.write() as unit:
        waiting = [asyncio.create_task(work(user)) for user in (1, 2, 3)]
        await asyncio.sleep(0)
        waiting[1].cancel()
        await put(unit, 9)
    await asyncio.gather(*waiting, return_exceptions=True)
    assert await kept(store) == [1, 3, 9]


async def test_writers_are_served_in_the_order_of_asking(store: Store) -> None:
    """The lock is fair: first come, first served."""
    served: list[int] = []

    async def work(user: int) -> None:
        async with store.write() as unit:
            served.append(user)
            await put(unit, user)

    await asyncio.gather(*(work(user) for user in range(50)))
    assert served == list(range(50))


async def test_readers_do_not_wait_for_a_writer(store: Store) -> None:
    """A reader sees what was committed before, while a writer is at work."""
    async with store.write() as unit:
        await put(unit, 1)
        assert await kept(store) == []
    assert await kept(store) == [1]


async def test_a_reading_unit_sees_one_instant(store: Store) -> None:
    """What is committed between two queries of a unit is not seen by its second."""
    async with store.read() as reading:
        before = await reading.all(select(people))
        async with store.write() as unit:
            await put(unit, 1)
        assert await reading.all(select(people)) == before


async def test_more_readers_than_connections_take_turns(store: Store) -> None:
    """Readers beyond the pool wait for one to be free."""
    assert await asyncio.gather(*(kept(store) for _ in range(40))) == [[]] * 40


async def test_readers_cannot_write(store: Store) -> None:
    """A reading unit refuses to change anything."""
    with pytest.raises(StoreUnwritable):
        async with store.read() as unit:
            await put(unit, 1)


async def test_a_unit_ends_with_its_block(store: Store) -> None:
    """A unit that was carried out of its block refuses work, lest it wrote into another's transaction."""
    async with store.write() as unit:
        pass
    with pytest.raises(RuntimeError, match="ended"):
        await put(unit, 1)


async def test_a_unit_inside_a_unit_is_a_mistake_that_shows(store: Store) -> None:
    """A task that asks for a second unit while it holds the first is told, instead of waiting for itself for ever."""
    async with store.write():
        with pytest.raises(RuntimeError, match="wait for itself"):
            async with store.write():
                pass


async def test_closing_waits_for_the_unit_at_work(store: Store) -> None:
    """A unit under way is committed before the store closes; later ones are refused."""
    inside, go = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        async with store.write() as unit:
            inside.set()
            await go.wait()
            await put(unit, 1)

    task = asyncio.create_task(work())
    await inside.wait()
    closing = asyncio.create_task(store.close())
    await asyncio.sleep(0)
    go.set()
    await asyncio.gather(task, closing)
    await store.close()
    with pytest.raises(StoreClosed):
        async with store.write():
            pass
    with pytest.raises(StoreClosed):
        async with store.read():
            pass
    again = await Store.open(f"sqlite:///{store.path}")
    assert await kept(again) == [1]
    await again.close()


async def test_work_done_at_once_is_kept_or_undone_whole(store: Store) -> None:
    """A unit that runs in one go returns its result once it is durable, and leaves nothing after an error."""

    async def work(unit: Unit, user: int) -> int:
        await put(unit, user)
        return 100 // (user - 2)

    assert await store.write_at_once(lambda unit: work(unit, 1)) == -100
    with pytest.raises(ZeroDivisionError):
        await store.write_at_once(lambda unit: work(unit, 2))
    assert await store.read_at_once(lambda unit: unit.scalar(select(people.c.user))) == 1


async def test_work_done_at_once_waits_its_turn(store: Store) -> None:
    """It stands in the same queue as blocks, and a cancellation in the queue leaves nothing of it."""

    async def work(unit: Unit, user: int) -> None:
        await put(unit, user)

    async with store.write() as unit:
        waiting = [asyncio.create_task(store.write_at_once(lambda unit, u=user: work(unit, u))) for user in (1, 2, 3)]
        await asyncio.sleep(0)
        waiting[1].cancel()
        await put(unit, 9)
    await asyncio.gather(*waiting, return_exceptions=True)
    assert await kept(store) == [1, 3, 9]


async def test_work_done_at_once_may_await_nothing_else(store: Store) -> None:
    """Whoever would make the database wait for the world is told, and nothing of the unit is kept."""

    async def work(unit: Unit) -> None:
        await put(unit, 1)
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="own queries"):
        await store.write_at_once(work)
    assert await kept(store) == []


async def test_a_closed_store_does_nothing_at_once(store: Store) -> None:
    """After the end both kinds of units are refused."""
    await store.close()
    with pytest.raises(StoreClosed):
        await store.write_at_once(lambda unit: put(unit, 1))
    with pytest.raises(StoreClosed):
        await store.read_at_once(lambda unit: unit.all(select(people)))


async def test_a_write_is_durable_and_guarded(store: Store) -> None:
    """The writing connection syncs every commit, checks keys and writes ahead."""
    async with store.write() as unit:
        assert await unit.scalar(text("PRAGMA synchronous")) == 2
        assert await unit.scalar(text("PRAGMA foreign_keys")) == 1
        assert await unit.scalar(text("PRAGMA journal_mode")) == "wal"


async def test_a_lock_of_another_process_is_told_as_busy(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that someone else keeps locked is a fault with a name, at the start of a unit."""
    monkeypatch.setattr(sqlite, "WRITER", ("busy_timeout=10", *sqlite.WRITER[1:]))
    impatient = await Store.open(f"sqlite:///{store.path}")
    other = sqlite3.connect(store.path, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            async with impatient.write():
                pass
        other.execute("ROLLBACK")
        async with impatient.write() as unit:
            await put(unit, 1)
    finally:
        other.close()
        await impatient.close()
    assert await kept(store) == [1]


async def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    """A new database, its log and its folders: made, and the files are readable by nobody else."""
    path = tmp_path / "new" / "folder" / "deckhand.sqlite"
    opened = await Store.open(f"sqlite:///{path}")
    async with opened.write() as unit:
        await put(unit, 1)
    assert {file.stat().st_mode & 0o777 for file in path.parent.iterdir()} == {0o600}
    await opened.close()


async def test_opening_a_current_file_needs_no_alembic(database: Path) -> None:
    """The heavy library is loaded only for a file that is new or old."""
    code = (
        "import asyncio, sys\n"
        "from bot.store.store import Store\n"
        "async def main():\n"
        f"    await (await Store.open('sqlite:///{database}')).close()\n"
        "asyncio.run(main())\n"
        "assert 'alembic' not in sys.modules\n"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, cwd=Path(migrate.__file__).parents[2])
    assert await process.wait() == 0


async def test_a_commit_that_fails_frees_the_writer(store: Store) -> None:
    """When the very last step fails nothing is kept, the error is told, and the next unit works."""

    async def work() -> None:
        async with store.write() as unit:
            await put(unit, 1)
            await unit.execute(text("PRAGMA defer_foreign_keys=ON"))
            await unit.execute(text("INSERT INTO hints VALUES (404, 1, 1)"))

    with pytest.raises(IntegrityError):
        await work()
    async with store.write() as unit:
        await put(unit, 2)
    assert await kept(store) == [2]


async def test_a_full_disk_is_told_and_survived(store: Store) -> None:
    """Without room a unit fails as a whole with a fault of its own name; with room again the store goes on."""
    async with store.write() as unit:
        pages = await unit.scalar(text("PRAGMA page_count"))
        await unit.scalar(text(f"PRAGMA max_page_count={pages}"))

    async def fill() -> None:
        async with store.write() as unit:
            for user in range(1, 10_000):
                await put(unit, user)

    with pytest.raises(StoreFull):
        await fill()
    assert await kept(store) == []
    async with store.write() as unit:
        await unit.scalar(text("PRAGMA max_page_count=1000000"))
        await put(unit, 1)
    assert await kept(store) == [1]


WRITES_UNTIL_KILLED = """
import asyncio, itertools, sys
from bot.store.store import Store
from bot.store.tables import people

async def main():
    store = await Store.open(sys.argv[1])
    for user in itertools.count(1):
        async with store.write() as unit:
            await unit.execute(people.insert(), {"user": user * 2, "hidden": False})
            await unit.execute(people.insert(), {"user": user * 2 + 1, "hidden": False})
        print(user, flush=True)

asyncio.run(main())
"""


async def test_a_killed_process_loses_nothing_it_reported(database: Path) -> None:
    """What was told as recorded is there after the process was killed at any instant, and no unit is half there."""
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
    again = await Store.open(f"sqlite:///{database}")
    users = await kept(again)
    await again.close()
    assert users == list(range(2, 2 + len(users)))
    assert len(users) % 2 == 0
    assert len(users) // 2 >= reported
