"""Draws the first migration anew from the tables: `python -m tests.db.draw_schema`. Goes with the tag v0.2.0.

Delete this file then: the first migration is what people have, and `tests/db/test_releases.py` holds it against their
file. Until then `python -m tests.db.make_release` follows each drawing.
What stands below the mark in the migration (triggers, helpers) is kept as it is.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from alembic.operations.ops import CreateTableOp, UpgradeOps
from sqlalchemy import BigInteger, create_engine

import bot.app
from bot.db import migrate
from bot.db.columns import Id, metadata

assert bot.app  # it registers the tables of all features
TARGET = next((migrate.SCRIPTS / "versions").glob("r0001_*.py"))
HEAD = '''"""The whole schema of 0.2.0, and the guards of the answer log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply."""
'''
MARK = "    # --- drawn up to here by tests/db/draw_schema.py"


def _render(kind: str, value: object, _context: object) -> str | bool:
    return "ID" if kind == "type" and isinstance(value, BigInteger) and value is Id else False


def draw() -> str:
    """Return the commands that make every table."""
    for table in metadata.tables.values():
        # Marks for the program: no database knows them.
        table.info.clear()
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"render_item": _render, "target_metadata": metadata, "user_module_prefix": None}
        )
        made = produce_migrations(context, metadata).upgrade_ops
        assert isinstance(made, UpgradeOps)
        for table in made.ops:
            if isinstance(table, CreateTableOp):
                table.info = {}  # marks for `bot.privacy`, which say nothing to a database
        body = str(render_python_code(made, migration_context=context, render_item=_render))
    engine.dispose()
    body = re.sub(r"(?m)^ *#.*\n", "", body)
    return "\n".join(f"    {line.strip()}" if line.strip() else "" for line in body.splitlines())


if __name__ == "__main__":
    kept = TARGET.read_text("utf-8").split(MARK, 1)[1]
    TARGET.write_text(f"{HEAD}{draw()}\n{MARK}{kept}", "utf-8")
    for command in (["format", "-q"], ["check", "--fix", "-q"]):
        subprocess.run(["ruff", *command, str(TARGET)], check=True, cwd=Path(__file__).parents[2])
