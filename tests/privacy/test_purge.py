"""Purging a server."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import IntegrityError

from bot.core.ids import GuildId
from bot.db.columns import metadata
from bot.db.database import Database
from bot.guilds import queries as guilds
from bot.privacy import queries
from tests.database import reading, writing

HERE, ELSEWHERE = GuildId(1), GuildId(2)


async def _counts(db: Database) -> dict[str, int]:
    with reading(db) as tx:
        return {
            table.name: tx.execute(select(func.count()).select_from(table)).scalar() for table in metadata.sorted_tables
        }


async def _fill(db: Database, asking: Any, guild: GuildId) -> None:
    """Ask and answer in a server, and leave rows of other kinds."""
    with writing(db) as tx:
        guilds.remember_guild(tx, guild, asking.noon)
        asked = asking.question(tx, guild=guild, deck=f"{guild}/own")
        tx.execute(text("UPDATE decks SET guild = :g WHERE id = :d"), {"g": guild, "d": f"{guild}/own"})
        for number in range(7):
            answer = tx.execute(
                text(
                    "INSERT INTO answers (question, user, attempt, source, text, answer_key, gave_up, answered_at_ms,"
                    " local_date, hints, late) VALUES (:q, :u, 1, :s, 'x', 'x', 0, 1, '2026-11-23',"
                    " 0, 0) RETURNING id"
                ),
                {"q": asked.question.id, "u": number, "s": guild * 100 + number},
            ).scalar()
            tx.execute(
                text("INSERT INTO gradings VALUES (:a, 1, 1.0, 'right', 100, '', '1', 'first', 1, 0)"), {"a": answer}
            )
        tx.execute(insert(metadata.tables["members"]), {"guild": guild, "user": 1, "name": "Ada", "seen_at_ms": 1})
        tx.execute(insert(metadata.tables["hints"]), {"question": asked.question.id, "user": 1, "taken": 1})


async def test_all_of_a_server_goes_and_nothing_else(db: Database, asking: Any) -> None:
    """In batches, log included, until not a row of it is left; another server keeps every row."""
    await _fill(db, asking, ELSEWHERE)
    before = await _counts(db)
    await _fill(db, asking, HERE)
    with writing(db) as tx:
        assert not queries.purge_some(tx, HERE)
        guilds.set_left(tx, HERE, asking.noon)
    batches = 0
    more = True
    while more:
        with writing(db) as tx:
            more = queries.purge_some(tx, HERE, most=3)
        batches += 1
    assert batches > 5
    assert await _counts(db) == before


async def test_the_log_gives_way_to_a_purge_alone(db: Database, asking: Any) -> None:
    """Of a server that is there, or merely archived, no answer and no grading can be deleted."""
    await _fill(db, asking, HERE)
    with writing(db) as tx:
        guilds.set_left(tx, HERE, asking.noon)
    for table in ("answers", "gradings"):
        with pytest.raises(IntegrityError, match="append-only"), writing(db) as tx:
            tx.execute(text(f"DELETE FROM {table}"))


async def test_when_it_is_due(db: Database, asking: Any) -> None:
    """It is due after its time, and until it has ended once it began."""
    await _fill(db, asking, HERE)
    with writing(db) as tx:
        assert queries.next_purge_at(tx, timedelta(days=30)) is None
        guilds.set_left(tx, HERE, asking.noon)
        assert queries.next_purge_at(tx, timedelta(days=30)) == asking.noon + timedelta(days=30)
        assert queries.due_purge(tx, asking.noon - timedelta(seconds=1)) is None
        assert queries.due_purge(tx, asking.noon) == HERE
        queries.purge_some(tx, HERE, most=1)
        assert queries.due_purge(tx, asking.noon - timedelta(days=9)) == HERE


def test_every_table_is_thought_of() -> None:
    """Each table belongs to servers by a column or a rule, or is named as belonging to none."""
    for table in metadata.sorted_tables:
        assert queries.belongs_to_guilds(table) or table.name in ("people", "guilds"), table.name
