"""The sender: one message at Discord: looked for, sent, edited, or a thread opened; what came of it is a value."""

from __future__ import annotations

import asyncio
import inspect
from datetime import timedelta
from typing import Any, Final

import aiohttp
import discord
import structlog

from bot.chat.message import OutgoingMessage
from bot.chat.outbox.kinds import (
    Absent,
    Composed,
    Edited,
    Failed,
    Outcome,
    Refusal,
    Refused,
    Sent,
    Thread,
    Unknown,
    Where,
)
from bot.chat.outbox.outbox import Claimed
from bot.chat.outbox.queries import Post
from bot.chat.requests import TRANSIENT, Pace, requested_pause, retry
from bot.chat.router import custom_ids_in
from bot.core.ids import GuildId, MessageId
from bot.text.catalogue import DEFAULT_LOCALE
from bot.text.clip import Limit, clip

#: A claim lasts 60 s; whatever takes longer is left to the next one, so that no two tries run at once.
_DELIVERY_S = 50.0
_HISTORY_MOST = 100
#: Clocks differ, and a message may be a little older than the row it is owed by.
_SLACK = timedelta(minutes=5)
#: Minutes without a word after which Discord folds a thread away: three days, so that it outlasts a weekend.
_ARCHIVE_MINUTES: Final = 4_320
#: Discord's codes. Source: Discord documentation, topics/opcodes-and-status-codes.
_UNKNOWN_CHANNEL, _UNKNOWN_MESSAGE, _THREAD_THERE = 10003, 10008, 160004
_RATE_LIMITED = 429
#: What is Discord's or the network's, and passes.
FAULTS = (discord.DiscordException, aiohttp.ClientError, OSError)
_log = structlog.get_logger(__name__)


