"""The driver behaves as SQLAlchemy's own, in fewer trips to its thread."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import sqlite

things = Table("things", MetaData(), Column("id", Integer, primary_key=True), Column("name", String, unique=True))


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[AsyncConnection]:
    """A connection to a new file with an empty table, its driver counting trips."""
    engine = sqlite.engine(tmp_path / "d.sqlite", sqlite.WRITER, begin="BEGIN IMMEDIATE", connections=1)
    async with engine.connect() as opened:
        await opened.run_sync(things.metadata.create_all)
        await opened.commit()
        yield opened
    await engine.dispose()


async def test_rows_counts_and_keys_come_back(connection: AsyncConnection) -> None:
    """Results carry rows, the number of rows changed, and the new key."""
    made = await connection.execute(insert(things).values(name="a"))
    assert made.inserted_primary_key == (1,)
    await connection.execute(insert(things), [{"name": "b"}, {"name": "c"}])
    returned = await connection.execute(insert(things).values(name="d").returning(things.c.id))
    assert returned.scalar_one() == 4
    changed = await connection.execute(update(things).where(things.c.id > 2).values(name=things.c.name + "!"))
    assert changed.rowcount == 2
    rows = (await connection.execute(select(things).order_by(things.c.id))).all()
    assert rows == [(1, "a"), (2, "b"), (3, "c!"), (4, "d!")]
    assert (await connection.execute(select(things).where(things.c.id == 99))).first() is None


async def test_a_refused_statement_leaves_the_connection_usable(connection: AsyncConnection) -> None:
    """Errors are SQLAlchemy's, and the next statement works."""
    await connection.execute(insert(things).values(name="a"))
    with pytest.raises(IntegrityError):
        await connection.execute(insert(things).values(name="a"))
    assert (await connection.execute(select(things.c.name))).scalars().all() == ["a"]
    await connection.rollback()


async def test_a_statement_is_one_trip(connection: AsyncConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    """The driver's thread is asked once for a query, its rows and its end."""
    raw = await connection.get_raw_connection()
    driver = raw.driver_connection
    assert driver is not None
    trips = 0
    ask = driver._execute

    async def counted(*words: object, **options: object) -> object:
        nonlocal trips
        trips += 1
        return await ask(*words, **options)

    await connection.execute(select(things))
    monkeypatch.setattr(driver, "_execute", counted)
    (await connection.execute(select(things))).all()
    assert trips == 1
