"""The poster: sends and edits what the bot says on its own, each once, and reports how it went.

Whether a message reached Discord cannot always be known: a connection may break, or the process die, after the send and
before the answer. So every try of a message carries the same nonce, which Discord honours for some minutes, and a
later try first looks for our message in the channel, by the names of its buttons.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

import aiohttp
import discord

from bot.appeals.messages.announcer import Announcer
from bot.boards.commands.digests import DigestCarrier
from bot.boards.service.digest import PostDigest
from bot.chat.message import Shown
from bot.chat.outbox.orders import (
    OpenThread,
    Order,
    PostAppeal,
    PostGreeting,
    PostQuestion,
    PostResult,
    RefreshCount,
    TellPause,
)
from bot.chat.pace import Pace
from bot.chat.retry import PASSING, insist
from bot.chat.router import Name, names_in
from bot.core.ids import ChannelId, GuildId, MessageId, PostId
from bot.daily.commands.letters import LetterCarrier
from bot.daily.commands.threads import ThreadOpener
from bot.daily.messages import result
from bot.daily.messages.post import post as question_post
from bot.daily.options import PauseReason
from bot.daily.service.daily import Daily
from bot.daily.service.posts import OpenPost
from bot.text.catalogue import DEFAULT_LOCALE

_log = logging.getLogger(__name__)
#: A claim lasts 60 s; whatever takes longer is left to the next one, so that no two tries run at once.
_DELIVERY_S = 50.0
#: An edit that Discord slows down must not hold up the reply.
_EDIT_S = 15.0
_HISTORY_MOST = 100
#: Clocks differ, and a message is a little older or younger than the order for it.
_SLACK = timedelta(minutes=5)
#: Discord's codes. Source: Discord documentation, topics/opcodes-and-status-codes.
_UNKNOWN_MESSAGE = 10008
_FAULTS = (discord.DiscordException, aiohttp.ClientError, OSError)


class Poster:
    """Delivers orders; a fault of Discord's is reported or left to the next try, never raised."""

    def __init__(self, client: discord.Client, daily: Daily) -> None:
        self._client = client
        self._daily = daily
        self._pace = Pace()
        self._threads = ThreadOpener(client, daily.threads)
        self._announcer = Announcer(client, daily.announcing)
        self._letters = LetterCarrier(client, daily.letters)
        self._digests = DigestCarrier(client, daily.digests)

    async def deliver(self, order: Order) -> None:
        """Send or edit what an order asks for and report to the daily service."""
        try:
            async with asyncio.timeout(_DELIVERY_S):
                match order:
                    case PostQuestion():
                        await self._ask(order)
                    case RefreshCount():
                        await self._refresh(order)
                    case PostResult():
                        await self._tell(order)
                    case OpenThread():
                        await self._threads.deliver(order, self._locale(order.guild))
                    case PostGreeting() | TellPause():
                        await self._letters.deliver(order, self._locale(order.guild))
                    case PostDigest():
                        await self._digests.deliver(order, self._locale(order.guild))
                    case PostAppeal():
                        await self._announcer.deliver(order, self._locale(order.entry.guild))
        except _FAULTS as fault:
            _log.warning("%s was not delivered, it is tried again: %s", type(order).__name__, fault)

    async def _ask(self, order: PostQuestion) -> None:
        post, channel = order.open.post, self._channel(order.open.channel)
        if order.retry or order.overdue:
            found = await self._found(post, channel, order.open.opens_at, _is_post_of(order.open))
            if found is None:
                return
            if found:
                await self._daily.attached(post, found)
                return
            if order.overdue:
                await self._daily.absent(post)
                return
        shown = question_post(order.open, self._locale(order.open.guild))
        sent = await self._sent(post, channel, shown, order.nonce)
        if sent is not None:
            await self._daily.attached(post, sent)

    async def _refresh(self, order: RefreshCount) -> None:
        shown = question_post(order.open, self._locale(order.open.guild))
        try:
            await self._edit(order.open.channel, order.message, shown)
        except PASSING:
            raise
        except (discord.HTTPException, discord.RateLimited) as error:
            _log.info("the count of post %s stays as it is: %s", order.open.post, error)
        await self._daily.counted(order.open.occurrence)

    async def _tell(self, order: PostResult) -> None:
        closed = order.result
        locale = self._locale(closed.guild)
        edited = not order.edit or await self._edited(order, result.result(closed, locale))
        reply: MessageId | None = None
        if order.reply is not None:
            try:
                reply = await self._replied(order, order.reply, result.reply(closed, locale))
            except _FAULTS as fault:
                _log.warning("the result of post %s was not brought, it is tried again: %s", closed.post, fault)
        # What did not get through is put off by the service, longer each time.
        amended = None if order.amend is None else await self._edited(order, result.reply(closed, locale), order.amend)
        await self._daily.told(closed.post, edited=edited, reply=reply, amended=amended)

    async def _edited(self, order: PostResult, shown: Shown, message: MessageId | None = None) -> bool:
        """Edit the post (or the reply) into its result; whatever hinders that, the rest goes on."""
        try:
            async with asyncio.timeout(_EDIT_S):
                await self._edit(order.result.channel, message or order.message, shown)
        except discord.HTTPException as error:
            _log.info("post %s could not be edited: %s", order.result.post, error)
            # A post that somebody deleted needs no edit any more.
            return error.code == _UNKNOWN_MESSAGE
        except _FAULTS as fault:
            _log.warning("post %s could not be edited yet: %s", order.result.post, fault)
            return False
        return True

    async def _replied(self, order: PostResult, post: PostId, shown: Shown) -> MessageId | None:
        channel = self._channel(order.result.channel)
        if order.retry:
            found = await self._found(post, channel, order.result.closed_at, _is_reply_to(order))
            if found != 0:
                return found
        origin = discord.MessageReference(
            message_id=order.message,
            channel_id=order.result.channel,
            guild_id=order.result.guild,
            fail_if_not_exists=False,
        )
        return await self._sent(post, channel, shown, order.nonce, origin)

    async def _sent(
        self,
        post: PostId,
        channel: discord.PartialMessageable,
        shown: Shown,
        nonce: str,
        origin: discord.MessageReference | None = None,
    ) -> MessageId | None:
        """Send a message; None: Discord refused it for good, which is reported."""
        parts = {"content": shown.content, "embed": shown.embed, "view": shown.buttons, "reference": origin}
        given: dict[str, object] = {name: part for name, part in parts.items() if part is not None}
        if shown.ping is not None:
            role = discord.Object(shown.ping)
            given["allowed_mentions"] = discord.AllowedMentions(everyone=False, users=False, roles=[role])
        try:
            await self._pace.turn()
            message = await insist(lambda: channel.send(nonce=nonce, mention_author=False, **given))  # type: ignore[call-overload]
        except discord.Forbidden as error:
            await self._refused(post, PauseReason.NO_PERMISSION, error)
        except discord.NotFound as error:
            await self._refused(post, PauseReason.CHANNEL_GONE, error)
        else:
            return None if message is None else MessageId(message.id)
        return None

    async def _found(
        self,
        post: PostId,
        channel: discord.PartialMessageable,
        since: datetime,
        ours: Callable[[discord.Message], bool],
    ) -> MessageId | None:
        """Look for a message of ours among the newest, and where those do not reach back, among the first since then.

        Returns:
            Its id; 0: it is not there; None: that cannot be known, which is reported.
        """
        if not self._readable(channel.id):
            await self._unknown(post)
            return None
        try:
            newest = [message async for message in channel.history(limit=_HISTORY_MOST)]
            if len(newest) == _HISTORY_MOST and newest[-1].created_at > since - _SLACK:
                newest += [message async for message in channel.history(limit=_HISTORY_MOST, after=since - _SLACK)]
        except discord.Forbidden:
            await self._unknown(post)
            return None
        except discord.NotFound as error:
            await self._refused(post, PauseReason.CHANNEL_GONE, error)
            return None
        own = self._client.user
        found = (message.id for message in newest if own and message.author.id == own.id and ours(message))
        return MessageId(next(found, 0))

    def _readable(self, channel: int) -> bool:
        """Tell whether the history can be read; without that right Discord answers with nothing, not with 403."""
        place = self._client.get_channel(channel)
        if not isinstance(place, discord.abc.GuildChannel):
            return True
        return place.permissions_for(place.guild.me).read_message_history

    async def _unknown(self, post: PostId) -> None:
        _log.warning("whether post %s stands cannot be known: the channel's history is not readable", post)
        await self._daily.unknown(post)

    async def _edit(self, channel: ChannelId, message: MessageId, shown: Shown) -> None:
        partial = self._channel(channel).get_partial_message(message)
        await self._pace.turn()
        await insist(lambda: partial.edit(content=shown.content, embed=shown.embed, view=shown.buttons))

    async def _refused(self, post: PostId, reason: PauseReason, error: discord.HTTPException) -> None:
        _log.warning("Discord refused post %s (%s): %s", post, reason.value, error)
        await self._daily.refused(post, reason)

    def _channel(self, channel: ChannelId) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(channel)

    def _locale(self, guild: GuildId) -> str:
        known = self._client.get_guild(guild)
        return DEFAULT_LOCALE if known is None else str(known.preferred_locale)


def _is_post_of(open_post: OpenPost) -> Callable[[discord.Message], bool]:
    """Tell a post by any of its names, those it bears as a result included."""
    questions = {question.id for question in open_post.questions}

    def known(name: Name) -> bool:
        if name.noun == "question":
            return name.id in questions
        return name.noun in ("occurrence", "result") and name.id == open_post.occurrence

    return lambda message: any(known(name) for name in names_in(message))


def _is_reply_to(order: PostResult) -> Callable[[discord.Message], bool]:
    mine = Name("result", "mine", order.result.occurrence)
    return lambda message: message.id != order.message and mine in set(names_in(message))