class Sender:
    """Brings messages to Discord."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._pace = Pace()

    async def deliver(self, claimed: Claimed) -> Outcome:
        """Send or edit what is claimed; a fault of Discord's is an outcome, never raised."""
        post, composed = claimed.post, claimed.composed
        try:
            async with asyncio.timeout(_DELIVERY_S):
                look = claimed.kind.show(composed.value, self._where(post.guild))
                look = await look if inspect.isawaitable(look) else look
                if isinstance(look, Thread):
                    return await self._open(post, composed, look)
                if post.message is not None:
                    return await self._edit(post, composed, look)
                return await self._send(post, composed, look, late=claimed.late)
        except FAULTS as fault:
            _log.warning("message-not-delivered", purpose=post.purpose, post=post.id, why=repr(fault))
            return Failed(requested_pause(fault))

    # --- sending ------------------------------------------------------------------------------------

    async def _send(self, post: Post, composed: Composed[object], shown: OutgoingMessage, *, late: bool) -> Outcome:
        try:
            place = await self._place(post, composed)
            if post.tries > 1 or late:
                found = await self._find(place, post, composed, shown)
                if found is not None:
                    return found
                if late:
                    return Absent()
            return Sent(await self._sent(place, post, composed, shown))
        except TRANSIENT:
            raise
        except discord.HTTPException as error:
            reason = _refusal(error, direct=composed.to is not None)
            if reason is None:
                raise
            _log.warning("message-refused", purpose=post.purpose, post=post.id, why=str(error))
            return Refused(reason)

    async def _sent(
        self, place: discord.abc.Messageable, post: Post, composed: Composed[object], shown: OutgoingMessage
    ) -> MessageId:
        parts: dict[str, Any] = {"content": shown.content, "embed": shown.embed, "view": shown.buttons}
        if composed.below is not None:
            parts["reference"] = discord.MessageReference(
                message_id=composed.below, channel_id=post.channel, guild_id=post.guild, fail_if_not_exists=False
            )
        if shown.ping is not None:
            role = discord.Object(shown.ping)
            parts["allowed_mentions"] = discord.AllowedMentions(everyone=False, users=False, roles=[role])
        given = {name: part for name, part in parts.items() if part is not None}

        async def send() -> discord.Message:
            # Each try needs the file anew.
            file = {} if shown.picture is None else {"file": shown.picture.file()}
            return await place.send(nonce=post.nonce, mention_author=False, **given, **file)  # type: ignore[call-overload, no-any-return]

        await self._pace.turn()
        message = await retry(send)
        if message is None:
            raise discord.ClientException("a message without an id")
        return MessageId(message.id)

    # --- looking for it -------------------------------------------------------------------------------

    async def _find(
        self, place: discord.abc.Messageable, post: Post, composed: Composed[object], shown: OutgoingMessage
    ) -> Outcome | None:
        """Look for a message of ours among the newest, and where those do not reach back, among the first since then.

        Returns:
            None: it is not there.
        """
        since = post.made_at - _SLACK
        if not self._readable(post.channel):
            return _unknown(post)
        try:
            newest = [message async for message in place.history(limit=_HISTORY_MOST)]
            if len(newest) == _HISTORY_MOST and newest[-1].created_at > since:
                newest += [message async for message in place.history(limit=_HISTORY_MOST, after=since)]
        except discord.Forbidden:
            return _unknown(post)
        own = self._client.user
        for message in newest:
            if own is not None and message.author.id == own.id and message.id != composed.below:
                same = _same_text(message, shown) and message.created_at > since
                if _marked(message, composed) if composed.marks else same:
                    return Sent(MessageId(message.id))
        return None

    def _readable(self, channel: int) -> bool:
        """Tell whether the history can be read; without that right Discord answers with nothing, not with 403."""
        place = self._client.get_channel(channel)
        if not isinstance(place, discord.abc.GuildChannel):
            return True
        return place.permissions_for(place.guild.me).read_message_history

    # --- editing --------------------------------------------------------------------------------------

    async def _edit(self, post: Post, composed: Composed[object], shown: OutgoingMessage) -> Outcome:
        if post.message is None:
            return Edited()
        partial = self._client.get_partial_messageable(post.channel).get_partial_message(post.message)
        try:
            await self._pace.turn()
            await retry(lambda: partial.edit(content=shown.content, embed=shown.embed, view=shown.buttons))
        except TRANSIENT:
            raise
        except (discord.HTTPException, discord.RateLimited) as error:
            # What somebody deleted needs no edit any more.
            gone = getattr(error, "code", 0) in (_UNKNOWN_CHANNEL, _UNKNOWN_MESSAGE)
            if not (gone or composed.dispensable):
                raise
            _log.info("edit-refused", purpose=post.purpose, post=post.id, why=str(error))
        return Edited()

    # --- threads --------------------------------------------------------------------------------------

    async def _open(self, post: Post, composed: Composed[object], thread: Thread) -> Outcome:
        """Open a thread below a message.

        Discord gives a message one thread at most, and both have the same id: asking again is harmless, and tells that
        an earlier try arrived.
        """
        guild = self._client.get_guild(post.guild)
        if guild is None or composed.below is None:
            # An outage, or a restart a moment ago.
            return Failed()
        if not _may_open(guild, post.channel):
            return Refused(Refusal.NO_PERMISSION)
        place = self._client.get_partial_messageable(post.channel, guild_id=post.guild)
        message, name = place.get_partial_message(composed.below), clip(thread.name, Limit.THREAD_NAME)
        try:
            await self._pace.turn()
            await retry(lambda: message.create_thread(name=name, auto_archive_duration=_ARCHIVE_MINUTES))
        except TRANSIENT:
            raise
        except discord.HTTPException as error:
            if error.status == _RATE_LIMITED:
                raise
            if error.code != _THREAD_THERE:
                _log.info("thread-not-created", post=post.id, why=str(error))
                return Refused(Refusal.NO_PERMISSION)
        return Sent(composed.below)

    async def _place(self, post: Post, composed: Composed[object]) -> discord.abc.Messageable:
        if composed.to is not None:
            return await self._client.create_dm(discord.Object(composed.to))
        return self._client.get_partial_messageable(post.channel)

    def _where(self, guild: GuildId) -> Where:
        known = self._client.get_guild(guild)
        if known is None:
            return Where(locale=DEFAULT_LOCALE, guild_name="")
        return Where(locale=str(known.preferred_locale), guild_name=known.name)


def _unknown(post: Post) -> Unknown:
    _log.warning("message-unknown", purpose=post.purpose, post=post.id, why="the history is not readable")
    return Unknown()


def _refusal(error: discord.HTTPException, *, direct: bool) -> Refusal | None:
    """Return why Discord takes a message never; None: it may take it later."""
    if isinstance(error, discord.NotFound):
        return Refusal.CHANNEL_GONE
    # Who closed their direct messages is not written to, whatever Discord calls it.
    never = isinstance(error, discord.Forbidden) or (direct and error.status != _RATE_LIMITED)
    return Refusal.NO_PERMISSION if never else None


def _marked(message: discord.Message, composed: Composed[object]) -> bool:
    return any((name.noun, name.id) in composed.marks for name in custom_ids_in(message))


def _same_text(message: discord.Message, shown: OutgoingMessage) -> bool:
    return shown.embed is not None and shown.embed.description in [embed.description for embed in message.embeds]


def _may_open(guild: discord.Guild, channel: int) -> bool:
    place = guild.get_channel(channel)
    if place is None:
        return True
    rights = place.permissions_for(guild.me)
    return rights.create_public_threads and rights.read_message_history
