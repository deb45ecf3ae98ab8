"""A server with decks, a clock that a test moves, and hands that do what the poster and people would do."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

import pytest

from bot.chat.outbox.orders import Order, PostQuestion, PostResult, RefreshCount
from bot.core.ids import ChannelId, DeckId, GuildId, MessageId, QuestionId, ScheduleId, SourceId, UserId
from bot.daily.service.daily import Daily
from bot.daily.service.schedules import Schedules
from bot.db.database import Database
from bot.decks.card import Card
from bot.decks.deck import Deck
from bot.library.service.decks import Decks
from bot.questions.service.answering import Answering
from bot.questions.service.outcomes import Player, Receipt, ScheduleView
from bot.questions.service.record import Record

#: A Monday, an hour before the default time of day in UTC.
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
HERE, ELSEWHERE = GuildId(1), GuildId(2)
CHANNEL = ChannelId(10)


class FakeClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, at: datetime = MONDAY) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return where the test put it."""
        return self.at

    def advance(self, **parts: float) -> datetime:
        """Move on."""
        self.at += timedelta(**parts)
        return self.at


def card(**parts: object) -> Card:
    """Make a card as an author's file would."""
    return Card.model_validate(parts, strict=False)


def deck_of(name: str, cards: Sequence[Card], title: str = "") -> Deck:
    """Make a deck."""
    return Deck(id=DeckId(name), title=title or name.title(), cards=tuple(cards))


METALS = card(
    id="metals",
    ask="Which metals are meant?",
    items=[{"say": "copper", "accept": ["cuprum"]}, {"say": "silver", "accept": ["argentum"]}],
    hints=["There are two.", "Coins were made of them."],
    note="A note about mints.",
    source="https://example.org/metals",
)
TERM = card(id="term", ask="Which animal has stripes?", answer=["zebra", "striped horse"])
CHOICE = card(id="choice", ask="Which is a fruit?", right=["apple"], wrong=["stone", "brick", "cloud"])
NUMBER = card(id="number", ask="How many legs has a spider?", value=8.0, unit="legs")
DEMO = deck_of("demo", [METALS, TERM, CHOICE, NUMBER], "Demo deck")


@dataclass
class Evening:
    """The services on one database, and the hands that use them."""

    db: Database
    clock: FakeClock = field(default_factory=FakeClock)
    seed: int = 1
    ids: count[int] = field(default_factory=lambda: count(1_000))

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Forget everything that is only in memory."""
        self.record = Record(self.db)
        self.decks = Decks(self.db, self.clock)
        self.schedules = Schedules(self.db, self.clock)
        self.daily = Daily(self.db, self.clock, Random(self.seed), f"process-{next(self.ids)}")
        self.answering = Answering(self.db, self.clock, self.record)

    async def schedule(self, **changes: object) -> ScheduleView:
        """Add a schedule with the defaults of the command."""
        asked: dict[str, object] = {
            "guild": HERE,
            "channel": CHANNEL,
            "deck": "demo",
            "at": "09:00",
            "days": "mon-fri",
            "zone": None,
            "questions": 1,
            "open_for": "8h",
            "by": UserId(1),
        }
        return await self.schedules.add(**{**asked, **changes})  # type: ignore[arg-type]

    async def due(self) -> list[Order]:
        """Do what the alarm does: claim what is due."""
        return await self.daily.claim_due()

    async def deliver(self, orders: Sequence[Order]) -> list[MessageId]:
        """Do what the poster does when Discord takes everything."""
        messages = []
        for order in orders:
            message = MessageId(next(self.ids))
            messages.append(message)
            match order:
                case PostQuestion():
                    await self.daily.attached(order.open.post, message)
                case RefreshCount():
                    await self.daily.counted(order.open.occurrence)
                case PostResult():
                    reply = None if order.reply is None else message
                    await self.daily.told(order.result.post, edited=True, reply=reply)
        return messages

    async def posted(self, **changes: object) -> PostQuestion:
        """Add a schedule, go to its time and post what it asks."""
        view = await self.schedule(**changes)
        assert view.next_at is not None
        self.clock.at = view.next_at
        orders = await self.due()
        await self.deliver(orders)
        order = orders[0]
        assert isinstance(order, PostQuestion)
        return order

    async def asks_now(self, schedule: ScheduleId, guild: GuildId = HERE) -> PostQuestion:
        """Ask at once and post it."""
        await self.daily.ask_now(guild=guild, schedule=schedule, source=self.source(), at=self.clock.now())
        orders = await self.due()
        await self.deliver(orders)
        order = orders[0]
        assert isinstance(order, PostQuestion)
        return order

    async def closes(self, order: PostQuestion) -> PostResult:
        """Go to where a post is settled, and bring its result."""
        self.clock.at = order.open.closes_at + timedelta(seconds=5)
        results = [found for found in await self.due() if isinstance(found, PostResult)]
        await self.deliver(results)
        return results[0]

    async def answers(self, question: QuestionId, player: Player, text: str, **changes: object) -> Receipt:
        """Submit a text now."""
        given: dict[str, object] = {"source": self.source(), "at": self.clock.now(), **changes}
        return await self.answering.answer(question, player, text=text, **given)  # type: ignore[arg-type]

    def source(self) -> SourceId:
        """Return the id of a new interaction."""
        return SourceId(next(self.ids))

    @staticmethod
    def player(name: str, guild: GuildId = HERE) -> Player:
        """Return a person, always the same for a name."""
        return Player(guild=guild, user=UserId(sum(name.encode())), name=name)


@pytest.fixture
async def evening(db: Database) -> Evening:
    """Return the services with the demo deck, on a Monday at 08:00 UTC."""
    made = Evening(db)
    await made.decks.sync([DEMO])
    return made


@pytest.fixture
async def other(database: Path, db: Database) -> AsyncIterator[Database]:
    """Open the same file a second time, as another process would."""
    opened = await Database.open(f"sqlite:///{database}")
    yield opened
    await opened.close()


@pytest.fixture
def demo() -> Deck:
    """Return the demo deck."""
    return DEMO


@pytest.fixture
def make_deck() -> object:
    """Return the hand that makes decks of one term card per name."""

    def make(name: str, *cards: Card | str, title: str = "") -> Deck:
        made = [
            entry if isinstance(entry, Card) else card(id=entry, ask=f"What is {entry}?", answer=[entry])
            for entry in cards
        ]
        return deck_of(name, made, title)

    return make
