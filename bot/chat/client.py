"""The client: one connection to Discord, the doors that interactions come through, and a drain before it closes."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot.appeals.commands.appeals import Appealing
from bot.appeals.service.appeals import Appeals
from bot.appeals.service.moderation_queue import Desk
from bot.appeals.service.reports import Reports
from bot.boards.commands.board import Board
from bot.boards.commands.digest import DigestCommands
from bot.boards.service.export import Exports
from bot.boards.service.standings import Standings
from bot.chat.command_sync import EVERYWHERE, Commands
from bot.chat.endpoints import Endpoints
from bot.chat.failures import Failures, Restarting
from bot.chat.guild_events import Comings
from bot.chat.labels import Labels
from bot.chat.router import Interaction, PressUnknown, Routes, is_press, name_of
from bot.core.errors import CannotConnect, TokenRefused
from bot.daily.commands.attendance import Who
from bot.daily.commands.daily import DailyCommands
from bot.daily.commands.options import OptionCommands
from bot.daily.service.attendance import Attendance
from bot.daily.service.daily import Daily
from bot.daily.service.options import ScheduleOptions
from bot.daily.service.schedules import Schedules
from bot.guilds.service.notices import Notices
from bot.guilds.service.servers import Servers
from bot.library.commands.deck import DeckCommands
from bot.library.service.browsing import Browsing
from bot.library.service.decks import Decks
from bot.library.service.imports import Imports
from bot.privacy.commands import PrivacyCommands
from bot.privacy.service import Privacy
from bot.questions.commands.quiz import Quiz
from bot.questions.commands.typed import Typed, is_reply_to
from bot.questions.service.answering import Answering
from bot.setup.commands.guide import Guide
from bot.setup.commands.setup import SetupGuide
from bot.setup.service import Setup

_log = logging.getLogger(__name__)
#: A rate limit that would make a request wait longer is an error; what was to be sent is tried again later.
_LONGEST_WAIT_S = 30.0
# We never speak, so its absence is nothing to warn an operator of.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What the bot can be asked for."""

    schedules: Schedules
    daily: Daily
    answering: Answering
    standings: Standings
    exports: Exports
    decks: Decks
    imports: Imports
    browsing: Browsing
    commands: Commands
    options: ScheduleOptions
    attendance: Attendance
    notices: Notices
    appeals: Appeals
    reports: Reports
    desk: Desk
    setup: Setup
    servers: Servers
    privacy: Privacy


class Deckhand(Comings):
    """The bot at Discord.

    Make it inside a running event loop, `async with` it and `await serve(token)`.
    To end it, `await drain()`, then `await close()`.
    """

    def __init__(
        self,
        *,
        services: Services,
        wake: Callable[[], None],
        endpoints: Endpoints | None = None,
        outside: tuple[type[Exception], ...] = (),
        intents: discord.Intents | None = None,
        guild_ready_timeout: float = 2.0,
    ) -> None:
        """Join the parts; nothing is connected yet.

        Args:
            services: What cogs ask.
            wake: Called after anything that may change what is due.
            endpoints: Another server than Discord; None for Discord.
            outside: Errors of services that are nobody's bug, such as a full disk.
            intents: What the gateway tells; None for guilds and, for typed answers, that there are messages.
            guild_ready_timeout: Seconds of silence after which the list of servers counts as complete.
        """
        if endpoints is not None:
            endpoints.aim()
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
        self.tree = Tree(self)
        self._labels = Labels()
        self.services: Services = services
        self._wake = wake
        quiz = Quiz(services.answering)
        self._typed = Typed(services.answering)
        board = Board(services.standings, services.decks, services.exports)
        appealing = Appealing(services.answering, services.appeals, services.reports, services.desk)
        daily = DailyCommands(services.schedules, services.daily, wake)
        deck = DeckCommands(services.decks, services.imports, services.browsing)
        for command in OptionCommands(services.schedules, services.options, wake).commands():
            daily.add_command(command)
        privacy = PrivacyCommands(services.privacy)
        setup = SetupGuide(services.setup, services.schedules, wake)
        who = Who(services.attendance)
        digest = DigestCommands(services.daily.digests, services.standings, wake)
        self._routes: Routes = {
            **digest.routes(),
            **quiz.routes(),
            **who.routes(),
            **board.routes(),
            **appealing.routes(),
            **daily.routes(),
            **deck.routes(),
            **setup.routes(),
            **privacy.routes(),
        }
        self._commands: tuple[app_commands.Command[Any, ..., Any] | app_commands.Group, ...] = (
            daily,
            deck,
            *board.commands(),
            digest,
            *appealing.commands(),
            *Guide().commands(),
            *setup.commands(),
            privacy,
        )
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
        for command in self._commands:
            self.tree.add_command(command)
        await self.tree.set_translator(self._labels)
        await self.sync(force=False)

    async def sync(self, *, force: bool) -> bool:
        """Tell Discord our commands if they changed since the last time, or if forced; returns whether it was told."""
        application = self.application_id
        if application is None:
            raise app_commands.MissingApplicationID
        payloads = [
            await command.get_translated_payload(self.tree, self._labels) for command in self.tree.get_commands()
        ]
        payloads.sort(key=lambda payload: (payload["type"], payload["name"]))
        digest = hashlib.sha256(json.dumps(payloads, sort_keys=True).encode()).hexdigest()
        if not force and await self.services.commands.synced(application, EVERYWHERE) == digest:
            return False
        await self.tree.sync()
        await self.services.commands.remember(application, EVERYWHERE, digest)
        return True

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

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the library's
        """Pass events on, but for talk that is no reply to us: only a glance is spent on it, and no task made of it."""
        if event == "message" and (self.user is None or not is_reply_to(args[0], self.user.id)):
            return
        super().dispatch(event, *args, **kwargs)

    async def on_message(self, message: discord.Message) -> None:
        """Take replies to our own posts, which may be answers."""
        try:
            self.enter()
            if await self._typed.heard(message):
                self._wake()
        except Restarting:
            # The message stays where it is; its author may reply again.
            return
        except self.failures.outside as fault:
            _log.warning("a typed answer was not taken: %s", fault)
        except Exception:  # noqa: BLE001 - a door, behind which nobody can be told in private
            _log.exception("a typed answer broke something")

    async def on_interaction(self, interaction: Interaction) -> None:
        """Take every press and every form; commands have their tree."""
        if not is_press(interaction):
            return
        try:
            self.enter()
            name = name_of(interaction)
            handler = self._routes.get(name.route)
            if handler is None:
                raise PressUnknown(str(name))  # noqa: TRY301 - this is the door; it answers its own errors too
            await handler(interaction, name)
            # An answer makes the count on its post due; the alarm shares one look among many wakes.
            self._wake()
        except Exception as error:  # noqa: BLE001 - a door answers everything
            await self.failures.answer(interaction, error)


class Tree(app_commands.CommandTree[Deckhand]):
    """The slash commands, for servers alone."""

    def __init__(self, client: Deckhand) -> None:
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )

    async def interaction_check(self, interaction: Interaction) -> bool:
        """Let a command in unless the bot is draining."""
        try:
            self.client.enter()
        except Restarting as error:
            await self.client.failures.answer(interaction, error)
            return False
        return True

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:
        """Answer whatever goes wrong in a command."""
        await self.client.failures.answer(interaction, error)
