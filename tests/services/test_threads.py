"""A result opens one thread where its schedule wants one, below the message that brought it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from bot.chat.outbox.claims import TRIES_MOST
from bot.chat.outbox.orders import OpenThread, PostQuestion
from bot.core.ids import ChannelId, PostId
from bot.daily.queries import threads
from bot.daily.tables import schedules
from bot.db.database import Database
from tests.database import reading, writing


async def _closed(evening: Any, db: Database, *, wanted: bool = True, **changes: object) -> PostQuestion:
    """Ask, wish for threads, and close; what is due then is delivered but for the thread."""
    order = await evening.posted(**changes)
    with writing(db) as tx:
        tx.execute(update(schedules).values(thread=wanted))
    await evening.closes(order)
    return order


async def _thread_orders(evening: Any) -> list[OpenThread]:
    return [order for order in await evening.due() if isinstance(order, OpenThread)]


async def test_a_thread_is_opened_once_below_the_reply(evening: Any, db: Database) -> None:
    """The order names the message that brought the result; once it is opened nothing more is due."""
    order = await _closed(evening, db)
    (opening,) = await _thread_orders(evening)
    assert opening.deck_title == "Demo deck"
    assert opening.on == evening.clock.now().date()
    with reading(db) as tx:
        assert threads.of(tx, order.open.occurrence) is None
    await evening.daily.threads.opened(opening.post, ChannelId(opening.message))
    with reading(db) as tx:
        assert threads.of(tx, order.open.occurrence) == opening.message
    evening.clock.advance(hours=2)
    assert await _thread_orders(evening) == []
    await evening.daily.threads.opened(opening.post, None)
    with reading(db) as tx:
        assert threads.of(tx, order.open.occurrence) == opening.message


async def test_without_a_reply_the_thread_is_below_the_post(evening: Any, db: Database) -> None:
    """A question that was open only briefly has no reply; its post carries the thread."""
    await _closed(evening, db, open_for="5m")
    (opening,) = await _thread_orders(evening)
    assert opening.message is not None


async def test_nobody_wanted_a_thread(evening: Any, db: Database) -> None:
    """A schedule left as it is opens none."""
    await _closed(evening, db, wanted=False)
    assert await _thread_orders(evening) == []


async def test_a_refusal_is_the_end_of_it(evening: Any, db: Database) -> None:
    """Without the right to open threads there is none, the schedule goes on, and nothing is asked again."""
    await _closed(evening, db)
    (opening,) = await _thread_orders(evening)
    await evening.daily.threads.opened(opening.post, None)
    evening.clock.advance(hours=2)
    assert await _thread_orders(evening) == []
    (view,) = await evening.schedules.all(opening.guild)
    assert view.paused is None


async def test_a_lost_try_is_tried_again_but_not_forever(evening: Any, db: Database) -> None:
    """What is not reported is ordered again once its claim has run out, at most so many times."""
    await _closed(evening, db)
    tries = 0
    for _ in range(TRIES_MOST + 3):
        tries += len(await _thread_orders(evening))
        evening.clock.advance(minutes=2)
    assert tries == TRIES_MOST


async def test_a_report_of_nothing_is_nothing(evening: Any) -> None:
    """A post that does not exist changes nothing."""
    await evening.daily.threads.opened(PostId(99), ChannelId(1))


@pytest.mark.parametrize("hours", [1, 30])
async def test_a_late_result_opens_a_thread_for_a_day(evening: Any, db: Database, hours: int) -> None:
    """A bot that was away brings the result late; after more than a day nobody talks about it."""
    order = await evening.posted(open_for="5m")
    with writing(db) as tx:
        tx.execute(update(schedules).values(thread=True))
    evening.clock.at = order.open.closes_at
    evening.clock.advance(hours=hours)
    await evening.deliver([found for found in await evening.due() if not isinstance(found, PostQuestion)])
    assert len(await _thread_orders(evening)) == (hours == 1)
