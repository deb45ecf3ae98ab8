"""Tables: everything that is kept, as SQLAlchemy Core metadata; the migrations must add up to exactly this.

The answer log (`answers` with `gradings`) is the only truth about play: append-only, guarded by triggers; `tallies` can
be computed again from it. Times are UTC epoch milliseconds (`*_at_ms`, `*_until_ms`), local dates ISO text, and closed
lists of words are stored by value (`states.py`; for schedules `ScheduleState` and `PauseReason` of the services).
A guild, channel or user has no foreign key: Discord owns them, and they are known here only when something happens.
No row is ever deleted but tallies (by a recount) and all of a server that is purged (`purge.py`), so that ids in old
buttons never come to mean something else.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
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

from bot.db.columns import CardName, DeckName, Id, LocalDate, Ms, Snowflake, Word, metadata, partial_index

# --- who ------------------------------------------------------------------------------------------

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
    Column("user", Snowflake, nullable=False),
    Column("name", String(100), nullable=False),  # display name in this server, as the last interaction carried it
    Column("seen_at_ms", Ms, nullable=False),  # last interaction, to the hour at best
    PrimaryKeyConstraint("guild", "user"),
)

people = Table(
    "people",
    metadata,
    Column("user", Snowflake, primary_key=True, autoincrement=False),
    Column("hidden", Boolean, nullable=False),  # leaves this person out of every board; copied into tallies
)

# --- what is asked --------------------------------------------------------------------------------

decks = Table(
    "decks",
    metadata,
    Column("id", DeckName, primary_key=True),
    Column("guild", Snowflake),  # whose deck it is; NULL: shipped, for every server
    Column("title", String(200), nullable=False),
    Column("language", String(35), nullable=False),  # BCP 47
    Column("source", Text, nullable=False),
    Column("cards", Integer, nullable=False),  # how many it has now
    Column("version", Id, ForeignKey("deck_versions.id"), nullable=False),  # its present context
    Column("removed_at_ms", Ms),  # when it was no longer found at a start; NULL: there
)

# What the grader must know of a deck (`DeckContext`), immutable: a question points at the one it was asked with.
deck_versions = Table(
    "deck_versions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("deck", DeckName, nullable=False),
    Column("hash", String(64), nullable=False),  # SHA-256 of `context`, hexadecimal
    Column("context", Text, nullable=False),  # `DeckContext.model_dump_json()`
    UniqueConstraint("deck", "hash"),
)

card_versions = Table(
    "card_versions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("deck", DeckName, nullable=False),
    Column("card", CardName, nullable=False),  # the card's stable id within its deck
    Column("hash", String(64), nullable=False),  # SHA-256 of `content`, hexadecimal
    Column("content", Text, nullable=False),  # `Card.model_dump_json()`, immutable
    Column("position", Integer),  # place in the deck as it is now, from 0; NULL: an older version, or taken out
    UniqueConstraint("deck", "card", "hash"),
)
partial_index(
    "ix_card_versions_present", card_versions.c.position.is_not(None), card_versions.c.deck, card_versions.c.position
)

# --- when -----------------------------------------------------------------------------------------

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
    Column("made_by", Snowflake, nullable=False),
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

# Every message the bot sends on its own: claimed, then sent, then known. After a claim that ran out, look for it first.
posts = Table(
    "posts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("purpose", Word, nullable=False),  # PostPurpose
    Column("owner", Id, nullable=False),  # what it belongs to: for questions and results the occurrence
    Column("guild", Snowflake, nullable=False),
    Column("channel", Snowflake, nullable=False),
    Column("nonce", String(25), nullable=False),  # the same on every try
    Column("state", Word, nullable=False),  # PostState
    Column("message", Snowflake),  # once known
    Column("claimed_by", String(64)),  # the process that is sending or editing it; NULL: nobody yet
    Column("claimed_until_ms", Ms),  # when another may try; set while claimed
    Column("tries", Integer, nullable=False),  # claims so far; more than one means: look in the history first
    Column("due_at_ms", Ms),  # when to look at it next: a send, a retry or an edit is owed; NULL: nothing is
    Column("edit", Boolean, nullable=False),  # whether the edit into the result is owed
    UniqueConstraint("purpose", "owner"),
)
partial_index("ix_posts_due", posts.c.due_at_ms.is_not(None), posts.c.due_at_ms)

# One asked card in one place.
questions = Table(
    "questions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("purpose", Word, nullable=False),  # Purpose
    Column("guild", Snowflake, nullable=False),
    Column("channel", Snowflake, nullable=False),
    Column("schedule", Id, ForeignKey("schedules.id")),  # for the draw; NULL: not asked by a schedule
    Column("occurrence", Id, ForeignKey("occurrences.id")),  # whose post holds it; NULL: not asked by a schedule
    Column("number", Integer, nullable=False),  # place in its post, from 1
    Column("deck", DeckName, nullable=False),
    Column("card", CardName, nullable=False),
    Column("card_version", Id, ForeignKey("card_versions.id"), nullable=False),
    Column("deck_version", Id, ForeignKey("deck_versions.id"), nullable=False),
    Column("form", Word, nullable=False),  # Form
    Column("options", Text),  # JSON list of the options' texts in the order shown; NULL: not a choice
    Column("state", Word, nullable=False),  # QuestionState
    Column("opens_at_ms", Ms, nullable=False),
    Column("closes_at_ms", Ms, nullable=False),
    Column("local_date", LocalDate, nullable=False),  # the day it counts for
    Column("changeable", Boolean),  # whether answers may be changed until closing, and count then; NULL: no
    UniqueConstraint("occurrence", "number"),
    Index("ix_questions_schedule_card", "schedule", "card"),
    Index("ix_questions_guild", "guild"),
)
partial_index(
    "ix_questions_withheld", questions.c.state == text("'open'"), questions.c.guild, questions.c.deck, questions.c.card
)

hints = Table(
    "hints",
    metadata,
    Column("question", Id, ForeignKey("questions.id"), nullable=False),
    Column("user", Snowflake, nullable=False),
    Column("taken", Integer, nullable=False),  # how many were shown
    PrimaryKeyConstraint("question", "user"),
)

# --- the log --------------------------------------------------------------------------------------

answers = Table(
    "answers",
    metadata,
    Column("id", Id, primary_key=True),
    Column("question", Id, ForeignKey("questions.id"), nullable=False),
    Column("user", Snowflake, nullable=False),  # becomes a random tombstone when erased
    Column("attempt", Integer, nullable=False),  # from 1
    Column("source", Snowflake, nullable=False, unique=True),  # the interaction or message that brought it
    Column("text", Text, nullable=False),  # as typed or chosen; "" after giving up and when erased
    Column("answer_key", Text, nullable=False),  # the normalised text; erased with it
    Column("gave_up", Boolean, nullable=False),
    Column("answered_at_ms", Ms, nullable=False),  # the snowflake's time
    Column("local_date", LocalDate, nullable=False),  # its question's
    Column("purpose", Word, nullable=False),  # Purpose
    Column("hints", Integer, nullable=False),  # how many were taken before
    Column("late", Boolean, nullable=False),  # after closing: never on a board
    UniqueConstraint("question", "user", "attempt"),
    Index("ix_answers_user", "user"),
)

gradings = Table(
    "gradings",
    metadata,
    Column("answer", Id, ForeignKey("answers.id"), nullable=False),
    Column("n", Integer, nullable=False),  # from 1; the highest counts
    Column("score", Float, nullable=False),  # 0..1
    Column("outcome", Word, nullable=False),  # Outcome
    Column("points", Integer, nullable=False),
    Column("covered", String(64), nullable=False),  # "1" or "0" per key point, in the card's order
    Column("grader", String(32), nullable=False),  # the grader's version
    Column("cause", Word, nullable=False),  # Cause
    Column("graded_at_ms", Ms, nullable=False),
    PrimaryKeyConstraint("answer", "n"),
    CheckConstraint("score >= 0 AND score <= 1", name="score"),
    CheckConstraint("points >= 0", name="points"),
    sqlite_with_rowid=False,
)

# --- what is counted ------------------------------------------------------------------------------

tallies = Table(
    "tallies",
    metadata,
    Column("guild", Snowflake, nullable=False),
    Column("scope", String(110), nullable=False),  # "guild", "channel:<id>", "deck:<id>"
    Column("period", String(10), nullable=False),  # "2026-11-23", "2026-W48", "2026-11", "all"
    Column("user", Snowflake, nullable=False),
    Column("points", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("last_at_ms", Ms, nullable=False),  # the latest answer counted
    Column("hidden", Boolean, nullable=False),  # `people.hidden`, so that the index can leave them out
    PrimaryKeyConstraint("guild", "user", "scope", "period"),  # an answer changes a dozen rows of one person: one page
    sqlite_with_rowid=False,  # one tree instead of two: the key is the row
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
