"""Tables of decks and cards, shipped and of servers."""

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
    bindparam,
)

from bot.db.columns import CardName, DeckName, Id, Ms, Personal, ServerData, Snowflake, Word, metadata, partial_index

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
    Column("file_hash", String(64)),  # of its file and of what reads it, see `service/decks.py`; NULL: a server's own
)

#: What a server's decks hold is named after it, "<guild>/<stem>".
_BY_NAME = ServerData(in_guild=lambda table: table.c.deck.like(bindparam("like")))

# What the grader must know of a deck (`DeckContext`), immutable: a question points at the one it was asked with.
deck_versions = Table(
    "deck_versions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("deck", DeckName, nullable=False),
    Column("hash", String(64), nullable=False),  # SHA-256 of `context`, hexadecimal
    Column("context", Text, nullable=False),  # `DeckContext.model_dump_json()`
    UniqueConstraint("deck", "hash"),
    info=_BY_NAME.info,
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
    info=_BY_NAME.info,
)

partial_index(
    "ix_card_versions_present", card_versions.c.position.is_not(None), card_versions.c.deck, card_versions.c.position
)

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
    Column("made_by", Snowflake, nullable=False, info=Personal().info),
    Column("made_at_ms", Ms, nullable=False),
    Column("base", Id, nullable=False),  # the version it was compared with; 0: there was none
    Column("confirmed_at_ms", Ms),  # NULL: only a preview so far
    Column("present", Boolean, nullable=False),  # whether this is the version that is asked now
    Column("content", Text),  # NULL: dropped. Last, because SQLite reads a row from its beginning
    Index("ix_imports_guild_deck", "guild", "deck"),
    info=ServerData(left_out=("content",)).info,
)

# What was read of a file that may have its questions and answers the other way round.
import_drafts = Table(
    "import_drafts",
    metadata,
    Column("import", Id, ForeignKey("imports.id"), primary_key=True, autoincrement=False),
    Column("swapped", Boolean, nullable=False),  # whether the import takes its answers for the questions
    Column("draft", Text),  # `Draft` as JSON; NULL: decided, or dropped
)

# Wordings that a server's managers do not want in a deck, by a fingerprint, so that nobody's text is kept for it.
dismissed_wordings = Table(
    "dismissed_wordings",
    metadata,
    Column("guild", Snowflake, nullable=False),
    Column("deck", DeckName, nullable=False),
    Column("card", CardName, nullable=False),
    Column("fingerprint", String(64), nullable=False),  # SHA-256 of card and normalised text, hexadecimal
    Column("dismissed_by", Snowflake, nullable=False, info=Personal().info),
    Column("dismissed_at_ms", Ms, nullable=False),
    PrimaryKeyConstraint("guild", "deck", "card", "fingerprint"),
)

library_settings = Table(
    "library_settings",
    metadata,
    Column("guild", Snowflake, primary_key=True, autoincrement=False),
    Column("members_see", Word, nullable=False),  # `MembersSee`
)
