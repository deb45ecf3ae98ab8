"""The whole schema of 0.2.0, and the guards of the answer log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "appeal_channels",
        sa.Column("guild", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("guild", name=op.f("pk_appeal_channels")),
    )
    op.create_table(
        "card_versions",
        sa.Column("id", ID, nullable=False),
        sa.Column("deck", sa.String(length=100), nullable=False),
        sa.Column("card", sa.String(length=100), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_versions")),
        sa.UniqueConstraint("deck", "card", "hash", name=op.f("uq_card_versions_deck_card_hash")),
    )
    op.create_index(
        "ix_card_versions_present",
        "card_versions",
        ["deck", "position"],
        unique=False,
        sqlite_where=sa.text("position IS NOT NULL"),
    )
    op.create_table(
        "deck_versions",
        sa.Column("id", ID, nullable=False),
        sa.Column("deck", sa.String(length=100), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deck_versions")),
        sa.UniqueConstraint("deck", "hash", name=op.f("uq_deck_versions_deck_hash")),
    )
    op.create_table(
        "digest_plans",
        sa.Column("guild", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("due_at_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("guild", name=op.f("pk_digest_plans")),
    )
    op.create_index("ix_digest_plans_due_at_ms", "digest_plans", ["due_at_ms"], unique=False)
    op.create_table(
        "digests",
        sa.Column("id", ID, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("due_at_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digests")),
        sa.UniqueConstraint("guild", "period", name=op.f("uq_digests_guild_period")),
    )
    op.create_table(
        "erasures",
        sa.Column("tombstone", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("user", sa.BigInteger(), nullable=False),
        sa.Column("since_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("asked_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("due_at_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("tombstone", name=op.f("pk_erasures")),
    )
    op.create_index("ix_erasures_due", "erasures", ["due_at_ms"], unique=False)
    op.create_table(
        "guilds",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("since_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=True),
        sa.Column("left_at_ms", sa.BigInteger(), nullable=True),
        sa.Column("purging", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guilds")),
    )
    op.create_table(
        "imports",
        sa.Column("id", ID, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("deck", sa.String(length=100), nullable=False),
        sa.Column("file", sa.String(length=100), nullable=False),
        sa.Column("cards", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=False),
        sa.Column("made_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("base", ID, nullable=False),
        sa.Column("confirmed_at_ms", sa.BigInteger(), nullable=True),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_index("ix_imports_guild_deck", "imports", ["guild", "deck"], unique=False)
    op.create_table(
        "library_settings",
        sa.Column("guild", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("members_see", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("guild", name=op.f("pk_library_settings")),
    )
    op.create_table(
        "members",
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("user", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("seen_at_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("guild", "user", name=op.f("pk_members")),
    )
    op.create_index("ix_members_user", "members", ["user"], unique=False)
    op.create_table(
        "notices",
        sa.Column("id", ID, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("user", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("made_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("told_at_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    op.create_index(
        "ix_notices_untold", "notices", ["guild", "user"], unique=False, sqlite_where=sa.text("told_at_ms IS NULL")
    )
    op.create_table(
        "people",
        sa.Column("user", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("user", name=op.f("pk_people")),
    )
    op.create_table(
        "posts",
        sa.Column("id", ID, nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("owner", ID, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=False),
        sa.Column("nonce", sa.String(length=25), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("message", sa.BigInteger(), nullable=True),
        sa.Column("claimed_by", sa.String(length=64), nullable=True),
        sa.Column("claimed_until_ms", sa.BigInteger(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("made_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("due_at_ms", sa.BigInteger(), nullable=True),
        sa.Column("edit", sa.Boolean(), nullable=False),
        sa.Column("again_at_ms", sa.BigInteger(), nullable=True),
        sa.Column("edited_at_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint("purpose", "owner", name=op.f("uq_posts_purpose_owner")),
    )
    op.create_index("ix_posts_due", "posts", ["due_at_ms"], unique=False, sqlite_where=sa.text("due_at_ms IS NOT NULL"))
    op.create_table(
        "rank_counts",
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("scope", sa.String(length=110), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("bucket", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild", "scope", "period", "bucket", name=op.f("pk_rank_counts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "synced_commands",
        sa.Column("application", sa.BigInteger(), nullable=False),
        sa.Column("scope", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("application", "scope", name=op.f("pk_synced_commands")),
    )
    op.create_table(
        "tallies",
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("scope", sa.String(length=110), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("user", sa.BigInteger(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("last_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("guild", "user", "scope", "period", name=op.f("pk_tallies")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_tallies_rank",
        "tallies",
        [
            "guild",
            "scope",
            "period",
            sa.literal_column("points DESC"),
            sa.literal_column('"right" DESC'),
            "last_at_ms",
            "user",
            "answered",
            "hidden",
        ],
        unique=False,
        sqlite_where=sa.text("hidden = false"),
    )
    op.create_table(
        "decks",
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("cards", sa.Integer(), nullable=False),
        sa.Column("version", ID, nullable=False),
        sa.Column("removed_at_ms", sa.BigInteger(), nullable=True),
        sa.Column("file_hash", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["version"], ["deck_versions.id"], name=op.f("fk_decks_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decks")),
    )
    op.create_table(
        "questions",
        sa.Column("id", ID, nullable=False),
        sa.Column("owner_kind", sa.String(length=16), nullable=False),
        sa.Column("owner_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=True),
        sa.Column("guild", sa.BigInteger(), nullable=True),
        sa.Column("channel", sa.BigInteger(), nullable=True),
        sa.Column("deck", sa.String(length=100), nullable=False),
        sa.Column("card", sa.String(length=100), nullable=False),
        sa.Column("card_version", ID, nullable=False),
        sa.Column("deck_version", ID, nullable=False),
        sa.Column("form", sa.String(length=16), nullable=False),
        sa.Column("options", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("opens_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("local_date", sa.String(length=10), nullable=False),
        sa.Column("closes_at_ms", sa.BigInteger(), nullable=True),
        sa.Column("changeable", sa.Boolean(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("reveal", sa.String(length=16), nullable=False),
        sa.Column("hints", sa.Boolean(), nullable=False),
        sa.Column("hint_cost", sa.Integer(), nullable=False),
        sa.Column("typed", sa.Boolean(), nullable=False),
        sa.Column("settle_after_ms", sa.Integer(), nullable=False),
        sa.CheckConstraint("closes_at_ms IS NOT NULL OR reveal = 'at-once'", name=op.f("ck_questions_closes")),
        sa.ForeignKeyConstraint(["card_version"], ["card_versions.id"], name=op.f("fk_questions_card_version")),
        sa.ForeignKeyConstraint(["deck_version"], ["deck_versions.id"], name=op.f("fk_questions_deck_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint("owner_kind", "owner_id", "number", name=op.f("uq_questions_owner_kind_owner_id_number")),
    )
    op.create_index("ix_questions_guild", "questions", ["guild"], unique=False)
    op.create_index(
        "ix_questions_withheld",
        "questions",
        ["guild", "deck", "card"],
        unique=False,
        sqlite_where=sa.text("state = 'open' AND reveal != 'at-once'"),
    )
    op.create_table(
        "answers",
        sa.Column("id", ID, nullable=False),
        sa.Column("question", ID, nullable=False),
        sa.Column("user", sa.BigInteger(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("source", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer_key", sa.Text(), nullable=False),
        sa.Column("gave_up", sa.Boolean(), nullable=False),
        sa.Column("answered_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("local_date", sa.String(length=10), nullable=False),
        sa.Column("hints", sa.Integer(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["question"], ["questions.id"], name=op.f("fk_answers_question")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.UniqueConstraint("question", "user", "attempt", name=op.f("uq_answers_question_user_attempt")),
        sa.UniqueConstraint("source", name=op.f("uq_answers_source")),
    )
    op.create_index("ix_answers_user", "answers", ["user"], unique=False)
    op.create_table(
        "hints",
        sa.Column("question", ID, nullable=False),
        sa.Column("user", sa.BigInteger(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["question"], ["questions.id"], name=op.f("fk_hints_question")),
        sa.PrimaryKeyConstraint("question", "user", name=op.f("pk_hints")),
    )
    op.create_table(
        "reports",
        sa.Column("id", ID, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("deck", sa.String(length=100), nullable=False),
        sa.Column("card", sa.String(length=100), nullable=False),
        sa.Column("question", ID, nullable=False),
        sa.Column("user", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reported_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("settled_at_ms", sa.BigInteger(), nullable=True),
        sa.Column("settled_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["question"], ["questions.id"], name=op.f("fk_reports_question")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("question", "user", name=op.f("uq_reports_question_user")),
    )
    op.create_index("ix_reports_guild", "reports", ["guild"], unique=False)
    op.create_table(
        "schedules",
        sa.Column("id", ID, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=False),
        sa.Column("deck", sa.String(length=100), nullable=False),
        sa.Column("at_minute", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("open_for_s", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("paused", sa.String(length=16), nullable=True),
        sa.Column("next_at_ms", sa.BigInteger(), nullable=True),
        sa.Column("missed_on", sa.String(length=10), nullable=True),
        sa.Column("mix", sa.Text(), nullable=True),
        sa.Column("forms", sa.String(length=16), nullable=True),
        sa.Column("skip", sa.Text(), nullable=True),
        sa.Column("holidays", sa.String(length=16), nullable=True),
        sa.Column("grace_s", sa.Integer(), nullable=True),
        sa.Column("reveal", sa.String(length=16), nullable=True),
        sa.Column("changeable", sa.Boolean(), nullable=True),
        sa.Column("typed", sa.Boolean(), nullable=True),
        sa.Column("thread", sa.Boolean(), nullable=True),
        sa.Column("remind", sa.Boolean(), nullable=True),
        sa.Column("ping", sa.BigInteger(), nullable=True),
        sa.Column("made_by", sa.BigInteger(), nullable=False),
        sa.Column("made_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("removed_at_ms", sa.BigInteger(), nullable=True),
        sa.Column("next_on", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["deck"], ["decks.id"], name=op.f("fk_schedules_deck")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedules")),
    )
    op.create_index("ix_schedules_guild", "schedules", ["guild"], unique=False)
    op.create_index(
        "ix_schedules_next", "schedules", ["next_at_ms"], unique=False, sqlite_where=sa.text("next_at_ms IS NOT NULL")
    )
    op.create_table(
        "duplicates",
        sa.Column("id", ID, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("question", ID, nullable=False),
        sa.Column("answer", ID, nullable=False),
        sa.Column("found_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("settled_at_ms", sa.BigInteger(), nullable=True),
        sa.Column("settled_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["answer"], ["answers.id"], name=op.f("fk_duplicates_answer")),
        sa.ForeignKeyConstraint(["question"], ["questions.id"], name=op.f("fk_duplicates_question")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicates")),
        sa.UniqueConstraint("answer", name=op.f("uq_duplicates_answer")),
    )
    op.create_index("ix_duplicates_guild", "duplicates", ["guild"], unique=False)
    op.create_table(
        "gradings",
        sa.Column("answer", ID, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("covered", sa.String(length=64), nullable=False),
        sa.Column("grader", sa.String(length=32), nullable=False),
        sa.Column("cause", sa.String(length=16), nullable=False),
        sa.Column("graded_at_ms", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("points >= 0", name=op.f("ck_gradings_points")),
        sa.CheckConstraint("score >= 0 AND score <= 1", name=op.f("ck_gradings_score")),
        sa.ForeignKeyConstraint(["answer"], ["answers.id"], name=op.f("fk_gradings_answer")),
        sa.PrimaryKeyConstraint("answer", "n", name=op.f("pk_gradings")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rounds",
        sa.Column("id", ID, nullable=False),
        sa.Column("schedule", ID, nullable=False),
        sa.Column("local_date", sa.String(length=10), nullable=False),
        sa.Column("slot", sa.String(length=32), nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=False),
        sa.Column("deck", sa.String(length=100), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("due_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("opens_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("closes_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("settle_at_ms", sa.BigInteger(), nullable=True),
        sa.Column("count_at_ms", sa.BigInteger(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["schedule"], ["schedules.id"], name=op.f("fk_rounds_schedule")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
        sa.UniqueConstraint("schedule", "local_date", "slot", name=op.f("uq_rounds_schedule_local_date_slot")),
    )
    op.create_index(
        "ix_rounds_count", "rounds", ["count_at_ms"], unique=False, sqlite_where=sa.text("count_at_ms IS NOT NULL")
    )
    op.create_index("ix_rounds_open", "rounds", ["guild"], unique=False, sqlite_where=sa.text("state = 'open'"))
    op.create_index(
        "ix_rounds_settle", "rounds", ["settle_at_ms"], unique=False, sqlite_where=sa.text("settle_at_ms IS NOT NULL")
    )
    op.create_table(
        "rulings",
        sa.Column("id", ID, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("deck", sa.String(length=100), nullable=False),
        sa.Column("card", sa.String(length=100), nullable=False),
        sa.Column("question", ID, nullable=False),
        sa.Column("answer", ID, nullable=False),
        sa.Column("form", sa.String(length=16), nullable=False),
        sa.Column("answer_key", sa.Text(), nullable=False),
        sa.Column("appellant", sa.BigInteger(), nullable=False),
        sa.Column("argument", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("moderator", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("opened_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("decided_at_ms", sa.BigInteger(), nullable=True),
        sa.Column("cursor", ID, nullable=False),
        sa.Column("due_at_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["answer"], ["answers.id"], name=op.f("fk_rulings_answer")),
        sa.ForeignKeyConstraint(["question"], ["questions.id"], name=op.f("fk_rulings_question")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulings")),
        sa.UniqueConstraint("answer", name=op.f("uq_rulings_answer")),
    )
    op.create_index(
        "ix_rulings_due", "rulings", ["due_at_ms"], unique=False, sqlite_where=sa.text("due_at_ms IS NOT NULL")
    )
    op.create_index("ix_rulings_guild_state", "rulings", ["guild", "state"], unique=False)
    op.create_table(
        "streak_counts",
        sa.Column("schedule", ID, autoincrement=False, nullable=False),
        sa.Column("counted_on", sa.String(length=10), nullable=True),
        sa.Column("due_at_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["schedule"], ["schedules.id"], name=op.f("fk_streak_counts_schedule")),
        sa.PrimaryKeyConstraint("schedule", name=op.f("pk_streak_counts")),
    )
    op.create_index(
        "ix_streak_counts_due",
        "streak_counts",
        ["due_at_ms"],
        unique=False,
        sqlite_where=sa.text("due_at_ms IS NOT NULL"),
    )
    op.create_table(
        "streaks",
        sa.Column("schedule", ID, nullable=False),
        sa.Column("user", sa.BigInteger(), nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("best", sa.Integer(), nullable=False),
        sa.Column("freezes", sa.Integer(), nullable=False),
        sa.Column("last_date", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["schedule"], ["schedules.id"], name=op.f("fk_streaks_schedule")),
        sa.PrimaryKeyConstraint("schedule", "user", name=op.f("pk_streaks")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_streaks_guild_best", "streaks", ["guild", "best"], unique=False)
    op.create_table(
        "accepted_answers",
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("deck", sa.String(length=100), nullable=False),
        sa.Column("card", sa.String(length=100), nullable=False),
        sa.Column("form", sa.String(length=16), nullable=False),
        sa.Column("answer_key", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("ruling", ID, nullable=False),
        sa.ForeignKeyConstraint(["ruling"], ["rulings.id"], name=op.f("fk_accepted_answers_ruling")),
        sa.PrimaryKeyConstraint("guild", "deck", "card", "form", "answer_key", name=op.f("pk_accepted_answers")),
    )
    # ### end Alembic commands ###
    # --- drawn up to here by tests/db/draw_schema.py
    if op.get_bind().dialect.name == "sqlite":
        for trigger in (*GUARDS, *COUNTERS):
            op.execute(trigger)


GUARDS = (
    """CREATE TRIGGER answers_stay BEFORE DELETE ON answers
    WHEN NOT EXISTS (SELECT 1 FROM questions JOIN guilds ON guilds.id = questions.guild
    WHERE questions.id = OLD.question AND guilds.purging)
    BEGIN SELECT RAISE(ABORT, 'the answer log is append-only'); END""",
    """CREATE TRIGGER answers_keep BEFORE UPDATE OF
    id, question, attempt, source, gave_up, answered_at_ms, local_date, hints, late ON answers
    BEGIN SELECT RAISE(ABORT, 'only text and user of an answer may be erased'); END""",
    """CREATE TRIGGER gradings_stay BEFORE DELETE ON gradings
    WHEN NOT EXISTS (SELECT 1 FROM answers JOIN questions ON questions.id = answers.question
    JOIN guilds ON guilds.id = questions.guild WHERE answers.id = OLD.answer AND guilds.purging)
    BEGIN SELECT RAISE(ABORT, 'gradings are append-only'); END""",
    """CREATE TRIGGER gradings_keep BEFORE UPDATE ON gradings
    BEGIN SELECT RAISE(ABORT, 'gradings are append-only'); END""",
)

# `bucket_width` in the program says the same.
_WIDTH = "CASE length({0}.period) WHEN 3 THEN 32 WHEN 7 THEN 8 ELSE 1 END"
_NEW, _OLD = (f"{side}.points / {_WIDTH.format(side)}" for side in ("NEW", "OLD"))
_MORE = f"""INSERT INTO rank_counts (guild, scope, period, bucket, people)
    VALUES (NEW.guild, NEW.scope, NEW.period, {_NEW}, 1)
    ON CONFLICT (guild, scope, period, bucket) DO UPDATE SET people = people + 1"""  # noqa: S608 - constants
_FEWER = f"""UPDATE rank_counts SET people = people - 1
    WHERE guild = OLD.guild AND scope = OLD.scope AND period = OLD.period AND bucket = {_OLD}"""  # noqa: S608 - likewise
_MOVED = f"({_OLD} <> {_NEW} OR OLD.hidden <> NEW.hidden)"
COUNTERS = (
    f"CREATE TRIGGER tallies_come AFTER INSERT ON tallies WHEN NOT NEW.hidden BEGIN {_MORE}; END",
    f"CREATE TRIGGER tallies_go AFTER DELETE ON tallies WHEN NOT OLD.hidden BEGIN {_FEWER}; END",
    f"""CREATE TRIGGER tallies_leave AFTER UPDATE OF points, hidden ON tallies
    WHEN NOT OLD.hidden AND {_MOVED} BEGIN {_FEWER}; END""",
    f"""CREATE TRIGGER tallies_arrive AFTER UPDATE OF points, hidden ON tallies
    WHEN NOT NEW.hidden AND {_MOVED} BEGIN {_MORE}; END""",
)
