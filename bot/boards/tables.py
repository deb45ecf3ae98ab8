"""Tables of what is counted for boards."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    text,
)
from sqlalchemy import UniqueConstraint as Unique

from bot.db.columns import Id, LocalDate, Ms, Personal, ServerData, Snowflake, metadata, partial_index

# Where and when a server has its digest; one that wants none has no row.
digest_plans = Table(
    "digest_plans",
    metadata,
    Column("guild", Snowflake, primary_key=True, autoincrement=False),
    Column("channel", Snowflake, nullable=False),
    Column("day", Integer, nullable=False),  # weekday, Monday = 0
    Column("minute", Integer, nullable=False),  # local time of day, in minutes since midnight
    Column("due_at_ms", Ms, nullable=False),  # when the next one is due
    Index("ix_digest_plans_due_at_ms", "due_at_ms"),
)

tallies = Table(
    "tallies",
    metadata,
    Column("guild", Snowflake, nullable=False),
    Column("scope", String(110), nullable=False),  # "guild", "channel:<id>", "deck:<id>"
    Column("period", String(10), nullable=False),  # "2026-11-23", "2026-W48", "2026-11", "all"
    Column("user", Snowflake, nullable=False, info=Personal().info),
    Column("points", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("last_at_ms", Ms, nullable=False),  # the latest answer counted
    Column("hidden", Boolean, nullable=False),  # `people.hidden`, so that the index can leave them out
    PrimaryKeyConstraint("guild", "user", "scope", "period"),  # an answer changes a dozen rows of one person: one page
    sqlite_with_rowid=False,  # one tree instead of two: the key is the row
    info=ServerData(by_guild=True).info,
)

partial_index(
    "ix_tallies_rank",
    tallies.c.hidden == text("false"),
    tallies.c.guild,
    tallies.c.scope,
    tallies.c.period,
    tallies.c.points.desc(),
    tallies.c.right.desc(),
    tallies.c.last_at_ms,
    tallies.c.user,
    tallies.c.answered,  # and `hidden`, so that boards are read from the index alone
    tallies.c.hidden,
)

# A week's or month's summary; its post is named by this id.
digests = Table(
    "digests",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild", Snowflake, nullable=False),
    Column("channel", Snowflake, nullable=False),
    Column("period", LocalDate, nullable=False),  # "2026-W48" or "2026-11"
    Column("due_at_ms", Ms, nullable=False),
    Unique("guild", "period"),
)

# How many people who may be seen have points in a bucket of a board: ranks are added up from these instead of being
# counted person by person. Triggers on `tallies` keep it, so it is right in every transaction.
rank_counts = Table(
    "rank_counts",
    metadata,
    Column("guild", Snowflake, nullable=False),
    Column("scope", String(110), nullable=False),
    Column("period", LocalDate, nullable=False),
    Column("bucket", Integer, nullable=False),  # points divided by `bucket_width`, rounded down
    Column("people", Integer, nullable=False),
    PrimaryKeyConstraint("guild", "scope", "period", "bucket"),
    sqlite_with_rowid=False,
)

#: By the length of a period's name, "all" and "2026-11"; in days and weeks every number of points has its own bucket.
_WIDTHS = {len("all"): 32, len("2026-11"): 8}


def bucket_width(period: str) -> int:
    """Return how many points share a bucket of a period's boards; the migration's triggers say the same.

    In a great server many people have the same few points of a week, and counting them inside a bucket would take
    long; a board of years has many points, and adding up as many buckets would.
    """
    return _WIDTHS.get(len(period), 1)
