"""What is due is done for everyone, whatever is wrong with one server's rows."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.chat.chores import PUT_OFF
from bot.core.ids import GuildId
from bot.db.errors import DatabaseClosed
from tests.database import reading, tables, writing

HERE, ELSEWHERE = GuildId(1), GuildId(2)


async def spoil(evening: Any, statement: Any) -> None:
    """Write what no program of ours would."""
    with writing(evening.db) as tx:
        tx.execute(statement)


async def test_a_broken_schedule_stops_nobody(evening: Any) -> None:
    """A schedule that cannot be reckoned with is put off with a line in the log, and all others ask."""
    broken = await evening.schedule()
    await evening.schedule(guild=ELSEWHERE)
    table = tables["schedules"]
    await spoil(evening, update(table).where(table.c.id == broken.id).values(zone="Mars/Olympus"))
    evening.clock.at = broken.next_at
    assert [order.open.guild for order in await evening.due()] == [ELSEWHERE]
    assert await evening.due() == []
    assert await evening.next_due() == broken.next_at + timedelta(seconds=60)  # the other's claim
    assert broken.next_at + PUT_OFF > evening.clock.now()


async def test_a_broken_post_stops_nobody(evening: Any) -> None:
    """A post that cannot be shown is put off, and all others are sent."""
    view = await evening.schedule()
    await evening.schedule(guild=ELSEWHERE)
    posts, rounds = tables["posts"], tables["rounds"]
    await evening.rounds.ask_now(guild=HERE, schedule=view.id, source=evening.source(), at=evening.clock.now())
    await spoil(evening, update(rounds).where(rounds.c.guild == HERE).values(state="nonsense"))
    evening.clock.at = view.next_at
    orders = await evening.due()
    assert sorted(order.open.guild for order in orders) == [HERE, ELSEWHERE]
    with reading(evening.db) as tx:
        due = tx.execute(posts.select().with_only_columns(posts.c.due_at_ms).where(posts.c.id == 1)).scalar()
    assert due == int((view.next_at + PUT_OFF).timestamp() * 1000)


async def test_a_chore_whose_instant_cannot_be_read_stops_nobody(evening: Any) -> None:
    """It is put off with a line in the log, and everything else is done."""
    view = await evening.schedule()
    plan = {"guild": ELSEWHERE, "channel": 1, "day": 0, "minute": 540, "due_at_ms": 2**62}
    await spoil(evening, tables["digest_plans"].insert().values(plan))
    evening.clock.at = view.next_at
    assert [order.open.guild for order in await evening.due()] == [HERE]


async def test_missed_dates_hold_up_nothing(evening: Any) -> None:
    """However many dates are missed, what is to be asked is asked."""
    views = [await evening.schedule(guild=GuildId(guild)) for guild in range(1, 71)]
    late = await evening.schedule(at="13:30")
    evening.clock.at = late.next_at
    orders = await evening.due()
    assert [order.open.opens_at for order in orders] == [late.next_at]
    assert {view.next_at for view in views} == {late.next_at - timedelta(hours=4, minutes=30)}


async def test_a_fault_of_the_database_flies(evening: Any, caplog: pytest.LogCaptureFixture) -> None:
    """A database that fails is everyone's trouble, and the alarm's to try again."""
    await evening.schedule()
    await evening.db.close()
    with caplog.at_level(logging.ERROR), pytest.raises(DatabaseClosed):
        await evening.due()
    assert caplog.records == []
