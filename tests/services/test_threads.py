"""A result opens one thread where its schedule wants one, below the message that brought it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from bot.services.claims import TRIES_MOST
from bot.services.orders import OpenThread, PostQuestion
from bot.store import threads
from bot.store.store import Store
from bot.store.tables import schedules
from bot.terms.ids import ChannelId, PostId


async def _closed(evening: Any, store: Store, *, wanted: bool = True, **changes: object) -> PostQuestion:
    """Ask, wish for threads, and close; what is due then is delivered but for the thread."""
    order = await evening.posted(**changes)
    async with store.write() as unit:
        await unit.execute(update(schedules).values(thread=wanted))
    await evening.closes(order)
    return order


async def _thread_orders(evening: Any) -> list[OpenThread]:
    return [order for order in await evening.due() if isinstance(order, OpenThread)]


async def test_a_thread_is_opened_once_below_the_reply(evening: Any, store: Store) -> None:
    """The order names the message that brought the result; once it is opened nothing more is due."""
    order = await _closed(evening, store)
    (opening,) = await _thread_orders(evening)
    assert opening.deck_title == "Demo deck"
    assert opening.on == evening.clock.now().date()
    async with store.read() as unit:
        assert await threads.of(unit, order.open.occurrence) is None
    await evening.daily.threads.opened(opening.post, ChannelId(opening.message))
    async with store.read() as unit:
        assert await threads.of(unit, order.open.occurrence) == opening.message
    evening.clock.advance(hours=2)
    assert await _thread_orders(evening) == []
    await evening.daily.threads.opened(opening.post, None)
    async with store.read() as unit:
        assert await threads.of(unit, order.open.occurrence) == opening.message


async def test_without_a_reply_the_thread_is_below_the_post(evening: Any, store: Store) -> None:
    """A question that was open only briefly has no reply; its post carries the thread."""
    await _closed(evening, store, open_for="5m")
    (opening,) = await _thread_orders(evening)
    assert opening.message is not None


async def test_nobody_wanted_a_thread(evening: Any, store: Store) -> None:
    """A schedule left as it is opens none."""
    await _closed(evening, store, wanted=False)
    assert await _thread_orders(evening) == []


async def test_a_refusal_is_the_end_of_it(evening: Any, store: Store) -> None:
    """Without the right to open threads there is none, the schedule goes on, and nothing is asked again."""
    await _closed(evening, store)
    (opening,) = await _thread_orders(evening)
    await evening.daily.threads.opened(opening.post, None)
    evening.clock.advance(hours=2)
    assert await _thread_orders(evening) == []
    (view,) = await evening.schedules.all(opening.guild)
    assert view.paused is None


async def test_a_lost_try_is_tried_again_but_not_forever(evening: Any, store: Store) -> None:
    """What is not reported is ordered again once its claim has run out, at most so many times."""
    await _closed(evening, store)
    tries = 0
    for _ in range(TRIES_MOST + 3):
        tries += len(await _thread_orders(evening))
        evening.clock.advance(minutes=2)
    assert tries == TRIES_MOST


async def test_a_report_of_nothing_is_nothing(evening: Any) -> None:
    """A post that does not exist changes nothing."""
    await evening.daily.threads.opened(PostId(99), ChannelId(1))


@pytest.mark.parametrize("hours", [1, 30])
async def test_a_late_result_opens_a_thread_for_a_day(evening: Any, store: Store, hours: int) -> None:
    """A bot that was away brings the result late; after more than a day nobody talks about it."""
    order = await evening.posted(open_for="5m")
    async with store.write() as unit:
        await unit.execute(update(schedules).values(thread=True))
    evening.clock.at = order.open.closes_at
    evening.clock.advance(hours=hours)
    await evening.deliver([found for found in await evening.due() if not isinstance(found, PostQuestion)])
    assert len(await _thread_orders(evening)) == (hours == 1)
