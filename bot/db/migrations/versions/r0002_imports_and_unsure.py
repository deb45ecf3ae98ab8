"""Unsure gradings, decisions nobody asked for, drafts of imports, and wordings a server does not want in a deck."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply."""
    # Added in place: gradings is the largest table there is, and SQLite need not build it anew for a default.
    op.add_column("gradings", sa.Column("unsure", sa.Boolean(), server_default=sa.text("0"), nullable=False))
    op.create_index("ix_gradings_unsure", "gradings", ["answer"], unique=False, sqlite_where=sa.text("unsure = 1"))
    op.add_column("rulings", sa.Column("appealed", sa.Boolean(), server_default=sa.text("1"), nullable=False))
    op.create_table(
        "import_drafts",
        sa.Column("import", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("swapped", sa.Boolean(), nullable=False),
        sa.Column("draft", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["import"], ["imports.id"], name=op.f("fk_import_drafts_import")),
        sa.PrimaryKeyConstraint("import", name=op.f("pk_import_drafts")),
    )
    op.create_table(
        "dismissed_wordings",
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("deck", sa.String(length=100), nullable=False),
        sa.Column("card", sa.String(length=100), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("dismissed_by", sa.BigInteger(), nullable=False),
        sa.Column("dismissed_at_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("guild", "deck", "card", "fingerprint", name=op.f("pk_dismissed_wordings")),
    )
