"""Migrations add up to the tables, whole or not at all, and leave alone what is not ours."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine

import bot.app
from bot.db import migrate
from bot.db.columns import metadata
from bot.db.connection import Mode
from bot.db.database import Database
from bot.db.errors import DatabaseBroken, DatabaseBusy, DatabaseForeign, DatabaseNewer

NEXT = f"{int(migrate.HEAD) + 1:04}"
BAD = f'''"""Half a migration."""
from alembic import op

revision = "{NEXT}"
down_revision = "{migrate.HEAD}"


def upgrade() -> None:
    op.execute("CREATE TABLE half (id INTEGER)")
    op.execute("INSERT INTO people VALUES (7, 0)")
    op.execute("SELECT nonsense FROM nowhere")
'''


def content(path: Path) -> bytes:
    """Return a file's bytes."""
    return path.read_bytes()


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    """Ask a file something, with no part of the program."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def schema(path: Path) -> list[tuple[object, ...]]:
    """Return everything a file's schema says."""
    return rows(path, "SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2")


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """Return a copy of the migrations, to add some."""
    return Path(shutil.copytree(migrate.SCRIPTS, tmp_path / "migrations"))


def test_the_head_is_the_last_migration() -> None:
    """The number in the program is that of the last file, and there is one line of files."""
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    assert ScriptDirectory.from_config(config).get_current_head() == migrate.HEAD


def test_the_migrations_add_up_to_the_tables(migrated: Path) -> None:
    """An empty file brought up to date has exactly the tables, columns, keys and indexes of the program."""
    assert bot.app  # it registers the tables of all features
    engine = create_engine(f"sqlite:///{migrated}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_migrations_make_the_same_sql_as_the_tables(migrated: Path, tmp_path: Path) -> None:
    """What a comparison does not see (partial indexes, row ids, checks) is equal too, as SQLite keeps it."""
    path = tmp_path / "made.sqlite"
    engine = create_engine(f"sqlite:///{path}")
    metadata.create_all(engine)
    engine.dispose()

    def told(file: Path) -> dict[object, str]:
        kept = "type IN ('table', 'index') AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
        found = rows(file, f"SELECT name, sql FROM sqlite_master WHERE {kept}")
        return {name: ",".join(sorted(part.strip() for part in str(sql).split("\n"))) for name, sql in found}

    made, got = told(path), told(migrated)
    assert made.keys() == got.keys()
    for name, sql in made.items():
        assert sorted(got[name].replace(",", " ").split()) == sorted(sql.replace(",", " ").split()), name


async def test_half_a_migration_leaves_the_old_schema(database: Path, scripts: Path) -> None:
    """A migration that fails in the middle leaves everything as it was, and the old program still runs."""
    (scripts / "versions" / f"r{NEXT}_bad.py").write_text(BAD)
    before = schema(database)
    with pytest.raises(Exception, match="nowhere"):
        await migrate.bring_up_to_date(database, head=NEXT, scripts=scripts)
    assert schema(database) == before
    assert rows(database, "SELECT * FROM people") == []
    assert rows(database, "SELECT version_num FROM alembic_version") == [(migrate.HEAD,)]
    await (await Database.open(f"sqlite:///{database}")).close()


async def test_half_a_first_migration_leaves_an_empty_file(tmp_path: Path, scripts: Path) -> None:
    """The same holds when the schema is made from nothing: the next start begins anew."""
    (scripts / "versions" / f"r{NEXT}_bad.py").write_text(BAD)
    path = tmp_path / "new.sqlite"
    path.touch()
    with pytest.raises(Exception, match="nowhere"):
        await migrate.bring_up_to_date(path, head=NEXT, scripts=scripts)
    assert schema(path) == []
    await (await Database.open(f"sqlite:///{path}")).close()


@pytest.mark.parametrize("number", [NEXT, "9999", "a-branch-of-mine"])
async def test_a_newer_file_is_refused(database: Path, number: str) -> None:
    """A file of a newer program is left as it is, and both numbers are told."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (number,))
    before = content(database)
    with pytest.raises(DatabaseNewer) as refused:
        await Database.open(f"sqlite:///{database}")
    assert (refused.value.found, refused.value.known) == (number, migrate.HEAD)
    assert content(database) == before


async def test_a_file_of_another_program_is_refused(tmp_path: Path) -> None:
    """Tables that are not ours are not mixed with ours."""
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE notes (text)")
    before = content(path)
    with pytest.raises(DatabaseForeign):
        await Database.open(f"sqlite:///{path}")
    assert content(path) == before


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """Some other file is not overwritten."""
    path = tmp_path / "photo.sqlite"
    path.write_bytes(b"\x89PNG" * 1000)
    with pytest.raises(DatabaseBroken):
        await Database.open(f"sqlite:///{path}")
    assert content(path) == b"\x89PNG" * 1000


async def test_two_processes_may_start_at_once(tmp_path: Path) -> None:
    """Of two that open a new file together, one makes the schema and both get it."""
    opened = await asyncio.gather(*(Database.open(f"sqlite:///{tmp_path / 'new.sqlite'}") for _ in range(2)))
    for db in opened:
        await db.close()


async def test_a_lock_at_the_start_is_told(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that another program keeps locked is a fault with a name."""
    monkeypatch.setattr(migrate, "MIGRATOR", Mode(("busy_timeout=10",), "BEGIN IMMEDIATE"))
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy):
            await Database.open(f"sqlite:///{database}")


def test_a_path_with_a_percent_sign_is_found(tmp_path: Path) -> None:
    """Alembic's settings treat % as the beginning of something; a folder named so works all the same."""
    scripts = Path(shutil.copytree(migrate.SCRIPTS, tmp_path / "100%s" / "migrations"))
    engine = create_engine("sqlite://")

    def upgrade(connection: Connection) -> None:
        migrate._upgrade(connection, Path("memory"), migrate.HEAD, scripts)

    with engine.begin() as connection:
        upgrade(connection)
    engine.dispose()
