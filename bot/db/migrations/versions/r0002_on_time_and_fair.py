"""The date that a schedule's next instant stands for, and long texts that came from more than one account."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply."""
    op.add_column("schedules", sa.Column("next_on", sa.String(length=10), nullable=True))
    op.create_table(
        "copies",
        sa.Column("id", ID, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("question", ID, nullable=False),
        sa.Column("answer", ID, nullable=False),
        sa.Column("found_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("settled_at_ms", sa.BigInteger(), nullable=True),
        sa.Column("settled_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["question"], ["questions.id"], name=op.f("fk_copies_question")),
        sa.ForeignKeyConstraint(["answer"], ["answers.id"], name=op.f("fk_copies_answer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copies")),
        sa.UniqueConstraint("answer", name=op.f("uq_copies_answer")),
    )
    op.create_index("ix_copies_guild", "copies", ["guild"])
