"""Digests: made once per period, posted once, missed after a day, and true to the log."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.boards.errors import DigestEmpty, DigestOff, DigestTold
from bot.calendar.errors import TimeUnreadable
from bot.chat.outbox.kinds import Outcome, Refusal, Refused, Sent, Unknown
from bot.core.ids import ChannelId, GuildId, MessageId
from tests.database import hide, writing
from tests.fixtures.services import Order

HERE, CHANNEL = GuildId(1), ChannelId(77)


async def digest_after_a_week(evening: Any) -> Order:
    """Play a question on Monday with three people, and return the order of the Monday after."""
    asked = await evening.posted(deck="demo")
    question = asked.open.questions[0].id
    for name in ("ada", "ben", "chiyo"):
        await evening.answers(question, evening.player(name), "no idea at all")
    await evening.closes(asked)
    await evening.digests.set(HERE, channel=CHANNEL, day=0, at="10:00")
    evening.clock.at = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
    orders = [order for order in await evening.due() if order.purpose == "digest"]
    assert len(orders) == 1
    return orders[0]


async def next_digest(evening: Any) -> datetime | None:
    """Return when the next digest is made."""
    return await evening.db.read(evening.digests.chore().next_due)


async def test_it_is_ordered_once_and_again_after_its_claim(evening: Any) -> None:
    """A claim that runs out is a retry with the same nonce; once sent, nothing more is owed."""
    order = await digest_after_a_week(evening)
    assert (order.post.channel, order.value.page.period, order.retry) == (CHANNEL, "2026-W48", False)
    assert order.value.page.total == 3
    evening.clock.advance(seconds=61)
    (again,) = [found for found in await evening.due() if found.purpose == "digest"]
    assert (again.post.nonce, again.retry) == (order.post.nonce, True)
    await evening.reports(again, Sent(MessageId(5)))
    evening.clock.advance(hours=2)
    assert not [found for found in await evening.due() if found.purpose == "digest"]
    with pytest.raises(DigestTold):
        await evening.digests.now(HERE)


async def test_what_it_tells_is_of_closed_questions_and_seen_people(evening: Any) -> None:
    """Three wrong answers make the hardest card; who hides is in no number."""
    order = await digest_after_a_week(evening)
    assert order.value.hardest is not None
    assert (order.value.hardest.answered, order.value.hardest.right) == (3, 0)
    assert (order.value.asked, order.value.answered, order.value.people_before) == (1, 3, None)
    with writing(evening.db) as tx:
        hide(tx, evening.player("ada").user, hidden=True)
    evening.clock.advance(seconds=61)
    (again,) = [found for found in await evening.due() if found.purpose == "digest"]
    assert (again.value.page.total, again.value.answered) == (2, 2)
    assert {row.name for row in again.value.page.rows} == {"ben", "chiyo"}


@pytest.mark.parametrize("outcome", [Refused(Refusal.CHANNEL_GONE), Unknown()])
async def test_refused_and_unknown_ones_are_given_up(evening: Any, outcome: Outcome) -> None:
    """The next week's is tried all the same."""
    await evening.reports(await digest_after_a_week(evening), outcome)
    evening.clock.advance(hours=5)
    assert not [found for found in await evening.due() if found.purpose == "digest"]
    assert await next_digest(evening) == datetime(2026, 12, 1, 10, tzinfo=UTC)


async def test_after_long_absence_none_comes_late(evening: Any) -> None:
    """Weeks that fell due meanwhile are made and dropped, one after the other, without end or doubles."""
    asked = await evening.posted(deck="demo")
    await evening.answers(asked.open.questions[0].id, evening.player("ada"), "zebra")
    await evening.digests.set(HERE, channel=CHANNEL, day=0, at="10:00")
    evening.clock.advance(days=60)
    assert not [order for order in await evening.due() if order.purpose == "digest"]
    next_at = await next_digest(evening)
    assert next_at is not None
    assert evening.clock.now() < next_at <= evening.clock.now() + timedelta(days=7)


async def test_what_cannot_be_is_refused(evening: Any) -> None:
    """No digest to end, no week to tell, no time of day."""
    digests = evening.digests
    for work in (digests.off(HERE), digests.now(HERE)):
        with pytest.raises(DigestOff):
            await work
    with pytest.raises(TimeUnreadable):
        await digests.set(HERE, channel=CHANNEL, day=0, at="25:00")
    await digests.set(HERE, channel=CHANNEL, day=4, at="16:00")
    with pytest.raises(DigestEmpty):
        await digests.now(HERE)
    await digests.off(HERE)
    assert await next_digest(evening) is None


async def test_a_plan_that_was_ended_meanwhile_is_not_taken_up_again(evening: Any) -> None:
    """Between finding that a digest is due and making it, somebody may turn digests off."""
    plan, _ = await evening.digests.set(HERE, channel=CHANNEL, day=0, at="10:00")
    await evening.digests.off(HERE)
    await evening.digests._make_due(plan, plan.due_at)
    assert await next_digest(evening) is None
