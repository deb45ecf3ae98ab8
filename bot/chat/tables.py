"""The table of what Discord was told."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    PrimaryKeyConstraint,
    String,
    Table,
    bindparam,
)

from bot.db.columns import Kept, Snowflake, metadata

synced_commands = Table(
    "synced_commands",
    metadata,
    Column("application", Snowflake, nullable=False),
    Column("scope", Snowflake, nullable=False),  # the guild the commands were sent to; 0: everywhere
    Column("hash", String(64), nullable=False),  # SHA-256 of the definition last sent
    PrimaryKeyConstraint("application", "scope"),
    info=Kept(in_guild=lambda table: table.c.scope == bindparam("in_guild")).info,
)
