"""Units that wait together share a commit, and nothing else."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from bot.store.faults import StoreClosed, StoreFull
from bot.store.store import Store, Unit, Work
from bot.store.tables import people
from bot.terms.ids import UserId


class Refused(Exception):  # noqa: N818 - named after the fact
    """What a rule says."""


def puts(user: int, *, refused: bool = False) -> Work[int]:
    """Return work that writes a row, and then may be refused."""

    async def work(unit: Unit) -> int:
        await unit.execute(people.insert(), {"user": UserId(user), "hidden": False})
        if refused:
            raise Refused
        return user

    return work


async def kept(store: Store) -> list[int]:
    """Return what is there."""
    async with store.read() as unit:
        return sorted(row.user for row in await unit.all(select(people.c.user)))


async def gathered(store: Store, *works: Work[int]) -> list[int | BaseException]:
    """Ask for units while another holds the writer, so that they wait together."""
    async with store.write():
        asked = [asyncio.create_task(store.write_at_once(work)) for work in works]
        await asyncio.sleep(0)
    return await asyncio.gather(*asked, return_exceptions=True)


def commits(path: Path) -> int:
    """Return a number that every commit raises: the pages of the log that end a transaction."""
    log = path.with_name(path.name + "-wal").read_bytes()
    size = int.from_bytes(log[8:12], "big") + 24
    ends = [int.from_bytes(log[at + 4 : at + 8], "big") for at in range(32, len(log), size)]
    return sum(end > 0 for end in ends)


async def test_those_who_wait_share_a_commit(store: Store) -> None:
    """Twenty units that waited cost one commit, and each gets its own result."""
    await store.write_at_once(puts(1_000))
    before = commits(store.path)
    assert await gathered(store, *(puts(user) for user in range(1, 21))) == list(range(1, 21))
    assert commits(store.path) - before == 1
    assert await kept(store) == [*range(1, 21), 1_000]


async def test_a_refusal_undoes_its_unit_alone(store: Store) -> None:
    """What one unit wrote before it was refused is gone; those before and after it are kept."""
    first, second, third = await gathered(store, puts(1), puts(2, refused=True), puts(3))
    assert (first, third) == (1, 3)
    assert isinstance(second, Refused)
    assert await kept(store) == [1, 3]


async def test_a_broken_key_undoes_its_unit_alone(store: Store) -> None:
    """So does an error of the database itself."""
    first, second, third = await gathered(store, puts(1), puts(1), puts(3))
    assert (first, third) == (1, 3)
    assert isinstance(second, IntegrityError)
    assert await kept(store) == [1, 3]


async def test_without_room_all_are_told(store: Store) -> None:
    """A full disk fails every unit with the fault's own name; with room again the store goes on."""
    async with store.write() as unit:
        pages = await unit.scalar(text("PRAGMA page_count"))
        await unit.scalar(text(f"PRAGMA max_page_count={pages}"))

    async def much(unit: Unit) -> int:
        for user in range(1, 5_000):
            await unit.execute(people.insert(), {"user": user, "hidden": False})
        return 1

    outcomes = await gathered(store, much, much)
    assert [type(outcome) for outcome in outcomes] == [StoreFull, StoreFull]
    async with store.write() as unit:
        await unit.scalar(text("PRAGMA max_page_count=1000000"))
    assert await gathered(store, puts(7)) == [7]


async def test_who_asks_later_comes_after_a_block(store: Store) -> None:
    """A block that waits is not overtaken by units that were asked for after it."""
    order: list[str] = []

    def notes(name: str) -> Work[None]:
        async def work(_unit: Unit) -> None:
            order.append(name)

        return work

    async def block() -> None:
        async with store.write():
            order.append("block")

    async with store.write():
        asked = [asyncio.create_task(store.write_at_once(notes("before")))]
        await asyncio.sleep(0)
        asked.append(asyncio.create_task(block()))
        await asyncio.sleep(0)
        asked.append(asyncio.create_task(store.write_at_once(notes("after"))))
        await asyncio.sleep(0)
    await asyncio.gather(*asked)
    assert order == ["before", "block", "after"]


async def test_more_than_fit_take_several_turns(store: Store) -> None:
    """However many wait, all are done."""
    assert await gathered(store, *(puts(user) for user in range(1, 301))) == list(range(1, 301))
    assert len(await kept(store)) == 300


async def test_those_who_wait_when_it_closes_are_told(store: Store) -> None:
    """A unit that was not begun before the end is refused, and so said."""
    async with store.write():
        asked = asyncio.create_task(store.write_at_once(puts(1)))
        await asyncio.sleep(0)
        closing = asyncio.create_task(store.close())
        await asyncio.sleep(0)
    await closing
    with pytest.raises(StoreClosed):
        await asked
    with sqlite3.connect(store.path) as connection:
        assert connection.execute("SELECT count(*) FROM people").fetchone() == (0,)
    connection.close()
