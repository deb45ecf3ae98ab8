"""The outbox gives each message to one process at a time, and obeys what became of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.chat.outbox import queries as posts
from bot.chat.outbox.kinds import Edited, Failed, Sent
from bot.chat.outbox.outbox import CLAIM, LOOKED_FOR, TRIES_MOST, pause_after
from bot.core.ids import ChannelId, GuildId, MessageId
from tests.database import writing

MESSAGES = "/channels/{channel_id}/messages"
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


async def test_a_process_takes_up_what_it_was_at(evening: Any) -> None:
    """Started anew under its name it tries at once what it was killed at, looking for it first; others wait."""
    evening.restart("here")
    view = await evening.schedule()
    evening.clock.at = view.next_at
    (first,) = await evening.due()
    evening.restart("elsewhere")
    await evening.outbox.take_up()
    assert await evening.due() == []
    evening.restart("here")
    await evening.outbox.take_up()
    (again,) = await evening.due()
    assert (first.retry, again.retry) == (False, True)
    assert again.post.nonce == first.post.nonce


async def test_what_is_under_way_is_not_claimed_again(evening: Any) -> None:
    """A clock that jumps ends claims; who is busy with a message still does not begin it a second time."""
    view = await evening.schedule()
    evening.clock.at = view.next_at
    (order,) = await evening.due()
    evening.clock.advance(hours=1)
    assert await evening.outbox.claim(50, [order.post.id]) == []
    assert await evening.db.read(lambda tx: evening.outbox.next_due(tx, [order.post.id])) != order.post.due_at
    assert [claimed.post.id for claimed in await evening.outbox.claim(50)] == [order.post.id]


async def test_a_pause_that_was_asked_for_is_obeyed(evening: Any) -> None:
    """Neither sooner nor later, whatever the pause of that kind would be."""
    view = await evening.schedule()
    evening.clock.at = view.next_at
    (order,) = await evening.due()
    await evening.reports(order, Failed(timedelta(minutes=7)))
    assert await evening.next_due() == evening.clock.now() + timedelta(minutes=7)


async def test_an_edit_asked_for_during_an_edit_comes_after_it(evening: Any) -> None:
    """However often it is asked for, once, and when the earliest of them was wanted."""
    order = await evening.posted()
    purpose, owner, now = order.purpose, order.post.owner, evening.clock.now()
    with writing(evening.db) as tx:
        posts.owe_edit(tx, purpose, owner, at=now, now=now)
    (edit,) = await evening.due()
    with writing(evening.db) as tx:
        posts.owe_edit(tx, purpose, owner, at=now + 2 * MINUTE, now=now)
        posts.owe_edit(tx, purpose, owner, at=now + MINUTE, now=now)
        posts.owe_edit(tx, purpose, owner, at=now + 3 * MINUTE, now=now)
    await evening.reports(edit, Edited())
    assert await evening.next_due() == now + MINUTE
    evening.clock.advance(minutes=1)
    (edit,) = await evening.due()
    await evening.reports(edit, Edited())
    assert await evening.next_due() == order.open.closes_at + timedelta(seconds=5)


async def test_a_message_owed_anew_is_another(evening: Any) -> None:
    """What comes of the one before it changes nothing about it."""
    now = evening.clock.now()
    await evening.rounds.ask_now(
        guild=GuildId(1), schedule=(await evening.schedule()).id, source=evening.source(), at=now
    )
    (order,) = await evening.due()
    evening.clock.advance(seconds=1)
    with writing(evening.db) as tx:
        given = {"guild": GuildId(1), "channel": ChannelId(10), "at": evening.clock.now()}
        posts.owe(tx, order.purpose, order.post.owner, **given)
        assert posts.of(tx, order.purpose, order.post.owner).nonce == order.post.nonce
        posts.owe(tx, order.purpose, order.post.owner, **given, anew=True)
    await evening.reports(order, Sent(MessageId(5)))
    with writing(evening.db) as tx:
        found = posts.of(tx, order.purpose, order.post.owner)
        assert (found.message, found.tries) == (None, 0)
        assert found.nonce != order.post.nonce


def test_pauses_double_and_end() -> None:
    """From a minute to an hour; with them the last try comes about nine hours after the first."""
    pauses = [pause_after(tries, HOUR) for tries in range(1, TRIES_MOST + 1)]
    assert pauses[:4] == [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert pause_after(10_000, HOUR) == HOUR
    assert timedelta(hours=8) < sum(pauses, timedelta()) < LOOKED_FOR
    assert pauses[1] > CLAIM


@pytest.mark.parametrize(("asked", "waits"), [(7, 8), (90, 91)])
async def test_retry_after_without_via_is_obeyed(house: Any, asked: int, waits: int) -> None:
    """A ban in front of Discord is no fault that is asked again every minute: the header says when."""
    ada = house.sandbox.person("ada")
    await ada.runs("daily add", deck="clouds")
    await ada.runs("daily now")
    house.sandbox.faults.limit(asked, method="POST", route=MESSAGES, cloudflare=True)
    await house.work()
    with writing(house.db) as tx:
        due_at = posts.next_due(tx)
    assert due_at is not None
    assert timedelta(seconds=waits - 2) < due_at - house.sandbox.clock.now() <= timedelta(seconds=waits)
