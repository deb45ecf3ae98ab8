"""What time zones are known to do may differ at each start, and no date is asked twice or lost for it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.core.instants import to_ms
from bot.daily.queries import rounds
from bot.daily.service.planning import BATCH, plan_anew
from bot.db.database import Database
from tests.database import reading, tables, writing
from tests.fixtures.services import DEMO, HERE, MONDAY, Evening

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


async def planned_otherwise(evening: Evening, **values: object) -> None:
    """Leave a plan behind that another release's zones led to."""
    with writing(evening.db) as tx:
        tx.execute(update(tables["schedules"]).values(**values))


async def next_at(evening: Evening) -> datetime | None:
    """Return when the only schedule asks next."""
    (schedule,) = await evening.schedules.all(HERE)
    return schedule.next_at


async def test_a_changed_zone(evening: Evening) -> None:
    """An instant that older zones led to is put right, and asked then, once."""
    await evening.schedule()
    await planned_otherwise(evening, next_at_ms=to_ms(NINE + timedelta(hours=1)))
    assert await plan_anew(evening.db) == 1
    assert await next_at(evening) == NINE
    evening.clock.at = NINE
    assert len([order for order in await evening.due() if order.purpose == "question"]) == 1
    assert await plan_anew(evening.db) == 0
    assert await next_at(evening) == NINE + timedelta(days=1)


@pytest.mark.parametrize("off", [timedelta(hours=-1), timedelta(hours=1)])
async def test_a_date_that_was_asked(evening: Evening, off: timedelta) -> None:
    """What was asked today is not asked again, whichever way the zone moved."""
    await evening.posted()
    await planned_otherwise(evening, next_at_ms=to_ms(NINE + timedelta(days=1) + off))
    assert await plan_anew(evening.db) == 1
    evening.clock.at = NINE + timedelta(hours=3)
    assert [order for order in await evening.due() if order.purpose == "question"] == []
    assert await next_at(evening) == NINE + timedelta(days=1)


async def test_a_missed_date(evening: Evening) -> None:
    """A date that passed while the bot was away still counts as missed, though its instant has moved."""
    await evening.schedule()
    await planned_otherwise(evening, next_at_ms=to_ms(NINE + timedelta(hours=1)))
    evening.clock.at = NINE + timedelta(hours=9)
    await plan_anew(evening.db)
    assert await evening.due() == []
    (schedule,) = await evening.schedules.all(HERE)
    assert (schedule.missed_on, schedule.next_at) == (date(2026, 11, 23), NINE + timedelta(days=1))


async def test_a_date_that_no_longer_exists(evening: Evening) -> None:
    """Where a zone leaves a date out that was planned, the one after it comes instead."""
    evening.clock.at = datetime(2011, 12, 29, 20, tzinfo=UTC)
    await evening.schedule(zone="Pacific/Apia", days="daily")
    await planned_otherwise(evening, next_on="2011-12-30", next_at_ms=to_ms(datetime(2011, 12, 30, 19, tzinfo=UTC)))
    await plan_anew(evening.db)
    assert await next_at(evening) == datetime(2011, 12, 30, 19, tzinfo=UTC)
    evening.clock.at = datetime(2011, 12, 30, 19, 1, tzinfo=UTC)
    (order,) = await evening.due()
    assert order.purpose == "question"
    with reading(evening.db) as tx:
        assert rounds.last_auto(tx, (await evening.schedules.all(HERE))[0].id) == date(2011, 12, 31)


async def test_the_plan_of_an_older_version(tmp_path: Path) -> None:
    """Where the date was not kept yet, it is read off the instant."""
    db = await Database.open(f"sqlite:///{tmp_path / 'old.sqlite'}")
    evening = Evening(db)
    await evening.decks.sync([DEMO])
    await evening.schedule()
    await db.close()
    with closing(sqlite3.connect(tmp_path / "old.sqlite")) as connection, connection:
        connection.execute("UPDATE schedules SET next_on = NULL")
    evening.db = await Database.open(f"sqlite:///{tmp_path / 'old.sqlite'}")
    evening.restart()
    assert await plan_anew(evening.db) == 1
    assert await next_at(evening) == NINE
    await evening.db.close()


async def test_many(evening: Evening) -> None:
    """More schedules than one batch are all looked at; paused ones and those whose zone is gone are left alone."""
    for number in range(20):
        for _ in range(11):
            await evening.schedule(guild=HERE + number)
    await evening.schedules.pause(HERE, (await evening.schedules.all(HERE))[0].id)
    with writing(evening.db) as tx:
        changed = tables["schedules"].c.next_at_ms.is_not(None)
        tx.execute(update(tables["schedules"]).where(changed).values(next_at_ms=to_ms(MONDAY)))
        last = tables["schedules"].c.id == 220
        tx.execute(update(tables["schedules"]).where(last).values(zone="Europe/Nowhere"))
    assert await plan_anew(evening.db) == 218 > BATCH


async def test_a_clock_that_is_set_back(evening: Evening) -> None:
    """After a clock was set back by two hours, with or without a start, what was asked is not asked again."""
    await evening.posted()
    for hour in (7, 9):
        evening.clock.at = NINE.replace(hour=hour)
        assert [order for order in await evening.due() if order.purpose == "question"] == []
        evening.restart()
        await plan_anew(evening.db)
        assert [order for order in await evening.due() if order.purpose == "question"] == []
    assert await next_at(evening) == NINE + timedelta(days=1)


async def test_a_step_that_failed(evening: Evening) -> None:
    """A schedule that was put off for a fault of ours asks the date it owes after the next start."""
    await evening.schedule()
    evening.clock.at = NINE + timedelta(minutes=10)
    await planned_otherwise(evening, next_at_ms=to_ms(evening.clock.at + timedelta(hours=1)))
    assert await evening.due() == []
    await plan_anew(evening.db)
    assert len(await evening.due()) == 1
