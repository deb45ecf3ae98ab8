"""Community: tables of what people ask of each other and of the bot, and what the bot notes of itself.

They follow the conventions of `tables.py`, whose answer log stays the only truth: a ruling causes gradings, a streak
can be counted again from the log.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, PrimaryKeyConstraint, String, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from bot.db.columns import CardName, DeckName, Id, LocalDate, Ms, Snowflake, Word, metadata, partial_index

# --- appeals --------------------------------------------------------------------------------------

# One appeal of one answer, and its decision. Applying it walks the equal answers in batches, resumable by `cursor`.
rulings = Table(
    "rulings",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild", Snowflake, nullable=False),
    Column("deck", DeckName, nullable=False),
    Column("card", CardName, nullable=False),  # the stable id, so that it holds over versions
    Column("question", Id, ForeignKey("questions.id"), nullable=False),
    Column("answer", Id, ForeignKey("answers.id"), nullable=False, unique=True),  # one appeal per answer
    Column("form", Word, nullable=False),  # Form: the same text may be right in one and wrong in another
    Column("answer_key", Text, nullable=False),  # what equal answers share; erased with the appellant's text
    Column("appellant", Snowflake, nullable=False),
    Column("plea", Text, nullable=False),  # why, in the appellant's words; "" for none, and when erased
    Column("state", Word, nullable=False),  # RulingState
    Column("score", Float),  # what equal answers are worth; NULL: undecided or denied
    Column("moderator", Snowflake),
    Column("reason", Text),
    Column("opened_at_ms", Ms, nullable=False),
    Column("decided_at_ms", Ms),
    Column("cursor", Id, nullable=False),  # the last answer that was graded again; 0: none yet
    Column("due_at_ms", Ms),  # when the next batch is owed; NULL: nothing is
)
partial_index("ix_rulings_due", rulings.c.due_at_ms.is_not(None), rulings.c.due_at_ms)
Index("ix_rulings_guild_state", rulings.c.guild, rulings.c.state)

# Texts a server accepts for a card, or calls partly right, beside what the card says.
wordings = Table(
    "wordings",
    metadata,
    Column("guild", Snowflake, nullable=False),
    Column("deck", DeckName, nullable=False),
    Column("card", CardName, nullable=False),
    Column("form", Word, nullable=False),
    Column("answer_key", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("ruling", Id, ForeignKey("rulings.id"), nullable=False),
    PrimaryKeyConstraint("guild", "deck", "card", "form", "answer_key"),
)

# "This card is wrong or unclear."
reports = Table(
    "reports",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild", Snowflake, nullable=False),
    Column("deck", DeckName, nullable=False),
    Column("card", CardName, nullable=False),
    Column("question", Id, ForeignKey("questions.id"), nullable=False),
    Column("user", Snowflake, nullable=False),
    Column("text", Text, nullable=False),
    Column("reported_at_ms", Ms, nullable=False),
    Column("settled_at_ms", Ms),  # when a moderator put it away; NULL: to be looked at
    Column("settled_by", Snowflake),
    Unique("question", "user"),
    Index("ix_reports_guild", "guild"),
)

# The same long text from more than one account, for moderators to look at; never a reason to take points by itself.
# Who they are is read from the log, so that whoever is erased there is erased here.
copies = Table(
    "copies",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild", Snowflake, nullable=False),
    Column("question", Id, ForeignKey("questions.id"), nullable=False),
    Column("answer", Id, ForeignKey("answers.id"), nullable=False, unique=True),  # the first of those that are alike
    Column("found_at_ms", Ms, nullable=False),
    Column("settled_at_ms", Ms),  # when a moderator put it away; NULL: to be looked at
    Column("settled_by", Snowflake),
    Index("ix_copies_guild", "guild"),
)

# --- what people are told and keep ----------------------------------------------------------------

# Told once, in a person's next private reply.
notices = Table(
    "notices",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild", Snowflake, nullable=False),
    Column("user", Snowflake, nullable=False),
    Column("kind", Word, nullable=False),
    Column("facts", Text, nullable=False),  # JSON object of the words' placeholders
    Column("made_at_ms", Ms, nullable=False),
    Column("told_at_ms", Ms),
)
partial_index("ix_notices_untold", notices.c.told_at_ms.is_(None), notices.c.guild, notices.c.user)

# Counted in a schedule's own days; can be counted again from the log.
streaks = Table(
    "streaks",
    metadata,
    Column("schedule", Id, ForeignKey("schedules.id"), nullable=False),
    Column("user", Snowflake, nullable=False),
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


# --- a server's own decks -------------------------------------------------------------------------

# Every version a server imported, so that one can go back. Its decks are called "<guild>/<stem>" in `decks`.
# A preview that nobody confirmed, and a version too old to go back to, loses its content and keeps its row.
imports = Table(
    "imports",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild", Snowflake, nullable=False),
    Column("deck", DeckName, nullable=False),
    Column("file", DeckName, nullable=False),  # the name it came with; its ending says the format
    Column("cards", Integer, nullable=False),
    Column("made_by", Snowflake, nullable=False),
    Column("made_at_ms", Ms, nullable=False),
    Column("base", Id, nullable=False),  # the version it was compared with; 0: there was none
    Column("confirmed_at_ms", Ms),  # NULL: only a preview so far
    Column("present", Boolean, nullable=False),  # whether this is the version that is asked now
    Column("content", Text),  # NULL: dropped. Last, because SQLite reads a row from its beginning
    Index("ix_imports_guild_deck", "guild", "deck"),
)

# --- what people take back ------------------------------------------------------------------------

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

# --- the bot itself -------------------------------------------------------------------------------

synced_commands = Table(
    "synced_commands",
    metadata,
    Column("application", Snowflake, nullable=False),
    Column("scope", Snowflake, nullable=False),  # the guild the commands were sent to; 0: everywhere
    Column("hash", String(64), nullable=False),  # SHA-256 of the definition last sent
    PrimaryKeyConstraint("application", "scope"),
)
