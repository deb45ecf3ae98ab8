"""Delivering digests: sent once with their picture, found again, and given up where Discord says no."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.boards.commands.digests import DigestCarrier
from bot.boards.service.digest import PostDigest
from bot.sandbox.permissions import Permission


async def due_digest(house: Any) -> PostDigest:
    """Play a question and return the order of the digest a week later."""
    await house.asks("clouds")
    ben = house.sandbox.person("ben")
    await ben.presses("Answer")
    await ben.submits("no idea at all")
    await house.sandbox.person("ada").runs("daily pause")
    await house.sandbox.person("ada").runs("digest set", channel="#daily-quiz")
    digests, clock = house.services.daily.digests, house.sandbox.clock
    for _ in range(10):
        due_at = await digests.next_due()
        assert due_at is not None
        clock.advance(max(due_at - clock.now(), timedelta()) + timedelta(seconds=1))
        await digests.go_on()
        for order in await house.services.daily.claim_due():
            if isinstance(order, PostDigest):
                return order
            await house.poster.deliver(order)
    raise AssertionError("no digest came due")


def standing(house: Any) -> list[Any]:
    """Return the digests in the channel."""
    ben = house.sandbox.person("ben")
    return [message for message in ben.messages("#daily-quiz") if "How it went" in str(message["embeds"])]


async def test_a_digest_is_found_instead_of_sent_twice(house: Any) -> None:
    """A retry after the nonce's time recognises the message by its button."""
    order = await due_digest(house)
    carrier = DigestCarrier(house.client, house.services.daily.digests)
    await carrier.deliver(order, "en")
    house.sandbox.clock.advance(timedelta(minutes=30))
    await carrier.deliver(replace(order, retry=True), "en")
    assert len(standing(house)) == 1


async def test_a_retry_that_finds_nothing_sends(house: Any) -> None:
    """The earlier try never got there."""
    order = await due_digest(house)
    await DigestCarrier(house.client, house.services.daily.digests).deliver(replace(order, retry=True), "en")
    assert len(standing(house)) == 1


async def test_what_discord_refuses_is_given_up(house: Any) -> None:
    """Without the right to send there the digest is not tried again."""
    order = await due_digest(house)
    await house.denies("#daily-quiz", Permission.SEND_MESSAGES)
    await DigestCarrier(house.client, house.services.daily.digests).deliver(order, "en")
    assert standing(house) == []
    house.sandbox.clock.advance(timedelta(hours=3))
    left = [found for found in await house.services.daily.claim_due() if isinstance(found, PostDigest)]
    assert order.post not in [found.post for found in left]


async def test_an_unreadable_history_is_not_written_to(house: Any) -> None:
    """Where a retry cannot look, it does not send a second one."""
    order = await due_digest(house)
    await house.denies("#daily-quiz", Permission.READ_MESSAGE_HISTORY)
    await DigestCarrier(house.client, house.services.daily.digests).deliver(replace(order, retry=True), "en")
    assert standing(house) == []
