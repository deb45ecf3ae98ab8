"""Whether a schedule wants threads, and which was opened, is kept."""

from __future__ import annotations

from bot.core.ids import ChannelId, OccurrenceId, ScheduleId
from bot.daily.queries import threads
from bot.db.database import Database
from tests.database import writing


async def test_threads_are_opened_where_they_are_wanted(db: Database) -> None:
    """Nobody wants one unless it was chosen, and what was never asked has none."""
    with writing(db) as tx:
        assert not threads.wanted(tx, ScheduleId(1))
        assert threads.of(tx, OccurrenceId(1)) is None
        threads.opened(tx, OccurrenceId(1), ChannelId(5))
        assert threads.of(tx, OccurrenceId(1)) is None
