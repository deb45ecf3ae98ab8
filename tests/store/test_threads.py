"""Whether a schedule wants threads, and which was opened, is kept."""

from __future__ import annotations

from bot.store import threads
from bot.store.store import Store
from bot.terms.ids import ChannelId, OccurrenceId, ScheduleId


async def test_threads_are_opened_where_they_are_wanted(store: Store) -> None:
    """Nobody wants one unless it was chosen, and what was never asked has none."""
    async with store.write() as unit:
        assert not await threads.wanted(unit, ScheduleId(1))
        assert await threads.of(unit, OccurrenceId(1)) is None
        await threads.opened(unit, OccurrenceId(1), ChannelId(5))
        assert await threads.of(unit, OccurrenceId(1)) is None
