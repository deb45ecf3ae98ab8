"""Letters, as they arrive."""

from __future__ import annotations

from typing import Any

from bot.chat.guild_events import greetable
from bot.chat.outbox.orders import PostGreeting, TellPause
from bot.core.ids import ChannelId, GuildId, PostId
from bot.daily.commands.letters import LetterCarrier
from bot.daily.service.letters import DIRECT
from bot.sandbox.permissions import Permission


async def _paused(house: Any) -> TellPause:
    """Let Discord refuse a post, and claim the letter about it."""
    await house.sandbox.person("ada").runs("daily add", deck="clouds")
    await house.denies("#daily-quiz", Permission.SEND_MESSAGES)
    (view,) = await house.services.schedules.all(house.sandbox.person("ada").channel("#daily-quiz").guild.id)
    house.sandbox.clock.advance_to(view.next_at)
    await house.work()
    (letter,) = await house.services.daily.claim_due()
    assert isinstance(letter, TellPause)
    return letter


async def test_a_direct_message_to_who_made_it(house: Any) -> None:
    """It stands in the direct messages, once, however often it is delivered as a retry."""
    letter = await _paused(house)
    assert letter.channel == DIRECT
    await house.poster.deliver(letter)
    world = house.sandbox.world
    place = world.direct(world.users[house.sandbox.person("ada").user.id])
    (message,) = place.messages.values()
    assert "is paused" in message.payload(world.bot.id)["embeds"][0]["title"]
    carrier = LetterCarrier(house.client, house.services.daily.letters)
    retry = TellPause(**{name: getattr(letter, name) for name in letter.__slots__} | {"retry": True})
    await carrier.deliver(retry, "en")
    assert len(place.messages) == 1


async def test_where_nobody_may_be_written_to(house: Any) -> None:
    """A channel that is gone is reported, and the letter given up."""
    carrier = LetterCarrier(house.client, house.services.daily.letters)
    order = PostGreeting(post=PostId(1), guild=GuildId(1), channel=ChannelId(5), nonce="n", retry=False)
    await carrier.deliver(order, "en")
    assert house.sandbox.exchanges.rest("POST", "/channels/{channel_id}/messages")[-1].status == 404


async def test_where_a_server_is_greeted(house: Any) -> None:
    """The first channel that may be written to, in the server's own order."""
    (guild,) = house.client.guilds
    assert guild.get_channel(greetable(guild)).name == "daily-quiz"
    await house.denies("#daily-quiz", Permission.SEND_MESSAGES)
    assert guild.get_channel(greetable(guild)).name == "practice"
