"""An appeal's entry is sent once, found again, brought up to date, and given up where Discord does not take it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.appeals.messages.announcer import Announcer
from bot.appeals.messages.appeal import entry
from bot.chat.outbox.orders import PostAppeal
from bot.core.ids import ChannelId, GuildId
from bot.sandbox.permissions import Permission


async def _appealed(house: Any) -> None:
    """Let Ben appeal an answer, with #arena as the moderators' channel."""
    ada, ben = house.sandbox.person("ada"), house.sandbox.person("ben")
    place, guild = ada.channel("#arena"), next(iter(house.sandbox.world.guilds.values()))
    await house.services.appeals.announce_in(GuildId(guild.id), ChannelId(place.id), house.sandbox.clock.now())
    await house.asks("clouds")
    await ben.presses("Answer")
    await ben.submits("a fish soup")
    await house.closes()
    await ben.presses("My result")
    await ben.presses("I was right")
    await ben.submits("It rains.")


def _entries(house: Any) -> list[Any]:
    """Return what stands there for everyone."""
    return [one for one in house.sandbox.person("ada").messages("#arena") if not one["flags"] & 64]


async def test_an_entry_is_sent_once(house: Any) -> None:
    """A try whose answer was lost is found again by its buttons."""
    await _appealed(house)
    (order,) = [one for one in await house.services.daily.claim_due() if isinstance(one, PostAppeal)]
    announcer = Announcer(house.client, house.services.daily.announcing)
    await house.client.get_partial_messageable(order.channel).send("something else")
    sent = await announcer._sent(house.client.get_partial_messageable(order.channel), order, _shown(order))
    house.sandbox.clock.advance(timedelta(seconds=61))
    await house.work()
    entries = [message for message in _entries(house) if message["embeds"]]
    assert [int(message["id"]) for message in entries] == [sent]
    assert await house.services.daily.claim_due() == []


async def test_an_entry_is_brought_up_to_date(house: Any) -> None:
    """After the decision it says who decided; one that somebody deleted is left alone."""
    await _appealed(house)
    await house.work()
    ada = house.sandbox.person("ada")
    (there,) = _entries(house)
    await ada.presses("Deny", message=there)
    await ada.submits("No.")
    await house.work()
    assert "Denied by" in ada.sees("#arena")
    (there,) = _entries(house)
    await ada.deletes(there)
    shown = await ada.runs("appeals", show="Decisions")
    await ada.presses("Take back", message=shown)
    await house.work()
    assert await house.services.daily.claim_due() == []


async def test_an_entry_that_cannot_be_sent(house: Any) -> None:
    """It is given up with a warning, no schedule is paused for it, and the appeal stands in the queue."""
    await _appealed(house)
    await house.denies("#arena", Permission.SEND_MESSAGES)
    await house.work()
    assert _entries(house) == []
    house.sandbox.clock.advance(timedelta(minutes=2))
    assert not [one for one in await house.services.daily.claim_due() if isinstance(one, PostAppeal)]
    shown = await house.sandbox.person("ada").runs("appeals")
    assert "a fish soup" in shown.text


def _shown(order: PostAppeal) -> Any:
    return entry(order.entry)
