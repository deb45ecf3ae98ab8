"""The table of messages the bot sends on its own."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, String, Table, UniqueConstraint

from bot.db.columns import Id, Ms, Snowflake, Word, metadata, partial_index

# Every message the bot sends on its own: claimed, then sent, then known. After a claim that ran out, look for it first.
posts = Table(
    "posts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("purpose", Word, nullable=False),  # which kind of message: a `MessageKind` of some feature
    Column("owner", Id, nullable=False),  # what it belongs to; the kind says what that is
    Column("guild", Snowflake, nullable=False),
    Column("channel", Snowflake, nullable=False),  # 0: a direct message
    Column("nonce", String(25), nullable=False),  # the same on every try
    Column("state", Word, nullable=False),  # PostState
    Column("message", Snowflake),  # once known
    Column("claimed_by", String(64)),  # the process that is sending or editing it; NULL: nobody
    Column("claimed_until_ms", Ms),  # when another may try; set while claimed
    Column("tries", Integer, nullable=False),  # claims so far, to send it, then (counted anew) to edit it
    Column("made_at_ms", Ms, nullable=False),  # since when it is owed: no message of it can be older
    Column("due_at_ms", Ms),  # when to look at it next: a send, a retry or an edit is owed; NULL: nothing is
    Column("edit", Boolean, nullable=False),  # whether an edit is owed
    Column("again_at_ms", Ms),  # when a further edit is due that was asked for during one; NULL: none was
    Column("edited_at_ms", Ms),  # when the last edit was begun; NULL: none was
    UniqueConstraint("purpose", "owner"),
)

partial_index("ix_posts_due", posts.c.due_at_ms.is_not(None), posts.c.due_at_ms)
