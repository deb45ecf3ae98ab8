"""The client: one connection to Discord, what comes in over it, and a drain before it closes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import aiohttp
import discord

from bot.chat.command_tree import CommandTree
from bot.chat.endpoints import Endpoints
from bot.chat.failures import Failures, Restarting
from bot.chat.feature import Features
from bot.chat.guild_events import GuildEvents, GuildListener
from bot.chat.notices import Notices
from bot.chat.permissions import CommandPermissions
from bot.chat.router import Interaction, Router, is_press
from bot.core.errors import CannotConnect, TokenRefused
from bot.core.ids import GuildId, UserId, snowflake_at
from bot.db.database import Database

_log = logging.getLogger(__name__)
#: A rate limit that would make a request wait longer is an error; what was to be sent is tried again later.
_LONGEST_WAIT_S = 30.0
# We never speak, so its absence is nothing to warn an operator of.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


class Deckhand(GuildEvents):
    """The bot at Discord.

    Make it inside a running event loop, `async with` it and `await serve(token)`.
    To end it, `await drain()`, then `await close()`.
    """

    def __init__(
        self,
        *,
        features: Features,
        db: Database,
        guilds: GuildListener,
        wake: Callable[[], None],
        endpoints: Endpoints | None = None,
        outside: tuple[type[Exception], ...] = (),
        intents: discord.Intents | None = None,
        guild_ready_timeout: float = 2.0,
    ) -> None:
        """Join the parts; nothing is connected yet.

        Args:
            features: What the bot can do.
            db: Where it is kept what Discord was told, and what people are to be told.
            guilds: Told of servers that come and go.
            wake: Called after anything that may change what is due.
            endpoints: Another server than Discord; None for Discord.
            outside: Errors of services that are nobody's bug, such as a full disk.
            intents: What the gateway tells; None for guilds and, for typed answers, that there are messages.
            guild_ready_timeout: Seconds of silence after which the list of servers counts as complete.
        """
        if endpoints is not None:
            endpoints.apply()
        super().__init__(
            # Messages of servers are not privileged: of all but replies to our own posts their text stays hidden.
            intents=intents or discord.Intents(guilds=True, guild_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            guild_ready_timeout=guild_ready_timeout,
            max_ratelimit_timeout=_LONGEST_WAIT_S,
            connector=None if endpoints is None else endpoints.connector(),
        )
        self._where = "Discord" if endpoints is None else endpoints.api
        self.failures = Failures(outside)
        permissions = CommandPermissions()
        self.tree = CommandTree(self, db, permissions)
        self.notices = Notices(db)
        self._router = Router(features.presses, permissions)
        self._features = features
        self._guilds = guilds
        self._wake = wake
        self._running: set[asyncio.Task[object]] = set()
        self._draining = False

    async def serve(self, token: str) -> None:
        """Connect and play until closed.

        Raises:
            TokenRefused: Discord does not know the token.
            CannotConnect: Discord cannot be reached, or lets us in no more.
        """
        try:
            await self.start(token)
        except discord.LoginFailure as error:
            raise TokenRefused from error
        except (
            discord.HTTPException,
            discord.GatewayNotFound,
            discord.ConnectionClosed,
            discord.PrivilegedIntentsRequired,
        ) as error:
            raise CannotConnect(where=self._where, why=str(error)) from error
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise CannotConnect(where=self._where, why=str(error)) from error

    async def setup_hook(self) -> None:
        """Register the commands after the login, before the first event."""
        await self.tree.register(self._features)

    async def drain(self, timeout: float = 10.0) -> int:  # noqa: ASYNC109 - the caller's grace period, not a deadline of ours
        """Take nothing new and wait for what is being handled; returns how many handlers did not end in time.

        Args:
            timeout: Seconds to wait at most.
        """
        self._draining = True
        running = {task for task in self._running if task is not asyncio.current_task()}
        if not running:
            return 0
        _, late = await asyncio.wait(running, timeout=timeout)
        return len(late)

    def enter(self) -> None:
        """Count the running task among the handlers that a drain waits for.

        Raises:
            Restarting: The bot is draining.
        """
        if self._draining:
            raise Restarting
        task = asyncio.current_task()
        if task is not None:
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    def record_activity(self, interaction: Interaction) -> None:
        """Tell who acts in which server, beside what is done for them: nobody waits for it."""
        if interaction.guild_id is not None:
            guild, user = GuildId(interaction.guild_id), interaction.user
            task = asyncio.create_task(
                self._guilds.record_activity(guild, UserId(user.id), user.display_name, snowflake_at(interaction.id))
            )
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the library's
        """Pass events on, but for talk that is no reply to us: only a glance is spent on it, and no task made of it."""
        if event == "message" and (self.user is None or not is_reply_to(args[0], self.user.id)):
            return
        super().dispatch(event, *args, **kwargs)

    async def on_message(self, message: discord.Message) -> None:
        """Hand on replies to our own posts, which may be answers."""
        try:
            self.enter()
            taken = [await feature.on_reply(message) for feature in self._features if feature.on_reply is not None]
            if any(taken):
                self._wake()
        except Restarting:
            # The message stays where it is; its author may reply again.
            return
        except self.failures.outside as fault:
            _log.warning("a typed answer was not taken: %s", fault)
        except Exception:  # noqa: BLE001 - error boundary, where nobody can be told in private
            _log.exception("a typed answer broke something")

    async def on_interaction(self, interaction: Interaction) -> None:
        """Take every press and every form; commands have their tree."""
        if not is_press(interaction):
            return
        try:
            self.enter()
            self.record_activity(interaction)
            await self._router.take(interaction)
            # An answer makes the count on its post due; the alarm shares one look among many wakes.
            self._wake()
        except Exception as error:  # noqa: BLE001 - error boundary: everything is answered
            await self.failures.answer(interaction, error)


def is_reply_to(message: discord.Message, own: int) -> bool:
    """Tell whether a person replied to a message of ours and pinged us with it; looks at nothing but the message."""
    origin = message.reference.resolved if message.reference is not None else None
    return (
        isinstance(origin, discord.Message)
        and origin.author.id == own
        and not message.author.bot
        and any(user.id == own for user in message.mentions)
    )
