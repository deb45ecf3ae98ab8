"""Tables of the daily quiz."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.db.columns import DeckName, Id, LocalDate, Ms, Personal, Snowflake, Word, metadata, partial_index

schedules = Table(
    "schedules",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild", Snowflake, nullable=False),
    Column("channel", Snowflake, nullable=False),
    Column("deck", DeckName, ForeignKey("decks.id"), nullable=False),
    Column("at_minute", Integer, nullable=False),  # local time of day, in minutes since midnight
    Column("zone", String(64), nullable=False),  # IANA
    Column("days", Integer, nullable=False),  # weekdays as a sum of 1 << weekday, Monday = 0
    Column("questions", Integer, nullable=False),  # how many per occurrence
    Column("open_for_s", Integer, nullable=False),
    Column("state", Word, nullable=False),  # ScheduleState
    Column("paused", Word),  # PauseReason; NULL while active
    Column("next_at_ms", Ms),  # when it asks next; NULL: paused or removed
    Column("missed_on", LocalDate),  # the last occurrence that was missed; NULL: none
    Column("mix", Text),  # JSON list of [deck, weight], the first one included; NULL: `deck` alone
    Column("forms", Word),  # FormsMix: how cards are put; NULL: as written
    Column("skip", Text),  # JSON list of local dates that are left out; NULL: none
    Column("holidays", Word),  # country or region whose holidays are left out, such as "DE-BE"; NULL: none
    Column("grace_s", Integer),  # how late it may post; NULL: half of `open_for_s`, at most three hours
    Column("reveal", Word),  # Reveal; NULL: at closing
    Column("changeable", Boolean),  # whether answers may be changed until closing; NULL: no
    Column("typed", Boolean),  # whether a typed reply to the post is an answer; NULL: no
    Column("thread", Boolean),  # whether the result opens a thread; NULL: no
    Column("remind", Boolean),  # whether the post says when two hours are left; NULL: no
    Column("ping", Snowflake),  # the one role a post may ping; NULL: none
    Column("told_at_ms", Ms),  # when its maker was told of the pause; NULL: not yet, or not paused
    Column("made_by", Snowflake, nullable=False, info=Personal().info),
    Column("made_at_ms", Ms, nullable=False),
    Column("removed_at_ms", Ms),  # NULL: not removed; the row stays because occurrences point at it
    Column("next_on", LocalDate),  # the local date that `next_at_ms` is for; NULL: paused, removed or not known
    Index("ix_schedules_guild", "guild"),
)

partial_index("ix_schedules_next", schedules.c.next_at_ms.is_not(None), schedules.c.next_at_ms)

occurrences = Table(
    "occurrences",
    metadata,
    Column("id", Id, primary_key=True),
    Column("schedule", Id, ForeignKey("schedules.id"), nullable=False),
    Column("local_date", LocalDate, nullable=False),  # in the schedule's zone
    Column("slot", String(32), nullable=False),  # "auto", or "now:<interaction id>"
    Column("guild", Snowflake, nullable=False),
    Column("channel", Snowflake, nullable=False),  # where it was asked, whatever the schedule says later
    Column("deck", DeckName, nullable=False),
    Column("state", Word, nullable=False),  # OccurrenceState
    Column("due_at_ms", Ms, nullable=False),  # when it should have been posted
    Column("opens_at_ms", Ms, nullable=False),
    Column("closes_at_ms", Ms, nullable=False),  # an answer counts up to and including this instant
    Column("settle_at_ms", Ms),  # when to settle; NULL: settled, missed or refused
    Column("refresh_at_ms", Ms),  # when to edit the count on the post; NULL: it is right
    Column("refreshed_at_ms", Ms),  # when the count was last edited; NULL: never
    Column("remind_at_ms", Ms),  # when to say that time runs out; NULL: never, or said
    Column("thread", Snowflake),  # the thread opened for its result
    UniqueConstraint("schedule", "local_date", "slot"),
)

partial_index("ix_occurrences_settle", occurrences.c.settle_at_ms.is_not(None), occurrences.c.settle_at_ms)

partial_index("ix_occurrences_refresh", occurrences.c.refresh_at_ms.is_not(None), occurrences.c.refresh_at_ms)

partial_index("ix_occurrences_open", occurrences.c.state == text("'open'"), occurrences.c.guild)

# Counted in a schedule's own days; can be counted again from the log.
streaks = Table(
    "streaks",
    metadata,
    Column("schedule", Id, ForeignKey("schedules.id"), nullable=False),
    Column("user", Snowflake, nullable=False, info=Personal(deleted=True, counted=True).info),
    Column("guild", Snowflake, nullable=False),
    Column("length", Integer, nullable=False),
    Column("best", Integer, nullable=False),
    Column("freezes", Integer, nullable=False),  # earned and not used yet
    Column("last_date", LocalDate, nullable=False),  # the last local date that was kept, saved or missed
    PrimaryKeyConstraint("schedule", "user"),
    Index("ix_streaks_guild_best", "guild", "best"),
    sqlite_with_rowid=False,
)

# How far a schedule's streaks are counted. A row of `streaks` that is behind says itself what is missing, so counting
# may be cut off anywhere.
streak_counts = Table(
    "streak_counts",
    metadata,
    Column("schedule", Id, ForeignKey("schedules.id"), primary_key=True, autoincrement=False),
    Column("counted_on", LocalDate),  # the last local date that is counted for everyone; NULL: none is
    Column("due_at_ms", Ms),  # when to count on; NULL: nothing is to be counted
)

partial_index("ix_streak_counts_due", streak_counts.c.due_at_ms.is_not(None), streak_counts.c.due_at_ms)
