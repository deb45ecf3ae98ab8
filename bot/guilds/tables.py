"""Tables of servers and people."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
)

from bot.db.columns import Ms, Personal, Snowflake, metadata, partial_index

guilds = Table(
    "guilds",
    metadata,
    Column("id", Snowflake, primary_key=True, autoincrement=False),
    Column("zone", String(64)),  # IANA zone for new schedules; NULL: none chosen yet
    Column("since_at_ms", Ms, nullable=False),  # when something first happened here
    Column("channel", Snowflake),  # where managers are told what needs them; NULL: none chosen
    Column("appeals", Snowflake),  # where appeals are announced; NULL: only in /appeals
    Column("digest", Snowflake),  # where the weekly digest goes; NULL: none wanted
    Column("digest_day", Integer),  # weekday, Monday = 0
    Column("digest_minute", Integer),  # local time of day, in minutes since midnight
    Column("digest_at_ms", Ms),  # when the next one is due; NULL: none is
    Column("left_at_ms", Ms),  # when the bot was removed: archived, purged later; NULL: it is there
    Column("purging", Boolean),  # whether its purge has begun: the one thing that lets the log's guards give way
)

partial_index("ix_guilds_digest", guilds.c.digest_at_ms.is_not(None), guilds.c.digest_at_ms)

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
