"""Migrations: bring a file's schema to the number this program knows, whole or not at all.

Alembic is heavy and needed only when a file is new or old: the number is read with two plain queries first.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.db.columns import metadata
from bot.db.connection import MIGRATOR, ThreadedConnection
from bot.db.errors import DatabaseBroken, DatabaseForeign, DatabaseNewer

#: The number of the last migration; a test holds it against the files.
HEAD = "0002"
SCRIPTS = Path(__file__).parent / "migrations"


async def bring_up_to_date(path: Path, *, head: str = HEAD, scripts: Path = SCRIPTS) -> None:
    """Apply the migrations a file lacks, in one transaction.

    Args:
        path: The database file, which exists; an empty one gets the whole schema.
        head: The number to reach.
        scripts: The folder of the migrations.

    Raises:
        DatabaseFault: The file is of another program, newer, damaged or locked; it is left as it was.
    """
    connection = await ThreadedConnection.open(path, MIGRATOR)
    try:
        await connection.run(partial(_bring, path, head, scripts))
    finally:
        await connection.close()


def _bring(path: Path, head: str, scripts: Path, connection: Connection) -> None:
    # Two processes may start at once: what counts is what the file says once the lock is ours.
    with connection.begin():
        if _found(connection, path, head) != head:
            _upgrade(connection, path, head, scripts)


def _found(connection: Connection, path: Path, head: str) -> str | None:
    """Read the number of a file's schema; None: the file is empty."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise DatabaseForeign(path=str(path))
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if found is None:
        raise DatabaseForeign(path=str(path))
    # Numbers have four digits, so their order as text is their order; what is no number of ours is not older either.
    if not (len(found) == len(head) and found <= head):
        raise DatabaseNewer(path=str(path), found=str(found), known=head)
    return str(found)


def _upgrade(connection: Connection, path: Path, head: str, scripts: Path) -> None:
    """Run the missing migrations inside the transaction that is open."""
    from alembic import command
    from alembic.config import Config

    config = Config()  # no alembic.ini: the settings stand here, so that it works from an installed wheel
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["metadata"] = metadata
    command.upgrade(config, head)
    broken = connection.execute(text("PRAGMA foreign_key_check")).first()
    if broken is not None:
        raise DatabaseBroken(path=str(path), reason=f"foreign key of table {broken[0]}")
