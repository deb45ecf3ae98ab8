"""One read tells when each kind of work is due."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from bot.store import dues, schedules, streaks, tables
from bot.store.store import Store
from bot.terms.ids import GuildId, ScheduleId
from bot.terms.instants import to_ms


async def test_nothing(store: Store) -> None:
    """Of an empty store nothing is due, ever."""
    async with store.read() as unit:
        assert (await dues.of(unit)).first is None


async def test_each_kind(store: Store, asking: Any) -> None:
    """Each kind has its own earliest instant, and the first of all is the earliest."""
    noon = asking.noon
    async with store.write() as unit:
        await asking.question(unit)
        await unit.execute(
            update(tables.occurrences).values(settle_at_ms=to_ms(noon), refresh_at_ms=to_ms(noon + timedelta(hours=1)))
        )
        await schedules.put_off(unit, ScheduleId(1), noon + timedelta(hours=2))
        await streaks.plan(unit, ScheduleId(1), noon + timedelta(hours=3))
        found = await dues.of(unit)
        away = await dues.of(unit, frozenset({GuildId(1)}))
    assert found.first == found.settle == noon
    assert found.refresh == noon + timedelta(hours=1)
    assert found.schedule == noon + timedelta(hours=2)
    assert found.streaks == noon + timedelta(hours=3)
    assert (away.settle, away.schedule, away.post) == (noon, None, None)
