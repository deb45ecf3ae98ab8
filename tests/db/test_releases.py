"""The file of every release is brought up to date with nothing lost, and what was released is never changed.

`python -m tests.db.make_release` makes such a file; one that was released stays as it is.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from bot.boards.rules import Window
from bot.boards.service.tallies import Recount
from bot.core.ids import RoundId
from bot.daily.options import ScheduleState
from bot.db import migrate
from bot.db.columns import metadata
from bot.db.database import Database
from tests.db.make_release import BEN, CHIYO, DORA, EMIL, ENDS_AT, HERE, RELEASES, make
from tests.fixtures.services import Evening, FakeClock

#: The log of answers, which is only ever added to.
LOG = ("answers", "gradings")
NEXT = f"{int(migrate.HEAD) + 1:04}"
LATER = f'''"""A migration to come."""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{migrate.HEAD}"


def upgrade() -> None:
    with op.batch_alter_table("questions") as batch:
        batch.add_column(sa.Column("mood", sa.String(16)))
        batch.alter_column("form", type_=sa.String(20))
'''


@pytest.fixture(params=sorted(RELEASES.glob("*.sqlite")), ids=lambda file: file.stem)
def released(request: pytest.FixtureRequest) -> Path:
    """Return the file of a release, not to be written to."""
    return Path(request.param)


@pytest.fixture
def database(released: Path, tmp_path: Path) -> Path:
    """Return a copy of it, which `db` opens with today's program."""
    return Path(shutil.copy(released, tmp_path / "deckhand.sqlite"))


@pytest.fixture
def evening(db: Database) -> Evening:
    """Return the services on it, at the time at which it was made."""
    return Evening(db, FakeClock(ENDS_AT))


def asked(path: Path, sql: str) -> list[tuple[object, ...]]:
    """Ask a file something, with no part of the program."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def schema(path: Path) -> list[tuple[object, ...]]:
    """Return everything a file's schema says."""
    return asked(path, "SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2")


def rows(path: Path) -> Iterator[tuple[str, str, list[tuple[object, ...]]]]:
    """Yield each table of a file that holds data, its columns and its rows, in their order."""
    for (table,) in asked(path, "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version'"):
        columns = ", ".join(f'"{name}"' for (name,) in asked(path, f"SELECT name FROM pragma_table_info('{table}')"))
        yield f'"{table}"', columns, asked(path, f'SELECT {columns} FROM "{table}" ORDER BY {columns}')


def test_there_are_releases() -> None:
    """The tests below are about something."""
    assert (RELEASES / "0.2.0.sqlite").is_file()


async def test_no_released_migration_was_changed(released: Path, tmp_path: Path) -> None:
    """The migrations up to a release's number still make exactly the schema that people have."""
    ((number,),) = asked(released, "SELECT version_num FROM alembic_version")
    made = tmp_path / "made.sqlite"
    made.touch()
    await migrate.bring_up_to_date(made, head=str(number))
    assert schema(made) == schema(released)


async def test_nothing_is_lost(released: Path, database: Path, db: Database) -> None:
    """Every table keeps its rows, the log its every byte; the keys and the schema are right."""
    engine = create_engine(f"sqlite:///{db.path}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata) == []
    engine.dispose()
    for table, columns, before in rows(released):
        assert before, f"{table} has a row to lose"
        assert asked(database, f"SELECT count(*) FROM {table}") >= [(len(before),)], table
        if table.strip('"') in LOG:
            assert asked(database, f"SELECT {columns} FROM {table} ORDER BY {columns}") == before
    assert asked(database, "PRAGMA integrity_check") == [("ok",)]
    assert asked(database, "PRAGMA foreign_key_check") == []


async def test_it_goes_on(evening: Evening, released: Path) -> None:
    """What was open is settled, who waited to be forgotten is, and then all tallies are those of the log."""
    evening.clock.advance(days=1)
    for _ in range(3):
        await evening.deliver(await evening.due())
        evening.clock.advance(minutes=10)
    open_then = asked(released, "SELECT id FROM rounds WHERE state = 'open'")
    assert open_then
    for (one,) in open_then:
        assert asked(evening.db.path, f"SELECT state FROM rounds WHERE id = {one}") == [("settled",)]
    assert asked(released, "SELECT user FROM erasures") == [(DORA.user,)]
    assert asked(evening.db.path, f"SELECT count(*) FROM answers WHERE user = {DORA.user}") == [(0,)]
    recount = Recount(evening.db)
    counted = {guild: await recount.server(guild) for guild in await recount.servers()}
    assert counted[HERE].tallies > 100
    assert {guild: found.differed for guild, found in counted.items()} == dict.fromkeys(counted, 0)


async def test_it_is_read(evening: Evening, released: Path) -> None:
    """Boards, results, schedules and a person's own data are there as before."""
    made = evening.services
    board = await made.standings.page(guild=HERE, user=CHIYO.user, window=Window.ALL)
    shown = {row.user for row in board.rows}
    assert {BEN.user, CHIYO.user} <= shown
    assert not shown & {DORA.user, EMIL.user}, "who is hidden or forgotten is on no board"

    ((first,),) = asked(released, "SELECT min(id) FROM rounds WHERE state = 'settled'")
    mine = await made.playing.my_result(RoundId(int(str(first))), CHIYO)
    assert (len(mine.answers), len(mine.appeals)) == (4, 2)
    assert mine.points > 0

    there = await made.schedules.all(HERE)
    assert [one.state for one in there] == [ScheduleState.ACTIVE, ScheduleState.ACTIVE, ScheduleState.PAUSED]
    assert len(await made.rounds.open_in(HERE)) == 3
    assert [deck.title for deck in await made.decks.list(HERE)] == ["Demo deck", "Tea"]

    kept = json.loads(await made.privacy.export(BEN.user, None))
    ((given,),) = asked(released, f"SELECT count(*) FROM answers WHERE user = {BEN.user}")
    assert len(kept["answers"]) == given


async def test_a_later_migration_keeps_the_data(database: Path, db: Database, tmp_path: Path) -> None:
    """A table built anew, with others pointing at it, keeps its rows and theirs."""
    await db.close()
    before = list(rows(database))
    scripts = Path(shutil.copytree(migrate.SCRIPTS, tmp_path / "migrations"))
    (scripts / "versions" / f"r{NEXT}_mood.py").write_text(LATER)
    await migrate.bring_up_to_date(database, head=NEXT, scripts=scripts)
    assert asked(database, "SELECT version_num FROM alembic_version") == [(NEXT,)]
    assert asked(database, "SELECT DISTINCT mood FROM questions") == [(None,)]
    for table, columns, those in before:
        assert asked(database, f"SELECT {columns} FROM {table} ORDER BY {columns}") == those, table


def test_a_release_is_made_alike(tmp_path: Path) -> None:
    """The same program makes the same file, so that it can be made anew until the release is tagged."""
    for name in ("one", "two"):
        make(tmp_path / name)
    assert list(rows(tmp_path / "one")) == list(rows(tmp_path / "two"))
    assert schema(tmp_path / "one") == schema(tmp_path / "two")
