"""Purging a server."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import IntegrityError

from bot.store import guilds, purge
from bot.store.columns import metadata
from bot.store.store import Store
from bot.terms.ids import GuildId

HERE, ELSEWHERE = GuildId(1), GuildId(2)


async def _counts(store: Store) -> dict[str, int]:
    async with store.read() as unit:
        return {
            table.name: await unit.scalar(select(func.count()).select_from(table)) for table in metadata.sorted_tables
        }


async def _fill(store: Store, asking: Any, guild: GuildId) -> None:
    """Ask and answer in a server, and leave rows of other kinds."""
    async with store.write() as unit:
        await guilds.see(unit, guild, asking.noon)
        asked = await asking.question(unit, guild=guild, deck=f"{guild}/own")
        await unit.execute(text("UPDATE decks SET guild = :g WHERE id = :d"), {"g": guild, "d": f"{guild}/own"})
        for number in range(7):
            answer = await unit.scalar(
                text(
                    "INSERT INTO answers (question, user, attempt, source, text, answer_key, gave_up, answered_at_ms,"
                    " local_date, purpose, hints, late) VALUES (:q, :u, 1, :s, 'x', 'x', 0, 1, '2026-11-23', 'daily',"
                    " 0, 0) RETURNING id"
                ),
                {"q": asked.place.question, "u": number, "s": guild * 100 + number},
            )
            await unit.execute(
                text("INSERT INTO gradings VALUES (:a, 1, 1.0, 'right', 100, '', '1', 'first', 1)"), {"a": answer}
            )
        await unit.execute(
            insert(metadata.tables["members"]), {"guild": guild, "user": 1, "name": "Ada", "seen_at_ms": 1}
        )
        await unit.execute(insert(metadata.tables["hints"]), {"question": asked.place.question, "user": 1, "taken": 1})


async def test_all_of_a_server_goes_and_nothing_else(store: Store, asking: Any) -> None:
    """In batches, log included, until not a row of it is left; another server keeps every row."""
    await _fill(store, asking, ELSEWHERE)
    before = await _counts(store)
    await _fill(store, asking, HERE)
    async with store.write() as unit:
        assert not await purge.some(unit, HERE)
        await guilds.set_left(unit, HERE, asking.noon)
    batches = 0
    more = True
    while more:
        async with store.write() as unit:
            more = await purge.some(unit, HERE, most=3)
        batches += 1
    assert batches > 5
    assert await _counts(store) == before


async def test_the_log_gives_way_to_a_purge_alone(store: Store, asking: Any) -> None:
    """Of a server that is there, or merely archived, no answer and no grading can be deleted."""
    await _fill(store, asking, HERE)
    async with store.write() as unit:
        await guilds.set_left(unit, HERE, asking.noon)
    for table in ("answers", "gradings"):
        with pytest.raises(IntegrityError, match="append-only"):
            async with store.write() as unit:
                await unit.execute(text(f"DELETE FROM {table}"))


async def test_when_it_is_due(store: Store, asking: Any) -> None:
    """It is due after its time, and until it has ended once it began."""
    await _fill(store, asking, HERE)
    async with store.write() as unit:
        assert await purge.next_at(unit, timedelta(days=30)) is None
        await guilds.set_left(unit, HERE, asking.noon)
        assert await purge.next_at(unit, timedelta(days=30)) == asking.noon + timedelta(days=30)
        assert await purge.due(unit, asking.noon - timedelta(seconds=1)) is None
        assert await purge.due(unit, asking.noon) == HERE
        await purge.some(unit, HERE, most=1)
        assert await purge.due(unit, asking.noon - timedelta(days=9)) == HERE


def test_every_table_is_thought_of() -> None:
    """Each table belongs to servers by a column or a rule, or is named as belonging to none."""
    for table in metadata.sorted_tables:
        assert "guild" in table.c or table in purge._OF or table in purge._ELSEWHERE, table.name
