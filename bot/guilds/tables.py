"""Tables of servers and people."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    PrimaryKeyConstraint,
    String,
    Table,
)

from bot.db.columns import Ms, Personal, Snowflake, metadata

guilds = Table(
    "guilds",
    metadata,
    Column("id", Snowflake, primary_key=True, autoincrement=False),
    Column("zone", String(64)),  # IANA zone for new schedules; NULL: none chosen yet
    Column("since_at_ms", Ms, nullable=False),  # when something first happened here
    Column("channel", Snowflake),  # where managers are told what needs them; NULL: none chosen
    Column("left_at_ms", Ms),  # when the bot was removed: archived, purged later; NULL: it is there
    Column("purging", Boolean),  # whether its purge has begun: the one thing that lets the log's guards give way
)

members = Table(
    "members",
    metadata,
    Column("guild", Snowflake, nullable=False),
    Column("user", Snowflake, nullable=False, info=Personal(deleted=True).info),
    Column("name", String(100), nullable=False),  # display name in this server, as the last interaction carried it
    Column("seen_at_ms", Ms, nullable=False),  # last interaction, to the hour at best
    PrimaryKeyConstraint("guild", "user"),
    Index("ix_members_user", "user"),  # in which servers a person was seen
)

people = Table(
    "people",
    metadata,
    Column("user", Snowflake, primary_key=True, autoincrement=False, info=Personal(deleted=True).info),
    Column("hidden", Boolean, nullable=False),  # leaves this person out of every board; copied into tallies
)
