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

from bot.decks.card import Card, Point
from bot.decks.deck import Deck
from bot.sandbox.clock import SandboxClock
from bot.sandbox.permissions import Permission
from bot.sandbox.server import Sandbox
from bot.services.answering import Answering
from bot.services.appeals import Appeals
from bot.services.attendance import Attendance
from bot.services.browsing import Browsing
from bot.services.commands import Commands
from bot.services.daily import Daily
from bot.services.decks import Decks
from bot.services.desk import Desk
from bot.services.export import Exports
from bot.services.imports import Imports
from bot.services.letters import owe_greeting
from bot.services.notices import Notices
from bot.services.options import ScheduleOptions
from bot.services.privacy import Privacy
from bot.services.record import Record
from bot.services.reports import Reports
from bot.services.schedules import Schedules
from bot.services.servers import Servers
from bot.services.setup import Setup
from bot.services.standings import Standings
from bot.store import posts
from bot.store.states import PostPurpose, PostState
from bot.store.store import Store
from bot.terms.faults import StoreFault
from bot.terms.ids import CardId, ChannelId, DeckId, GuildId
from bot.ui.client import Deckhand, Services
from bot.ui.endpoints import Endpoints
from bot.ui.poster import Poster


@dataclass
class House:
    """The parts joined, as the app joins them, but for the alarm: tests turn it by hand."""

    sandbox: Sandbox
    store: Store
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


def _services_on(store: Store, clock: SandboxClock) -> Services:
    """Build the services on a database."""
    chance, record = random.Random(7), Record(store)
    daily = Daily(store, clock, chance)
    return Services(
        schedules=Schedules(store, clock),
        daily=daily,
        answering=Answering(store, clock, record),
        standings=Standings(store, clock),
        exports=Exports(store),
        decks=Decks(store, clock),
        imports=Imports(store, clock),
        browsing=Browsing(store),
        commands=Commands(store),
        options=ScheduleOptions(store, clock),
        attendance=Attendance(store),
        notices=Notices(store, clock),
        appeals=Appeals(store, clock, record),
        reports=Reports(store, clock),
        desk=Desk(store),
        setup=Setup(store, clock, record, chance),
        servers=Servers(store, clock, daily.away),
        privacy=Privacy(store, clock),
    )


async def _greet_long_ago(sandbox: Sandbox, store: Store) -> None:
    """Let the servers have had their greeting, so that every message is about something else."""
    async with store.write() as unit:
        for guild in sandbox.world.guilds:
            await owe_greeting(unit, GuildId(guild), ChannelId(0), sandbox.clock.now())
            post = await posts.of(unit, PostPurpose.GREETING, guild)
            if post is not None:
                await posts.given_up(unit, post.id, PostState.DROPPED)


@asynccontextmanager
async def _joined(sandbox: Sandbox, store: Store) -> AsyncIterator[House]:
    """Start a client on a sandbox and a database; ends with it closed."""
    await _greet_long_ago(sandbox, store)
    woken: list[str] = []
    services = _services_on(store, sandbox.clock)
    client = Deckhand(
        services=services,
        wake=lambda: woken.append("woken"),
        endpoints=Endpoints(api=sandbox.api, gateway=sandbox.gateway),
        outside=(StoreFault,),
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
            yield House(sandbox, store, services, client, Poster(client, services.daily), woken)
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
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A fresh database."""
    opened = await Store.open(f"sqlite+aiosqlite:///{tmp_path / 'deckhand.sqlite'}")
    yield opened
    await opened.close()


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A small Discord on loopback, with the demo world."""
    async with Sandbox(clock=SandboxClock()).serving() as served:
        yield served


@pytest.fixture
async def house(sandbox: Sandbox, store: Store) -> AsyncIterator[House]:
    """Everything, running."""
    async with _joined(sandbox, store) as made:
        await made.stock()
        yield made


@pytest.fixture
def joined() -> Callable[[Sandbox, Store], AbstractAsyncContextManager[House]]:
    """Start a client on a sandbox and a database, and again after a restart."""
    return _joined


@pytest.fixture
def services_on() -> Callable[[Store, SandboxClock], Services]:
    """Build the services on a database."""
    return _services_on
