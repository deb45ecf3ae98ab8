"""Threads are opened at Discord once, and their absence hurts nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.chat.outbox.orders import OpenThread
from bot.core.ids import ChannelId, GuildId, MessageId, PostId
from bot.daily.commands.threads import ThreadOpener
from bot.daily.service.threads import Threads
from bot.sandbox.permissions import Permission

ROUTE = "/channels/{channel_id}/messages/{message_id}/threads"


class Reports(Threads):
    """Keeps what is reported."""

    def __init__(self) -> None:
        self.heard: list[ChannelId | None] = []

    async def opened(self, post: PostId, thread: ChannelId | None) -> None:
        """Hear what became of a thread."""
        self.heard.append(thread)


async def _order(house: Any, title: str = "Clouds") -> OpenThread:
    await house.asks("clouds")
    ada = house.sandbox.person("ada")
    place = ada.channel("#daily-quiz")
    message = MessageId(next(iter(message.id for message in place.messages.values() if message.only_for is None)))
    guild = GuildId(next(iter(house.sandbox.world.guilds)))
    return OpenThread(
        post=PostId(1), guild=guild, channel=ChannelId(place.id), message=message, deck_title=title,
        on=date(2026, 11, 23),
    )  # fmt: skip


async def test_a_thread_is_opened_and_found_again(house: Any) -> None:
    """The thread has its message's id; asked a second time, it is the same one."""
    order, reports = await _order(house), Reports()
    opener = ThreadOpener(house.client, reports)
    await opener.deliver(order, "en")
    await opener.deliver(order, "en")
    assert reports.heard == [order.message, order.message]
    thread = house.sandbox.world.channels[order.message]
    assert thread.name == "Clouds · 23 November 2026"
    assert len(house.sandbox.exchanges.rest("POST", ROUTE)) == 2


async def test_a_long_name_is_clipped(house: Any) -> None:
    """Discord takes a hundred characters."""
    order, reports = await _order(house, "cloud " * 40), Reports()
    await ThreadOpener(house.client, reports).deliver(order, "en")
    assert reports.heard == [order.message]


async def test_without_the_right_nothing_is_asked(house: Any) -> None:
    """Where the bot may open no threads it does not try, and reports that there is none."""
    order, reports = await _order(house), Reports()
    await house.denies("#daily-quiz", Permission.CREATE_PUBLIC_THREADS)
    await ThreadOpener(house.client, reports).deliver(order, "en")
    assert reports.heard == [None]
    assert house.sandbox.exchanges.rest("POST", ROUTE) == []


async def test_a_message_that_is_gone_has_no_thread(house: Any) -> None:
    """What Discord refuses for good is reported as no thread."""
    order, reports = await _order(house), Reports()
    gone = OpenThread(
        post=order.post, guild=order.guild, channel=order.channel, message=MessageId(1), deck_title="", on=order.on
    )
    await ThreadOpener(house.client, reports).deliver(gone, "en")
    assert reports.heard == [None]


async def test_an_unknown_server_is_left_to_the_next_try(house: Any) -> None:
    """While a server is not there nothing is reported, so that it is tried again."""
    order, reports = await _order(house), Reports()
    away = OpenThread(
        post=order.post, guild=GuildId(1), channel=order.channel, message=order.message, deck_title="", on=order.on
    )
    await ThreadOpener(house.client, reports).deliver(away, "en")
    assert reports.heard == []
