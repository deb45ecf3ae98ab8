"""Begins the next migration from what the tables have gained: `python -m tests.db.draw_migration "deck colours"`.

Alembic compares the tables with a database of all migrations so far. Read what it writes: it sees columns, keys and
indexes, but neither what a row needs nor that something was only renamed.
"""

from __future__ import annotations

import sys

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

import bot.app
from bot.db import migrate
from bot.db.columns import metadata

assert bot.app  # it registers the tables of all features


def draw(message: str, config: Config) -> None:
    """Write the file that follows the last one.

    Args:
        message: What changes, in a few words; the file is named after it.
        config: Alembic's, with the folder of the migrations.
    """
    for table in metadata.tables.values():
        # Marks for the program: no database knows them.
        table.info.clear()
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        config.attributes.update(connection=connection, metadata=metadata)
        config.set_main_option("file_template", "r%%(rev)s_%%(slug)s")
        command.upgrade(config, "head")
        command.revision(config, message, autogenerate=True, rev_id=f"{int(migrate.HEAD) + 1:04}")
    engine.dispose()


if __name__ == "__main__":
    found = Config()
    found.set_main_option("script_location", str(migrate.SCRIPTS).replace("%", "%%"))
    draw(" ".join(sys.argv[1:]), found)
