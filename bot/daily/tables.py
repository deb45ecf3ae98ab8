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
    Column("questions", Integer, nullable=False),  # how many per round
    Column("open_for_s", Integer, nullable=False),
    Column("state", Word, nullable=False),  # ScheduleState
    Column("paused", Word),  # PauseReason; NULL while active
    Column("next_at_ms", Ms),  # when it asks next; NULL: paused or removed
    Column("missed_on", LocalDate),  # the last one that was missed; NULL: none
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
    Column("made_by", Snowflake, nullable=False, info=Personal().info),
    Column("made_at_ms", Ms, nullable=False),
    Column("removed_at_ms", Ms),  # NULL: not removed; the row stays because rounds point at it
    Column("next_on", LocalDate),  # the local date that `next_at_ms` is for; NULL: paused, removed or not known
    Index("ix_schedules_guild", "guild"),
)

partial_index("ix_schedules_next", schedules.c.next_at_ms.is_not(None), schedules.c.next_at_ms)

rounds = Table(
    "rounds",
    metadata,
    Column("id", Id, primary_key=True),
    Column("schedule", Id, ForeignKey("schedules.id"), nullable=False),
    Column("local_date", LocalDate, nullable=False),  # in the schedule's zone
    Column("slot", String(32), nullable=False),  # "auto", or "now:<interaction id>"
    Column("guild", Snowflake, nullable=False),
    Column("channel", Snowflake, nullable=False),  # where it was asked, whatever the schedule says later
    Column("deck", DeckName, nullable=False),
    Column("state", Word, nullable=False),  # RoundState
    Column("due_at_ms", Ms, nullable=False),  # when it should have been posted
    Column("opens_at_ms", Ms, nullable=False),
    Column("closes_at_ms", Ms, nullable=False),  # an answer counts up to and including this instant
    Column("settle_at_ms", Ms),  # when to settle; NULL: settled, missed or refused
    Column("count_at_ms", Ms),  # since when its result is to be counted (again); NULL: it is counted, or not settled
    Column("result", Text),  # JSON: what everyone's answers came to, so that no press reads them all; NULL: not counted
    UniqueConstraint("schedule", "local_date", "slot"),
)

partial_index("ix_rounds_settle", rounds.c.settle_at_ms.is_not(None), rounds.c.settle_at_ms)

partial_index("ix_rounds_count", rounds.c.count_at_ms.is_not(None), rounds.c.count_at_ms)

partial_index("ix_rounds_open", rounds.c.state == text("'open'"), rounds.c.guild)

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
