"""The table of messages the bot sends on its own."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from bot.db.columns import Id, Ms, Snowflake, Word, metadata, partial_index

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
