"""The app: the only place that joins the parts; start, drain, stop."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import SystemRandom
from typing import Self

import structlog

from bot.appeals import feature as appeals_feature
from bot.appeals.service.appeals import Appeals
from bot.appeals.service.moderation_queue import ModerationQueue
from bot.appeals.service.regrading import Regrading
from bot.appeals.service.reports import Reports
from bot.boards import feature as boards_feature
from bot.boards.service.digests import Digests
from bot.boards.service.export import Exports
from bot.boards.service.standings import Standings
from bot.chat.alarm import Alarm
from bot.chat.chores import Chores
from bot.chat.client import Deckhand
from bot.chat.endpoints import Endpoints
from bot.chat.feature import Feature, Features
from bot.chat.outbox.deliveries import Deliveries
from bot.chat.outbox.outbox import Outbox
from bot.chat.outbox.sender import Sender
from bot.core.errors import DatabaseFault
from bot.core.ids import GuildId
from bot.core.instants import Clock
from bot.daily import feature as daily_feature
from bot.daily.service.attendance import Attendance
from bot.daily.service.options import ScheduleOptions
from bot.daily.service.playing import Playing
from bot.daily.service.rounds import Rounds
from bot.daily.service.schedules import Schedules
from bot.db.database import Database
from bot.guilds.service import Servers, UnreachableGuilds
from bot.library import feature as library_feature
from bot.library.service.browsing import Browsing
from bot.library.service.decks import Decks
from bot.library.service.imports import Imports, Limits
from bot.library.service.wordings import Wordings
from bot.privacy import feature as privacy_feature
from bot.privacy.service import Privacy, Purge, Retention
from bot.questions import feature as questions_feature
from bot.questions.service.answering import Answering
from bot.questions.service.record import Record
from bot.questions.service.rubrics import Rubrics
from bot.settings import Settings
from bot.setup import feature as setup_feature
from bot.setup.service import Setup

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What the bot can be asked for."""

    schedules: Schedules
    rounds: Rounds
    digests: Digests
    regrading: Regrading
    retention: Retention
    purge: Purge
    #: The servers whose messages and questions wait.
    unreachable: UnreachableGuilds
    answering: Answering
    playing: Playing
    rubrics: Rubrics
    standings: Standings
    exports: Exports
    decks: Decks
    imports: Imports
    browsing: Browsing
    wordings: Wordings
    options: ScheduleOptions
    attendance: Attendance
    appeals: Appeals
    reports: Reports
    moderation_queue: ModerationQueue
    setup: Setup
    servers: Servers
    privacy: Privacy


