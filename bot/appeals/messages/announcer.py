"""The announcer: the poster's hand for appeals in the moderators' channel, which nobody else depends on.

An entry that cannot be sent is given up with a warning: the appeal stands in `/appeals` all the same.
"""

from __future__ import annotations

import logging

import discord

from bot.appeals.messages.appeal import entry
from bot.appeals.service.announcing import Announcing
from bot.appeals.service.appeal_outcomes import CopyEntry
from bot.chat.message import Shown
from bot.chat.outbox.orders import PostAppeal
from bot.chat.retry import PASSING, insist
from bot.chat.router import names_in
from bot.core.ids import MessageId

_log = logging.getLogger(__name__)
_HISTORY_MOST = 100
#: Discord's code. Source: Discord documentation, topics/opcodes-and-status-codes.
_UNKNOWN_MESSAGE = 10008


class Announcer:
    """Sends and edits entries, and reports how it went."""

    def __init__(self, client: discord.Client, announcing: Announcing) -> None:
        self._client = client
        self._announcing = announcing

    async def deliver(self, order: PostAppeal, locale: str) -> None:
        """Do what an order says.

        Raises:
            discord.DiscordException: Discord failed; the order is given again once its claim has run out.
            aiohttp.ClientError: Likewise.
        """
        channel = self._client.get_partial_messageable(order.channel)
        shown = entry(order.entry, locale)
        if order.message is not None:
            done = await self._edited(channel, order.message, shown)
            await self._announcing.announced(order.post, message=order.message, done=done)
            return
        try:
            message = await self._sent(channel, order, shown)
        except (discord.Forbidden, discord.NotFound) as error:
            _log.warning("an appeal could not be announced in channel %s: %s", order.channel, error)
            await self._announcing.announced(order.post, message=None, done=False)
            return
        if message is not None:
            await self._announcing.announced(order.post, message=message, done=True)

    async def _sent(self, channel: discord.PartialMessageable, order: PostAppeal, shown: Shown) -> MessageId | None:
        noun = "copy" if isinstance(order.entry, CopyEntry) else "appeal"
        if order.retry:
            async for known in channel.history(limit=_HISTORY_MOST):
                if any(name.noun == noun and name.id == order.entry.id for name in names_in(known)):
                    return MessageId(known.id)
        made = await insist(lambda: channel.send(embed=shown.embed, view=shown.buttons, nonce=order.nonce))  # type: ignore[arg-type]
        return None if made is None else MessageId(made.id)

    async def _edited(self, channel: discord.PartialMessageable, message: MessageId, shown: Shown) -> bool:
        partial = channel.get_partial_message(message)
        try:
            await insist(lambda: partial.edit(embed=shown.embed, view=shown.buttons))
        except PASSING:
            raise
        except discord.HTTPException as error:
            _log.info("the entry of an appeal stays as it is for now: %s", error)
            # An entry that somebody deleted needs no edit any more.
            return error.code == _UNKNOWN_MESSAGE
        return True
