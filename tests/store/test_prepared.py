"""A statement that comes back is run past the library, and nobody can tell."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Boolean, Column, Integer, MetaData, String, Table, bindparam, func, insert, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import IntegrityError, StatementError

from bot.store import sqlite
from bot.store.line import Line
from bot.store.prepared import Parameters, run

things = Table(
    "things",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("name", String, unique=True),
    Column("fresh", Boolean),
)
#: Once by the library, once compiled, once as compiled.
TIMES = 3


@pytest.fixture
async def line(tmp_path: Path) -> AsyncIterator[Line]:
    """A line to a file with three things."""
    opened = await Line.open(tmp_path / "d.sqlite", sqlite.engine(sqlite.WRITER, begin="BEGIN IMMEDIATE"))
    await opened.run(things.metadata.create_all)
    rows: Parameters = [{"name": "a", "fresh": True}, {"name": "b", "fresh": False}, {"name": "c", "fresh": None}]
    await opened.run(lambda connection: run(connection, insert(things), rows))
    yield opened
    await opened.close()


async def test_rows_are_the_same_each_time(line: Line) -> None:
    """By name, by place, and of the types that the columns say."""
    query = select(things, func.upper(things.c.name).label("loud")).order_by(things.c.id)
    for _ in range(TIMES):
        rows = (await line.run(lambda connection: run(connection, query))).rows
        assert [tuple(row) for row in rows] == [(1, "a", True, "A"), (2, "b", False, "B"), (3, "c", None, "C")]
        assert [row.fresh for row in rows] == [True, False, None]
        assert rows[0].fresh is True
        assert rows[1].loud == rows[1][3] == "B"


async def test_values_are_found_by_name(line: Line) -> None:
    """Given ones, those that a statement holds itself, and one that is given twice."""
    query = select(things.c.name, bindparam("note")).where(
        things.c.id.between(bindparam("low"), bindparam("low") + 1), things.c.fresh == bindparam("fresh")
    )
    for low, fresh, names in ((1, True, ["a"]), (1, False, ["b"]), (2, False, ["b"]), (3, True, [])):
        given = {"low": low, "fresh": fresh, "note": "x"}
        outcome = await line.run(lambda connection, given=given: run(connection, query, given))
        assert [tuple(row) for row in outcome.rows] == [(name, "x") for name in names]


async def test_one_row_is_enough_where_it_is_asked_for(line: Line) -> None:
    """The rest is not read."""
    query = select(things.c.id).order_by(things.c.id.desc())
    for _ in range(TIMES):
        assert (await line.run(lambda connection: run(connection, query, one=True))).rows == [(3,)]


async def test_changes_are_counted_and_keys_come_back(line: Line) -> None:
    """An update tells how many rows it met; an insert that returns its key, that key."""
    change = update(things).where(things.c.id <= bindparam("most")).values(fresh=bindparam("now"))
    for most in (2, 3, 0):
        outcome = await line.run(lambda c, most=most: run(c, change, {"most": most, "now": True}))
        assert outcome.changed == most
    add = upsert(things).on_conflict_do_nothing().returning(things.c.id)
    for name, key in (("d", [(4,)]), ("e", [(5,)]), ("f", [(6,)]), ("f", [])):
        assert (await line.run(lambda c, name=name: run(c, add, {"name": name, "fresh": None}))).rows == key


async def test_the_same_insert_may_name_other_columns(line: Line) -> None:
    """What is compiled is compiled for the names that are given."""
    add = insert(things)
    for given in ({"name": "d"}, {"name": "e"}, {"name": "f", "fresh": True}, {"name": "g"}):
        await line.run(lambda connection, given=given: run(connection, add, given))
    rows = (await line.run(lambda c: run(c, select(things.c.name, things.c.fresh).where(things.c.id > 3)))).rows
    assert [tuple(row) for row in rows] == [("d", None), ("e", None), ("f", True), ("g", None)]


async def test_lists_and_written_sql_stay_with_the_library(line: Line) -> None:
    """What is expanded at each run, or has no columns of its own, comes out right as often as it comes."""
    among = select(things.c.name).where(things.c.id.in_(bindparam("ids", expanding=True))).order_by(things.c.id)
    written = text("SELECT count(*) AS many FROM things")
    for ids, names in (([1, 2], ["a", "b"]), ([3], ["c"]), ([], []), ([1, 2, 3], ["a", "b", "c"])):
        rows = (await line.run(lambda c, ids=ids: run(c, among, {"ids": ids}))).rows
        assert [row.name for row in rows] == names
        assert (await line.run(lambda c: run(c, written))).rows[0].many == 3


async def test_refusals_are_the_librarys_each_time(line: Line) -> None:
    """A broken key and a value that is not given are told in the same words on both roads."""
    add = insert(things)
    for _ in range(TIMES):
        with pytest.raises(IntegrityError, match="UNIQUE"):
            await line.run(lambda c: run(c, add, {"name": "a", "fresh": True}))
    query = select(things.c.id).where(things.c.name == bindparam("name"))
    for _ in range(TIMES):
        with pytest.raises(StatementError, match="name"):
            await line.run(lambda c: run(c, query, {"other": 1}))