class App:
    """One bot: its store, its services, its connection and its alarm.

    Attributes:
        services: What can be asked of it; there while it runs.
    """

    services: Services

    def __init__(
        self, settings: Settings, clock: Clock, extra_features: Callable[[Database], Iterable[Feature]] | None = None
    ) -> None:
        """Keep what it is made of.

        Args:
            settings: The operator's.
            clock: Tells the time.
            extra_features: Makes further features, given the database.
        """
        self._settings = settings
        self._extra_features = extra_features
        self._clock = clock
        self._alarm: Alarm | None = None
        self._client: Deckhand | None = None
        self._serving: asyncio.Task[None] | None = None

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[Self]:
        """Start, stay up while the block runs, then drain and stop.

        Raises:
            OperatorFault: The database cannot be used, or Discord cannot be reached.
        """
        db = await Database.open(self._settings.database)
        try:
            features = Features()
            self.services = services = self._services(db, features)
            add_features(features, services, self.wake)
            if self._extra_features is not None:
                features.add(*self._extra_features(db))
            async with (
                contextlib.AsyncExitStack() as background,
                self._make_client(db, features, services.servers) as client,
            ):
                for feature in features:
                    if feature.background is not None:
                        await background.enter_async_context(feature.background())
                self._client = client
                outbox = Outbox(db, self._clock, features, lambda: services.unreachable.guilds, socket.gethostname())
                self._deliveries = deliveries = Deliveries(outbox, Sender(client), ended=self.wake)
                chores = Chores(db, self._clock, [chore for feature in features for chore in feature.chores])
                self._alarm = alarm = Alarm(db, self._clock, [chores, deliveries])
                try:
                    await self._connect(client)
                    await outbox.take_up()
                    alarm.start()
                    yield self
                finally:
                    await self._drain(client, alarm, deliveries)
            _log.info("stopped")
        finally:
            await db.close()

    def wake(self) -> None:
        """Say that something may be due now."""
        if self._alarm is not None:
            self._alarm.wake()

    async def run_until(self, stop: asyncio.Event) -> None:
        """Play until told to stop.

        Raises:
            CannotConnect: The connection ended for good before that.
        """
        if self._serving is None:
            raise RuntimeError("run_until belongs into the block of running()")
        asked = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait((asked, self._serving), return_when=asyncio.FIRST_COMPLETED)
        finally:
            asked.cancel()
        if self._serving.done():
            self._serving.result()

    def _services(self, db: Database, features: Features) -> Services:
        clock, record, rubrics = self._clock, Record(features), Rubrics(db)
        unreachable = UnreachableGuilds()
        imports = Imports(db, clock, features, self._limits())
        return Services(
            schedules=Schedules(db, clock),
            rounds=Rounds(
                db, clock, SystemRandom(), record, unreachable=lambda: unreachable.guilds, asked=rubrics.look_again
            ),
            digests=Digests(db, clock),
            regrading=Regrading(db, record, rubrics),
            retention=Retention(db, clock, timedelta(days=self._settings.answer_text_days)),
            purge=Purge(db),
            unreachable=unreachable,
            answering=Answering(db, record, rubrics, features),
            playing=Playing(db, clock, rubrics),
            rubrics=rubrics,
            standings=Standings(db, clock, features),
            exports=Exports(db, features),
            decks=Decks(db, clock, self._settings.cards, self._settings.cards_look_s),
            imports=imports,
            browsing=Browsing(db, clock, features),
            wordings=Wordings(db, clock, features, imports),
            options=ScheduleOptions(db, clock),
            attendance=Attendance(db),
            appeals=Appeals(db, clock, record),
            reports=Reports(db, clock),
            moderation_queue=ModerationQueue(db),
            setup=Setup(db, clock, rubrics, SystemRandom(), features),
            servers=Servers(db, clock, features, unreachable),
            privacy=Privacy(db, clock, features),
        )

    def _make_client(self, db: Database, features: Features, guilds: Servers) -> Deckhand:
        settings = self._settings
        api, gateway = settings.discord_api, settings.discord_gateway
        return Deckhand(
            features=features,
            db=db,
            guilds=guilds,
            wake=self.wake,
            endpoints=None if api is None or gateway is None else Endpoints(api=api, gateway=gateway),
            outside=(DatabaseFault,),
            guild_ready_timeout=settings.guild_ready_timeout_s,
        )

    async def sync_commands(self) -> None:
        """Tell Discord the commands, whatever it was told before: for a server that forgets, such as the sandbox."""
        if self._client is not None:
            await self._client.tree.sync_if_changed(force=True)

    async def next_question_at(self) -> datetime | None:
        """Return when the next question of any schedule is due; None if nothing is scheduled."""
        guilds = () if self._client is None else self._client.guilds
        schedules = [one for guild in guilds for one in await self.services.schedules.all(GuildId(guild.id))]
        return min((one.next_at for one in schedules if one.next_at is not None), default=None)

    @property
    def cards(self) -> Path:
        """The folder of the decks that every server can use."""
        return self._settings.cards

    def _limits(self) -> Limits:
        settings = self._settings
        return Limits(
            decks=settings.own_decks_most,
            cards=settings.own_cards_most,
            bytes=settings.own_file_mib_most * 1024 * 1024,
        )

    async def _connect(self, client: Deckhand) -> None:
        """Wait until the client is ready, or until it is clear that it will not be."""
        token = self._settings.token
        self._serving = asyncio.create_task(client.serve("" if token is None else token.get_secret_value()))
        ready = asyncio.create_task(client.wait_until_ready())
        try:
            await asyncio.wait((self._serving, ready), return_when=asyncio.FIRST_COMPLETED)
        finally:
            ready.cancel()
        if self._serving.done():
            self._serving.result()
        await client.sync_guilds()
        _log.info("ready", guilds=len(client.guilds))

    async def _drain(self, client: Deckhand, alarm: Alarm, deliveries: Deliveries) -> None:
        """Let what is under way finish, in the order in which it depends on each other, then close."""
        grace = self._settings.drain_s
        late = sum(await asyncio.gather(client.drain(grace), deliveries.finish(grace)))
        await alarm.stop()
        await client.close()
        if self._serving is not None:
            self._serving.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await self._serving
        if late:
            _log.warning("drain-too-short", unfinished=late)


def add_features(features: Features, services: Services, wake: Callable[[], None]) -> None:
    """Make the features and list them.

    Args:
        features: The list, which those services have that tell of what they do.
        services: What the features ask.
        wake: Called after anything that may change what is due.
    """
    features.add(questions_feature(services.answering, services.rubrics, features))
    features.add(library_feature(services.decks, services.imports, services.browsing, services.wordings))
    features.add(appeals_feature(services.appeals, services.reports, services.moderation_queue, services.regrading))
    features.add(
        daily_feature(
            rounds=services.rounds,
            schedules=services.schedules,
            options=services.options,
            attendance=services.attendance,
            playing=services.playing,
            appeals=services.appeals,
            decks=services.decks,
            wake=wake,
        )
    )
    features.add(boards_feature(services.standings, services.exports, services.digests, services.decks, wake))
    features.add(privacy_feature(services.privacy, services.retention, services.purge))
    features.add(setup_feature(services.setup, services.schedules, wake))
