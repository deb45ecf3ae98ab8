"""One read tells when each kind of work is due."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from bot.core.ids import GuildId, ScheduleId
from bot.core.instants import to_ms
from bot.daily.queries import dues, schedules, streaks
from bot.db.database import Database
from tests.database import reading, tables, writing


async def test_nothing(db: Database) -> None:
    """Of an empty store nothing is due, ever."""
    with reading(db) as tx:
        assert (dues.of(tx)).first is None


async def test_each_kind(db: Database, asking: Any) -> None:
    """Each kind has its own earliest instant, and the first of all is the earliest."""
    noon = asking.noon
    with writing(db) as tx:
        asking.question(tx)
        tx.execute(
            update(tables["occurrences"]).values(
                settle_at_ms=to_ms(noon), refresh_at_ms=to_ms(noon + timedelta(hours=1))
            )
        )
        schedules.put_off(tx, ScheduleId(1), noon + timedelta(hours=2))
        streaks.plan(tx, ScheduleId(1), noon + timedelta(hours=3))
        found = dues.of(tx)
        away = dues.of(tx, frozenset({GuildId(1)}))
    assert found.first == found.settle == noon
    assert found.refresh == noon + timedelta(hours=1)
    assert found.schedule == noon + timedelta(hours=2)
    assert found.streaks == noon + timedelta(hours=3)
    assert (away.settle, away.schedule, away.post) == (noon, None, None)
