"""A sandbox, a database and the real client between them."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.appeals.service.appeals import Appeals
from bot.appeals.service.moderation_queue import Desk
from bot.appeals.service.reports import Reports
from bot.boards.service.export import Exports
from bot.boards.service.standings import Standings
from bot.chat.client import Deckhand, Services
from bot.chat.command_sync import Commands
from bot.chat.endpoints import Endpoints
from bot.chat.outbox import queries as posts
from bot.chat.poster import Poster
from bot.core.errors import DatabaseFault
from bot.core.ids import CardId, ChannelId, DeckId, GuildId
from bot.daily.service.attendance import Attendance
from bot.daily.service.daily import Daily
from bot.daily.service.letters import owe_greeting
from bot.daily.service.options import ScheduleOptions
from bot.daily.service.schedules import Schedules
from bot.db.database import Database
from bot.decks.card import Card, Point
from bot.decks.deck import Deck
from bot.guilds.service.notices import Notices
from bot.guilds.service.servers import Servers
from bot.library.service.browsing import Browsing
from bot.library.service.decks import Decks
from bot.library.service.imports import Imports
from bot.privacy.service.privacy import Privacy
from bot.questions.queries.states import PostPurpose, PostState
from bot.questions.service.answering import Answering
from bot.questions.service.record import Record
from bot.sandbox.clock import SandboxClock
from bot.sandbox.permissions import Permission
from bot.sandbox.server import Sandbox
from bot.setup.service import Setup
from tests.database import writing


@dataclass
class House:
    """The parts joined, as the app joins them, but for the alarm: tests turn it by hand."""

    sandbox: Sandbox
    db: Database
    services: Services
    client: Deckhand
    poster: Poster
    woken: list[str]

    async def stock(self) -> None:
        """Load the decks."""
        await self.services.decks.sync([DECK, CHOICE, SEVERAL])

    async def asks(self, deck: str, **options: object) -> None:
        """Have Ada set up a daily quiz of a deck in #daily-quiz and ask it at once."""
        ada = self.sandbox.person("ada")
        await ada.runs("daily add", deck=deck, **options)
        await ada.runs("daily now")
        await self.work()

    async def denies(self, where: str, what: Permission) -> None:
        """Take rights of the bot's in a channel, and wait until it heard."""
        heard = asyncio.create_task(self.client.wait_for("guild_channel_update", timeout=5))
        await asyncio.sleep(0)
        self.sandbox.admin.denies(self.sandbox.person("ada").channel(where), what)
        await heard

    async def closes(self) -> None:
        """Move the clock behind closing, and settle."""
        self.sandbox.clock.advance(timedelta(days=1))
        await self.work()

    async def work(self) -> None:
        """Do what is due, as the alarm would."""
        for order in await self.services.daily.claim_due():
            await self.poster.deliver(order)


def _services_on(db: Database, clock: SandboxClock) -> Services:
    """Build the services on a database."""
    chance, record = random.Random(7), Record(db)
    daily = Daily(db, clock, chance)
    return Services(
        schedules=Schedules(db, clock),
        daily=daily,
        answering=Answering(db, clock, record),
        standings=Standings(db, clock),
        exports=Exports(db),
        decks=Decks(db, clock),
        imports=Imports(db, clock),
        browsing=Browsing(db),
        commands=Commands(db),
        options=ScheduleOptions(db, clock),
        attendance=Attendance(db),
        notices=Notices(db, clock),
        appeals=Appeals(db, clock, record),
        reports=Reports(db, clock),
        desk=Desk(db),
        setup=Setup(db, clock, record, chance),
        servers=Servers(db, clock, daily.away),
        privacy=Privacy(db, clock),
    )


async def _greet_long_ago(sandbox: Sandbox, db: Database) -> None:
    """Let the servers have had their greeting, so that every message is about something else."""
    with writing(db) as tx:
        for guild in sandbox.world.guilds:
            owe_greeting(tx, GuildId(guild), ChannelId(0), sandbox.clock.now())
            post = posts.of(tx, PostPurpose.GREETING, guild)
            if post is not None:
                posts.given_up(tx, post.id, PostState.DROPPED)


@asynccontextmanager
async def _joined(sandbox: Sandbox, db: Database) -> AsyncIterator[House]:
    """Start a client on a sandbox and a database; ends with it closed."""
    await _greet_long_ago(sandbox, db)
    woken: list[str] = []
    services = _services_on(db, sandbox.clock)
    client = Deckhand(
        services=services,
        wake=lambda: woken.append("woken"),
        endpoints=Endpoints(api=sandbox.api, gateway=sandbox.gateway),
        outside=(DatabaseFault,),
        guild_ready_timeout=0.0,
    )
    async with client:
        serving = asyncio.create_task(client.serve(sandbox.token))
        ready = asyncio.create_task(client.wait_until_ready())
        await asyncio.wait({serving, ready}, return_when=asyncio.FIRST_COMPLETED, timeout=10)
        if serving.done():
            ready.cancel()
            serving.result()
        try:
            yield House(sandbox, db, services, client, Poster(client, services.daily), woken)
        finally:
            await client.drain(timeout=2)
            await client.close()
            await serving


#: One card of each kind that shows differently.
DECK = Deck(
    id=DeckId("clouds"),
    title="Clouds",
    cards=(
        Card(
            id=CardId("rag"),
            ask="What is RAG, and what problem does it solve?",
            points=(
                Point(say="the model consults a data source outside its training data", core=True),
                Point(say="without fine-tuning the model", accept=("no retraining",)),
            ),
            hints=("Think of an open book.", "It has to do with retrieval."),
            note="Retrieval Augmented Generation.",
            source="https://example.com/rag",
        ),
    ),
)
CHOICE = Deck(
    id=DeckId("stores"),
    title="Stores",
    cards=(
        Card(
            id=CardId("vector"),
            ask="Which of these is a vector database?",
            right=("OpenSearch",),
            wrong=("Route 53", "IAM", "CloudTrail"),
        ),
    ),
)
SEVERAL = Deck(
    id=DeckId("capitals"),
    title="Capitals",
    cards=tuple(
        Card(id=CardId(land.lower()), ask=f"What is the capital of {land}?", answer=(town,))
        for land, town in (("France", "Paris"), ("Japan", "Tokyo"), ("Kenya", "Nairobi"))
    ),
)


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """A fresh database."""
    opened = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'deckhand.sqlite'}")
    yield opened
    await opened.close()


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A small Discord on loopback, with the demo world."""
    async with Sandbox(clock=SandboxClock()).serving() as served:
        yield served


@pytest.fixture
async def house(sandbox: Sandbox, db: Database) -> AsyncIterator[House]:
    """Everything, running."""
    async with _joined(sandbox, db) as made:
        await made.stock()
        yield made


@pytest.fixture
def joined() -> Callable[[Sandbox, Database], AbstractAsyncContextManager[House]]:
    """Start a client on a sandbox and a database, and again after a restart."""
    return _joined


@pytest.fixture
def services_on() -> Callable[[Database, SandboxClock], Services]:
    """Build the services on a database."""
    return _services_on
