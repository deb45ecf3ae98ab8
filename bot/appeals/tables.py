"""Tables of appeals, reports and duplicate answers."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Table,
    Text,
    true,
)
from sqlalchemy import UniqueConstraint as Unique

from bot.db.columns import CardName, DeckName, Id, Ms, Personal, Snowflake, Word, metadata, partial_index

#: Equal answers are graded again by the key of the appellant's text, so that it goes only once that is done.
_APPELLANT = Personal(
    cleared={"argument": "", "answer_key": ""}, at="opened_at_ms", ready=lambda table: table.c.due_at_ms.is_(None)
)

# Where a server's appeals are announced, reports and duplicate answers too; without a row in `/appeals` only.
appeal_channels = Table(
    "appeal_channels",
    metadata,
    Column("guild", Snowflake, primary_key=True, autoincrement=False),
    Column("channel", Snowflake, nullable=False),
)

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
    Column("appellant", Snowflake, nullable=False, info=_APPELLANT.info),
    Column("argument", Text, nullable=False),  # why, in the appellant's words; "" for none, and when erased
    Column("state", Word, nullable=False),  # RulingState
    Column("score", Float),  # what equal answers are worth; NULL: undecided or denied
    Column("moderator", Snowflake, info=Personal(cleared={"reason": None}).info),
    Column("reason", Text),
    Column("opened_at_ms", Ms, nullable=False),
    Column("decided_at_ms", Ms),
    Column("cursor", Id, nullable=False),  # the last answer that was graded again; 0: none yet
    Column("due_at_ms", Ms),  # when the next batch is owed; NULL: nothing is
    Column("appealed", Boolean, nullable=False, server_default=true()),  # false: a moderator decided it unasked
)

partial_index("ix_rulings_due", rulings.c.due_at_ms.is_not(None), rulings.c.due_at_ms)

Index("ix_rulings_guild_state", rulings.c.guild, rulings.c.state)

# "This card is wrong or unclear."
reports = Table(
    "reports",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild", Snowflake, nullable=False),
    Column("deck", DeckName, nullable=False),
    Column("card", CardName, nullable=False),
    Column("question", Id, ForeignKey("questions.id"), nullable=False),
    Column("user", Snowflake, nullable=False, info=Personal(cleared={"text": ""}, at="reported_at_ms").info),
    Column("text", Text, nullable=False),
    Column("reported_at_ms", Ms, nullable=False),
    Column("settled_at_ms", Ms),  # when a moderator put it away; NULL: to be looked at
    Column("settled_by", Snowflake, info=Personal().info),
    Unique("question", "user"),
    Index("ix_reports_guild", "guild"),
)

# The same long text from more than one account, for moderators to look at; never a reason to take points by itself.
# Who they are is read from the log, so that whoever is erased there is erased here.
duplicates = Table(
    "duplicates",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild", Snowflake, nullable=False),
    Column("question", Id, ForeignKey("questions.id"), nullable=False),
    Column("answer", Id, ForeignKey("answers.id"), nullable=False, unique=True),  # the first of those that are alike
    Column("found_at_ms", Ms, nullable=False),
    Column("settled_at_ms", Ms),  # when a moderator put it away; NULL: to be looked at
    Column("settled_by", Snowflake, info=Personal().info),
    Index("ix_duplicates_guild", "guild"),
)
