"""Erasures as rows; `tests/services/test_privacy.py` shows what they do to boards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import text

from bot.core.ids import GuildId, UserId
from bot.db.database import Database
from bot.privacy.queries import erasures
from tests.database import writing

HERE, ADA = GuildId(1), UserId(7)


async def test_with_nothing_to_erase_it_ends_at_once(db: Database, asking: Any) -> None:
    """The row is there while there is work, and goes with the last of it."""
    with writing(db) as tx:
        erasures.begin(tx, HERE, ADA, UserId(99), asking.noon)
        assert erasures.next_at(tx) == asking.noon
        assert erasures.due(tx, asking.noon - timedelta(seconds=1)) is None
        found = erasures.due(tx, asking.noon)
        assert found is not None
        assert (found.user, found.guild, found.tombstone) == (ADA, HERE, 99)
        assert not erasures.some(tx, found, asking.noon)
        assert erasures.one(tx, UserId(99)) is None
        assert erasures.next_at(tx) is None


async def test_a_second_wish_means_only_what_came_later(db: Database, asking: Any) -> None:
    """Two wishes at work share the answers by when they were given."""
    with writing(db) as tx:
        erasures.begin(tx, HERE, ADA, UserId(98), asking.noon)
        erasures.begin(tx, HERE, ADA, UserId(99), asking.noon + timedelta(hours=1))
        first, second = erasures.one(tx, UserId(98)), erasures.one(tx, UserId(99))
    assert first is not None
    assert second is not None
    assert first.since_at_ms < first.asked_at_ms == second.since_at_ms < second.asked_at_ms


async def test_a_hidden_person_leaves_a_hidden_tombstone(db: Database, asking: Any) -> None:
    """Who was on no board does not come onto one by being forgotten."""
    with writing(db) as tx:
        tx.execute(text("INSERT INTO people VALUES (7, 1)"))
        erasures.begin(tx, HERE, ADA, UserId(99), asking.noon)
        assert tx.execute(text("SELECT hidden FROM people WHERE user = 99")).scalar()
