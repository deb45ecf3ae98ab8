"""Servers that Discord cannot reach."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.core.ids import GuildId
from bot.guilds.service.away import Away

HERE, ELSEWHERE = GuildId(1), GuildId(2)


def test_servers_go_and_come() -> None:
    """What went is away until it came."""
    away = Away()
    away.went(HERE)
    away.went(ELSEWHERE)
    away.came(HERE)
    assert away.guilds == {ELSEWHERE}
    away.are(frozenset({HERE}))
    assert away.guilds == {HERE}


async def test_what_is_due_waits(evening: Any) -> None:
    """A server that is away holds up nobody and loses nothing: within the grace its question comes when it is back."""
    here = await evening.schedule()
    await evening.schedule(guild=ELSEWHERE)
    evening.away.went(HERE)
    evening.clock.at = here.next_at
    orders = await evening.due()
    assert [order.open.guild for order in orders] == [ELSEWHERE]
    await evening.deliver(orders)
    assert (await evening.next_due()) > evening.clock.at
    evening.clock.advance(minutes=30)
    evening.away.came(HERE)
    (order,) = await evening.due()
    assert order.purpose == "question"
    assert order.open.guild == HERE
    assert order.open.closes_at == here.next_at + timedelta(hours=8)


async def test_too_long_away_is_missed(evening: Any) -> None:
    """Beyond the grace the date is missed, and the schedule runs on."""
    here = await evening.schedule()
    evening.away.went(HERE)
    evening.clock.at = here.next_at + timedelta(hours=5)
    assert await evening.due() == []
    evening.away.came(HERE)
    assert await evening.due() == []
    (view,) = await evening.schedules.all(HERE)
    assert view.missed_on is not None
    assert view.paused is None


async def test_owed_messages_wait_too(evening: Any) -> None:
    """A result of a server that is away is ordered once it is back, without the tries running out."""
    order = await evening.posted()
    evening.away.went(HERE)
    evening.clock.at = order.open.closes_at + timedelta(seconds=5)
    assert await evening.due() == []
    evening.clock.advance(hours=10)
    assert await evening.due() == []
    evening.away.came(HERE)
    assert [result.retry for result in await evening.due()] == [False, False]
