"""Servers are known, left, greeted once, and passed over while Discord cannot reach them."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from bot.core.ids import ChannelId, GuildId, UserId
from bot.core.instants import to_ms
from bot.guilds import queries as guilds
from bot.guilds.service import Servers, UnreachableGuilds
from bot.privacy.service import KEPT_AFTER_LEAVING, Purge
from tests.database import busy, reading

HERE, ELSEWHERE = GuildId(1), GuildId(2)


def test_servers_go_and_come() -> None:
    """What went is away until it came."""
    unreachable = UnreachableGuilds()
    unreachable.add(HERE)
    unreachable.add(ELSEWHERE)
    unreachable.discard(HERE)
    assert unreachable.guilds == {ELSEWHERE}
    unreachable.replace(frozenset({HERE}))
    assert unreachable.guilds == {HERE}


async def test_what_is_due_waits(evening: Any) -> None:
    """A server that is away holds up nobody and loses nothing: within the grace its question comes when it is back."""
    here = await evening.schedule()
    await evening.schedule(guild=ELSEWHERE)
    evening.unreachable.add(HERE)
    evening.clock.at = here.next_at
    orders = await evening.due()
    assert [order.open.guild for order in orders] == [ELSEWHERE]
    await evening.deliver(orders)
    assert (await evening.next_due()) > evening.clock.at
    evening.clock.advance(minutes=30)
    evening.unreachable.discard(HERE)
    (order,) = await evening.due()
    assert order.purpose == "question"
    assert order.open.guild == HERE
    assert order.open.closes_at == here.next_at + timedelta(hours=8)


async def test_too_long_away_is_missed(evening: Any) -> None:
    """Beyond the grace the date is missed, and the schedule runs on."""
    here = await evening.schedule()
    evening.unreachable.add(HERE)
    evening.clock.at = here.next_at + timedelta(hours=5)
    assert await evening.due() == []
    evening.unreachable.discard(HERE)
    assert await evening.due() == []
    (view,) = await evening.schedules.all(HERE)
    assert view.missed_on is not None
    assert view.paused is None


async def test_owed_messages_wait_too(evening: Any) -> None:
    """A result of a server that is away is ordered once it is back, without the tries running out."""
    order = await evening.posted()
    evening.unreachable.add(HERE)
    evening.clock.at = order.open.closes_at + timedelta(seconds=5)
    assert await evening.due() == []
    evening.clock.advance(hours=10)
    assert await evening.due() == []
    evening.unreachable.discard(HERE)
    assert [result.retry for result in await evening.due()] == [False, False]


HERE, ELSEWHERE = GuildId(1), GuildId(2)
LOBBY = ChannelId(70)


@pytest.fixture
def servers(evening: Any) -> Servers:
    """The servers service."""
    return Servers(evening.db, evening.clock, evening.features, evening.unreachable)


async def test_an_invitation_is_greeted_once(evening: Any, servers: Servers) -> None:
    """Whatever is told how often, a server is greeted once."""
    await servers.joined(HERE, LOBBY)
    await servers.sync_guilds({HERE: LOBBY}, frozenset())
    await servers.left(HERE)
    await servers.joined(HERE, LOBBY)
    (greeting,) = await evening.due()
    assert greeting.purpose == "greeting"
    assert greeting.post.channel == LOBBY


async def test_at_a_start_those_never_greeted_are(evening: Any, servers: Servers) -> None:
    """A server that invited the bot while it was off is greeted; one at work needs none, one without a place waits."""
    await evening.schedule()
    await servers.sync_guilds({HERE: LOBBY, ELSEWHERE: LOBBY, GuildId(3): None}, frozenset())
    assert [order.post.guild for order in await evening.due()] == [ELSEWHERE]


async def test_a_server_that_left_rests_and_comes_back_whole(evening: Any, servers: Servers) -> None:
    """Nothing is asked or missed while it is away, and from its return on all is as it was."""
    view = await evening.schedule()
    await servers.left(HERE)
    evening.clock.at = view.next_at + timedelta(days=2)
    assert await evening.due() == []
    await servers.joined(HERE, LOBBY)
    (back,) = await evening.schedules.all(HERE)
    assert back.paused is None
    assert back.missed_on is None
    assert back.next_at == view.next_at + timedelta(days=3)
    evening.clock.at = back.next_at
    assert len(await evening.due()) == 1


async def test_leaving_is_found_at_a_start(evening: Any, servers: Servers) -> None:
    """A server that removed the bot while it was off is archived; one that came back is taken up."""
    view = await evening.schedule()
    await servers.sync_guilds({}, frozenset())
    assert evening.unreachable.guilds == {HERE}
    assert (await evening.schedules.all(HERE))[0].next_at is None
    await servers.sync_guilds({HERE: None}, frozenset())
    assert evening.unreachable.guilds == frozenset()
    assert (await evening.schedules.all(HERE))[0].next_at == view.next_at


async def test_an_outage_is_no_leaving(evening: Any, servers: Servers) -> None:
    """A server Discord cannot reach at a start waits, and is not archived."""
    view = await evening.schedule()
    await servers.sync_guilds({HERE: None}, frozenset({HERE}))
    assert evening.unreachable.guilds == {HERE}
    assert (await evening.schedules.all(HERE))[0].next_at == view.next_at
    servers.reachable(HERE)
    assert evening.unreachable.guilds == frozenset()
    servers.unreachable(HERE)
    assert evening.unreachable.guilds == {HERE}


async def test_what_comes_back_while_stock_is_taken(evening: Any, servers: Servers) -> None:
    """What the gateway tells meanwhile is newer than the stock."""
    taking = asyncio.ensure_future(servers.sync_guilds({HERE: None}, frozenset({HERE})))
    await asyncio.sleep(0)
    servers.reachable(HERE)
    await taking
    assert evening.unreachable.guilds == frozenset()


async def test_an_outage_that_begins_while_an_invitation_is_written(evening: Any, servers: Servers) -> None:
    """Writing down that the bot is there ends no outage."""
    async with busy(evening.db):
        joining = asyncio.ensure_future(servers.sync_guilds({ELSEWHERE: LOBBY}, frozenset()))
        inviting = asyncio.ensure_future(servers.joined(HERE, LOBBY))
        # By now both wait for the writer.
        await evening.db.read(lambda _: None)
        servers.unreachable(ELSEWHERE)
        servers.unreachable(HERE)
    await asyncio.gather(joining, inviting)
    assert evening.unreachable.guilds == {HERE, ELSEWHERE}


async def test_who_invites_or_removes_the_bot_while_stock_is_taken(evening: Any, servers: Servers) -> None:
    """Neither is undone by a stock that was counted before."""
    await evening.schedule()
    taking = asyncio.ensure_future(servers.sync_guilds({ELSEWHERE: LOBBY}, frozenset()))
    await asyncio.sleep(0)
    await asyncio.gather(servers.joined(HERE, LOBBY), servers.left(ELSEWHERE), taking)
    assert evening.unreachable.guilds == {ELSEWHERE}
    with reading(evening.db) as tx:
        assert [guild for guild, left_at in guilds.left_at(tx).items() if left_at is None] == [HERE]


async def test_after_thirty_days_everything_is_purged(evening: Any, servers: Servers) -> None:
    """Not a day earlier; and whoever invites the bot later is a stranger who is greeted."""
    purge = Purge(evening.db).chore()
    order = await evening.posted()
    await evening.answers(order.open.questions[0].id, evening.player("ada"), "zebra")
    await evening.schedule(guild=ELSEWHERE)
    assert await evening.db.read(purge.next_due) is None
    await servers.left(HERE)
    assert await evening.db.read(purge.next_due) == evening.clock.at + KEPT_AFTER_LEAVING
    evening.clock.advance(days=29)
    await purge.work(evening.clock.now())
    assert len(await evening.schedules.all(HERE)) == 1
    evening.clock.advance(days=1)
    while (due_at := await evening.db.read(purge.next_due)) is not None and due_at <= evening.clock.at:
        await purge.work(evening.clock.now())
    assert await evening.schedules.all(HERE) == ()
    assert len(await evening.schedules.all(ELSEWHERE)) == 1
    with reading(evening.db) as tx:
        assert not tx.execute(text("SELECT id FROM answers")).all()
    await servers.joined(HERE, LOBBY)
    assert any(order.purpose == "greeting" for order in await evening.due())


async def test_half_a_server_does_not_come_back(evening: Any, servers: Servers) -> None:
    """Who returns while the purge is at work finds it ended first."""
    purge = Purge(evening.db).chore()
    order = await evening.posted()
    await evening.answers(order.open.questions[0].id, evening.player("ada"), "zebra")
    await servers.left(HERE)
    evening.clock.advance(days=30)
    await purge.work(evening.clock.now())
    await servers.joined(HERE, LOBBY)
    assert await evening.schedules.all(HERE) == ()
    assert await evening.db.read(purge.next_due) is None


async def test_who_acts_is_written_down_once_an_hour(evening: Any, servers: Servers) -> None:
    """Also who only looks: what is open here is withheld from them elsewhere."""
    at, rows = evening.clock.at, []
    for after in (timedelta(0), timedelta(minutes=5), timedelta(hours=2)):
        await servers.record_activity(HERE, UserId(7), "Ada", at + after)
        with reading(evening.db) as tx:
            rows.append(tx.execute(text("SELECT seen_at_ms FROM members WHERE user = 7")).scalar_one())
    assert [row - to_ms(at) for row in rows] == [0, 0, 2 * 3_600_000]
