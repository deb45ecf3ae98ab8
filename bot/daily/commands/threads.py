"""Threads: the poster's hand for opening one below a result.

Discord gives a message one thread at most, and both have the same id: asking again is harmless, and tells that an
earlier try arrived.
"""

from __future__ import annotations

import logging
from typing import Final

import discord

from bot.chat.outbox.orders import OpenThread
from bot.chat.retry import PASSING, insist
from bot.core.ids import ChannelId
from bot.daily.service.threads import Threads
from bot.text.catalogue import say
from bot.text.clip import Limit, clip
from bot.text.escape import plain
from bot.text.periods import day_name

_log = logging.getLogger(__name__)
#: Minutes without a word after which Discord folds a thread away: three days, so that it outlasts a weekend.
_ARCHIVE_MINUTES: Final = 4_320
#: Discord's code. Source: Discord documentation, topics/opcodes-and-status-codes.
_OPENED_ALREADY = 160004


class ThreadOpener:
    """Opens threads and reports how it went; that one is missing is no fault of the quiz."""

    def __init__(self, client: discord.Client, threads: Threads) -> None:
        self._client = client
        self._threads = threads

    async def deliver(self, order: OpenThread, locale: str) -> None:
        """Open the thread an order asks for.

        Raises:
            discord.DiscordException: Discord failed; the order is given again once its claim has run out.
            aiohttp.ClientError: Likewise.
        """
        guild = self._client.get_guild(order.guild)
        if guild is None:
            # An outage, or a restart a moment ago: the claim runs out, and it is tried again.
            return
        if not _may(guild, order.channel):
            _log.info("no thread in channel %s: the bot may open none", order.channel)
            await self._threads.opened(order.post, None)
            return
        named = say("thread-name", locale, deck=plain(order.deck_title), day=day_name(order.on, locale))
        name = clip(named, Limit.THREAD_NAME)
        place = self._client.get_partial_messageable(order.channel, guild_id=order.guild)
        message = place.get_partial_message(order.message)
        try:
            await insist(lambda: message.create_thread(name=name, auto_archive_duration=_ARCHIVE_MINUTES))
        except PASSING:
            raise
        except discord.HTTPException as error:
            if error.code != _OPENED_ALREADY:
                _log.info("no thread in channel %s: %s", order.channel, error)
                await self._threads.opened(order.post, None)
                return
        await self._threads.opened(order.post, ChannelId(order.message))


def _may(guild: discord.Guild, channel: int) -> bool:
    place = guild.get_channel(channel)
    if place is None:
        return True
    rights = place.permissions_for(guild.me)
    return rights.create_public_threads and rights.read_message_history
