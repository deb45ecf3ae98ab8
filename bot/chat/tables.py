"""Tables of notices, and of the commands that Discord was told."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    bindparam,
)

from bot.db.columns import Id, Ms, Personal, ServerData, Snowflake, Word, metadata, partial_index

synced_commands = Table(
    "synced_commands",
    metadata,
    Column("application", Snowflake, nullable=False),
    Column("scope", Snowflake, nullable=False),  # the guild the commands were sent to; 0: everywhere
    Column("hash", String(64), nullable=False),  # SHA-256 of the definition last sent
    PrimaryKeyConstraint("application", "scope"),
    info=ServerData(in_guild=lambda table: table.c.scope == bindparam("in_guild")).info,
)

# Told once, in a person's next private reply.
notices = Table(
    "notices",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild", Snowflake, nullable=False),
    Column("user", Snowflake, nullable=False, info=Personal(deleted=True).info),
    Column("kind", Word, nullable=False),
    Column("facts", Text, nullable=False),  # JSON object of the words' placeholders
    Column("made_at_ms", Ms, nullable=False),
    Column("told_at_ms", Ms),
)

partial_index("ix_notices_untold", notices.c.told_at_ms.is_(None), notices.c.guild, notices.c.user)
