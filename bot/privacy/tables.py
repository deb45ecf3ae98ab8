"""The table of erasures under way."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Index,
    Table,
)

from bot.db.columns import Ms, Snowflake, metadata

# One person's wish to be forgotten in one server, while it is being carried out: the row goes with its last answer.
erasures = Table(
    "erasures",
    metadata,
    Column(
        "tombstone", Snowflake, primary_key=True, autoincrement=False
    ),  # random: who they are in the log from now on
    Column("guild", Snowflake, nullable=False),
    Column("user", Snowflake, nullable=False),
    Column("since_at_ms", Ms, nullable=False),  # answers after this, up to and including
    Column("asked_at_ms", Ms, nullable=False),  # this, are meant
    Column("due_at_ms", Ms, nullable=False),
)

Index("ix_erasures_due", erasures.c.due_at_ms)
