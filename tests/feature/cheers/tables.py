"""The table of cheers."""

from __future__ import annotations

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, Table

from bot.db.columns import Ms, Personal, Snowflake, metadata

cheers = Table(
    "cheers",
    metadata,
    Column("guild", Snowflake, nullable=False),
    Column("user", Snowflake, nullable=False, info=Personal(deleted=True).info),
    Column("count", Integer, nullable=False),
    Column("until_ms", Ms, nullable=False),
    PrimaryKeyConstraint("guild", "user"),
)
