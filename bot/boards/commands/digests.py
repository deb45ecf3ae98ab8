"""Digests: the poster's hand for a server's week and month."""

from __future__ import annotations

import logging

import discord

from bot.boards.messages.digest import digest, name_of
from bot.boards.service.digest import PostDigest
from bot.boards.service.digests import Digests
from bot.chat.retry import PASSING, insist
from bot.chat.router import names_in
from bot.core.ids import MessageId

_log = logging.getLogger(__name__)
_HISTORY_MOST = 100


class DigestCarrier:
    """Sends digests, and reports how it went."""

    def __init__(self, client: discord.Client, digests: Digests) -> None:
        self._client = client
        self._digests = digests

    async def deliver(self, order: PostDigest, locale: str) -> None:
        """Send a digest.

        Raises:
            discord.DiscordException: Discord failed; the order is given again once its claim has run out.
            aiohttp.ClientError: Likewise.
        """
        place = self._client.get_partial_messageable(order.channel)
        try:
            if order.retry:
                if not self._readable(order.channel):
                    _log.warning("whether digest %s stands cannot be known", order.post)
                    await self._digests.unknown(order.post)
                    return
                found = await self._found(order, place)
                if found is not None:
                    await self._digests.sent(order.post, found)
                    return
            await self._send(order, place, locale)
        except PASSING:
            raise
        except (discord.Forbidden, discord.NotFound) as error:
            _log.warning("Discord refused digest %s: %s", order.post, error)
            await self._digests.refused(order.post)

    async def _send(self, order: PostDigest, place: discord.PartialMessageable, locale: str) -> None:
        shown = await digest(order.digest, locale)

        async def send() -> discord.Message:
            parts = {"embed": shown.embed, "view": shown.buttons}
            # Each try needs the file anew.
            file = {} if shown.picture is None else {"file": shown.picture.file()}
            return await place.send(nonce=order.nonce, **parts, **file)  # type: ignore[call-overload, no-any-return]

        sent = await insist(send)
        if sent is not None:
            await self._digests.sent(order.post, MessageId(sent.id))

    async def _found(self, order: PostDigest, place: discord.PartialMessageable) -> MessageId | None:
        mine, own = name_of(order.digest.id, order.digest.page.period), self._client.user
        async for message in place.history(limit=_HISTORY_MOST):
            if own is not None and message.author.id == own.id and mine in set(names_in(message)):
                return MessageId(message.id)
        return None

    def _readable(self, channel: int) -> bool:
        """Tell whether the history can be read; without that right Discord answers with nothing, not with 403."""
        place = self._client.get_channel(channel)
        if not isinstance(place, discord.abc.GuildChannel):
            return True
        return place.permissions_for(place.guild.me).read_message_history
