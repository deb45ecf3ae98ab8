"""Letters: the poster's hand for what is said to a server itself, and in direct messages to who made a schedule."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

import discord

from bot.chat.message import Shown
from bot.chat.outbox.orders import PostGreeting, TellPause
from bot.chat.retry import PASSING, insist
from bot.chat.router import Name, names_in
from bot.core.ids import MessageId
from bot.daily.messages.letters import greeting, paused
from bot.daily.service.letters import Letters

_log = logging.getLogger(__name__)
_HISTORY_MOST = 100
#: Of word of an equal pause that is older, we know nothing: it may have been another one.
_SAME = timedelta(hours=12)


class LetterCarrier:
    """Sends letters, and reports how it went."""

    def __init__(self, client: discord.Client, letters: Letters) -> None:
        self._client = client
        self._letters = letters

    async def deliver(self, order: PostGreeting | TellPause, locale: str) -> None:
        """Send a letter.

        Raises:
            discord.DiscordException: Discord failed; the order is given again once its claim has run out.
            aiohttp.ClientError: Likewise.
        """
        try:
            message = await self._sent(order, locale)
        except PASSING:
            raise
        except discord.HTTPException as error:
            # 50007 and its like: who closed their direct messages is not written to, and no fault of anybody's.
            _log.info("%s was not taken: %s", type(order).__name__, error)
            await self._letters.undeliverable(order.post)
        else:
            await self._letters.sent(order.post, message)

    async def _sent(self, order: PostGreeting | TellPause, locale: str) -> MessageId:
        shown, ours = self._shown(order, locale)
        place = await self._place(order)
        if order.retry:
            async for message in place.history(limit=_HISTORY_MOST):
                if message.author == self._client.user and ours(message):
                    return MessageId(message.id)
        given = {"content": shown.content, "embed": shown.embed, "view": shown.buttons}
        parts = {name: part for name, part in given.items() if part is not None}
        sent = await insist(lambda: place.send(nonce=order.nonce, **parts))  # type: ignore[call-overload]
        return MessageId(0 if sent is None else sent.id)

    def _shown(self, order: PostGreeting | TellPause, locale: str) -> tuple[Shown, Callable[[discord.Message], bool]]:
        if isinstance(order, PostGreeting):
            begin = Name("setup", "begin", order.guild)
            return greeting(order.guild, locale), lambda message: begin in set(names_in(message))
        guild = self._client.get_guild(order.guild)
        shown = paused(order.schedule, "" if guild is None else guild.name, locale)
        text = shown.embed.description if shown.embed else None
        since = discord.utils.utcnow() - _SAME
        return shown, lambda message: message.created_at > since and text in [one.description for one in message.embeds]

    async def _place(self, order: PostGreeting | TellPause) -> discord.abc.Messageable:
        if isinstance(order, TellPause) and order.to is not None:
            return await self._client.create_dm(discord.Object(order.to))
        return self._client.get_partial_messageable(order.channel)
