"""Tables of questions and the answer log."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Float,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    false,
    select,
    text,
)

from bot.db.columns import (
    CardName,
    DeckName,
    Id,
    LocalDate,
    Ms,
    Personal,
    ServerData,
    Snowflake,
    Word,
    metadata,
    partial_index,
)

# One asked card in one place. It knows its owner and its policy, not how it is shown.
questions = Table(
    "questions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("owner_kind", Word, nullable=False),  # Owner: what asks it
    Column("owner_id", Id, nullable=False),
    Column("number", Integer, nullable=False),  # its place among those of its owner, from 1
    Column("of", Integer),  # how many its owner asks; NULL: not known, as many as the person likes
    Column("guild", Snowflake),  # NULL: asked outside of servers
    Column("channel", Snowflake),  # NULL: in no channel
    Column("deck", DeckName, nullable=False),
    Column("card", CardName, nullable=False),
    Column("card_version", Id, ForeignKey("card_versions.id"), nullable=False),
    Column("deck_version", Id, ForeignKey("deck_versions.id"), nullable=False),
    Column("form", Word, nullable=False),  # Form
    Column("options", Text),  # JSON list of the options' texts in the order shown; NULL: not a choice
    Column("state", Word, nullable=False),  # QuestionState
    Column("opens_at_ms", Ms, nullable=False),
    Column("local_date", LocalDate, nullable=False),  # the day it counts for
    # Its policy.
    Column("closes_at_ms", Ms),  # NULL: open until its owner closes it
    Column("changeable", Boolean, nullable=False),  # whether answers may be changed until closing, and count then
    Column("counts", Boolean, nullable=False),  # whether answers count on boards
    Column("reveal", Word, nullable=False),  # RevealRule
    Column("hints", Boolean, nullable=False),  # whether hints are given
    Column("hint_cost", Integer, nullable=False),  # what the first one costs, in percent of the points
    Column("typed", Boolean, nullable=False),  # whether a typed reply is an answer
    Column("settle_after_ms", Integer, nullable=False),
    UniqueConstraint("owner_kind", "owner_id", "number"),
    Index("ix_questions_guild", "guild"),
    CheckConstraint("closes_at_ms IS NOT NULL OR reveal = 'at-once'", name="closes"),
    info=ServerData(context=("guild", "channel", "deck", "card", "form")).info,
)

# What is revealed at once is nobody's secret: only the person asked sees it.
partial_index(
    "ix_questions_withheld",
    and_(questions.c.state == text("'open'"), questions.c.reveal != text("'at-once'")),
    questions.c.guild,
    questions.c.deck,
    questions.c.card,
)


def _closed(table: Table) -> ColumnElement[bool]:
    """Say which rows belong to questions that are closed: until then nobody may answer twice."""
    return table.c.question.in_(select(questions.c.id).where(questions.c.state == "closed"))


hints = Table(
    "hints",
    metadata,
    Column("question", Id, ForeignKey("questions.id"), nullable=False),
    Column("user", Snowflake, nullable=False, info=Personal(deleted=True, ready=_closed).info),
    Column("taken", Integer, nullable=False),  # how many were shown
    PrimaryKeyConstraint("question", "user"),
)

answers = Table(
    "answers",
    metadata,
    Column("id", Id, primary_key=True),
    Column("question", Id, ForeignKey("questions.id"), nullable=False),
    Column(
        "user",
        Snowflake,
        nullable=False,
        info=Personal(cleared={"text": "", "answer_key": ""}, at="answered_at_ms", ready=_closed).info,
    ),  # becomes a random tombstone when erased
    Column("attempt", Integer, nullable=False),  # from 1
    Column("source", Snowflake, nullable=False, unique=True),  # the interaction or message that brought it
    Column("text", Text, nullable=False),  # as typed or chosen; "" after giving up and when erased
    Column("answer_key", Text, nullable=False),  # the normalised text; erased with it
    Column("gave_up", Boolean, nullable=False),
    Column("answered_at_ms", Ms, nullable=False),  # the snowflake's time
    Column("local_date", LocalDate, nullable=False),  # its question's
    Column("hints", Integer, nullable=False),  # how many were taken before
    Column("late", Boolean, nullable=False),  # after closing: never on a board
    UniqueConstraint("question", "user", "attempt"),
    Index("ix_answers_user", "user"),
)


def _graded_for_all(table: Table) -> ColumnElement[bool]:
    """Say which gradings may be told: a verdict says nothing of an answer before its question has closed."""
    return table.c.answer.in_(select(answers.c.id).where(_closed(answers)))


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
    Column("unsure", Boolean, nullable=False, server_default=false()),  # the grader could not know
    PrimaryKeyConstraint("answer", "n"),
    CheckConstraint("score >= 0 AND score <= 1", name="score"),
    CheckConstraint("points >= 0", name="points"),
    sqlite_with_rowid=False,
    info=ServerData(belongs_to="answer", ready=_graded_for_all).info,
)

partial_index("ix_gradings_unsure", gradings.c.unsure == text("1"), gradings.c.answer)

# Texts a server accepts for a card, or calls partly right, beside what the card says.
accepted_answers = Table(
    "accepted_answers",
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
