"""Rounds are unique by schedule, date and slot, and tell when they want something next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.core.ids import ChannelId, DeckId, GuildId, RoundId, ScheduleId, SourceId
from bot.daily.queries import rounds
from bot.daily.queries.rounds import AUTO, Round, RoundState, slot_now
from bot.db.database import Database
from tests.database import writing

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
NEW = Round(
    schedule=ScheduleId(1),
    local_date=date(2026, 11, 24),
    slot=AUTO,
    guild=GuildId(1),
    channel=ChannelId(10),
    deck=DeckId("demo"),
    state=RoundState.DUE,
    due_at=NOW,
    opens_at=NOW,
    closes_at=NOW + timedelta(hours=8),
)


async def test_unique(db: Database, asking: Any) -> None:
    """The same schedule, date and slot is kept once; another date or slot is another round."""
    with writing(db) as tx:
        asking.question(tx)
        first = rounds.insert_one(tx, NEW)
        assert first is not None
        assert rounds.insert_one(tx, NEW) is None
        assert rounds.insert_one(tx, replace(NEW, local_date=date(2026, 11, 25))) is not None
        extra = rounds.insert_one(tx, replace(NEW, slot=slot_now(SourceId(5))))
        assert extra is not None
        found = rounds.of_slot(tx, ScheduleId(1), "now:5")
        assert found is not None
        assert found.id == extra
        assert rounds.of_slot(tx, ScheduleId(1), "now:6") is None
        assert rounds.last_auto(tx, ScheduleId(1)) == date(2026, 11, 25)
        assert rounds.last_auto(tx, ScheduleId(2)) is None


async def test_next(db: Database, asking: Any) -> None:
    """Settling is next, then counting; an end plans nothing, and what was to be counted again meanwhile is not lost."""
    with writing(db) as tx:
        round_id = (asking.question(tx)).round_id
        assert rounds.next_settling(tx) == NOW + timedelta(hours=8, seconds=5)
        assert rounds.next_counting(tx) is None
        rounds.plan_counting(tx, round_id, NOW)
        assert rounds.next_counting(tx) is None, "it is not settled"
        rounds.end(tx, round_id, RoundState.SETTLED)
        assert rounds.next_settling(tx) is None
        rounds.plan_counting(tx, round_id, NOW)
        ((found, counted_at),) = rounds.to_count(tx, NOW, 50)
        assert (found.id, counted_at, rounds.next_counting(tx)) == (round_id, NOW, NOW)
        rounds.plan_counting(tx, round_id, NOW + SECOND)
        assert not rounds.keep_result(tx, round_id, "{}", counted_at)
        assert rounds.keep_result(tx, round_id, "{}", NOW + SECOND)
        assert (rounds.result_kept(tx, round_id), rounds.next_counting(tx)) == ("{}", None)
        assert rounds.one(tx, RoundId(99)) is None


async def test_open_in(db: Database, asking: Any) -> None:
    """Open are those whose questions are open and whose time is not over, of one server."""
    with writing(db) as tx:
        here = (asking.question(tx)).round_id
        asking.question(tx, guild=2)
        assert [found.id for found in rounds.open_in(tx, GuildId(1), NOW)] == [here]
        rounds.close(tx, here, NOW, settle_at=NOW)
        assert rounds.open_in(tx, GuildId(1), NOW) == ()
        assert [found.id for found in rounds.to_settle(tx, NOW, 50)] == [here]
        rounds.opened(tx, here, settle_at=NOW + SECOND)
        assert rounds.to_settle(tx, NOW, 50) == ()
