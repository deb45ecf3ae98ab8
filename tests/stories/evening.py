"""An evening: a small Discord with people in it, the bot on a database of its own, and a clock that one may move."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.app import App
from bot.boards.service.tallies import Recount
from bot.calendar.zones import zone_of
from bot.chat.feature import Feature
from bot.core.ids import GuildId
from bot.db.database import Database
from bot.sandbox.entities import Guild
from bot.sandbox.interaction_dispatch import InteractionResult
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from bot.sandbox.wire import Payload
from bot.settings import Settings
from tests.stories.life import Life

QUIZ = "#daily-quiz"
BERLIN = zone_of("Europe/Berlin")
#: A Monday, half a minute before the quiz.
BEGINS_AT = datetime(2027, 6, 7, 8, 59, 30, tzinfo=BERLIN)
#: How long a story waits for what has to come; nothing is slower than this on a busy machine.
PATIENCE_S = 20.0

#: What our people answer: question -> (right, partly or "", wrong).
KEYS = {
    "Which river flows through Cairo?": ("Nile", "", "the Thames"),
    "What is a lighthouse, and what does it do?": (
        (
            "A tower on the coast that carries a strong lamp. It warns ships of rocks and shallows, "
            "and its own rhythm of flashes tells sailors which one they see."
        ),
        "a tower on the coast with a strong lamp that warns ships of rocks and shallows",
        "a fish soup with onions",
    ),
    "Which river flows through Vienna?": ("Danube", "", "the Thames"),
    "What is a ferry?": (
        "A boat that carries people and cars across water. It goes to and fro by a timetable.",
        "a boat that carries people and cars across water",
        "a small winged person",
    ),
    "Which are the three primary colours of light?": ("red, green, blue", "red and green", "mauve"),
    "How is a cup of black tea made, step by step?": (
        "boil the water, pour it over the leaves, let it draw, take out the leaves",
        "boil the water, pour it over the leaves",
        "ask a waiter",
    ),
    "Which planet has the great red spot?": ("Jupiter", "", "Saturn"),
    "Which planet is closest to the Sun?": ("Mercury", "", "Venus"),
    "In which year was the Eiffel Tower opened?": ("1889", "", "1789"),
}


class Log(logging.Handler):
    """Keeps what is logged; errors that a story did not expect fail it."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.records: list[logging.LogRecord] = []
        self.expected: list[str] = []
        self.deaf = False

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record, unless the bot is just being killed."""
        if not self.deaf:
            self.records.append(record)

    def lines(self, level: int = logging.INFO) -> list[str]:
        """Return the lines of a level or worse."""
        return [
            f"{record.levelname} {record.name}: {record.getMessage()}"
            + (f"\n{logging.Formatter().formatException(record.exc_info)}" if record.exc_info else "")
            for record in self.records
            if record.levelno >= level
        ]

    def unexpected(self) -> list[str]:
        """Return the errors no story expected."""
        return [line for line in self.lines(logging.ERROR) if not any(words in line for words in self.expected)]


class Evening:
    """What a story has at hand.

    Attributes:
        sandbox: The small Discord.
        clock: Its time and the bot's.
        database: The bot's file.
        log: What the bot logged.
        refusals: Discord's error codes that this story provokes.
        statuses: Discord's statuses, 429 and above, that this story provokes.
        guild: The server of Ada (who owns it), Ben and Chiyo.
        elsewhere: The server of Dora (who owns it) and Emil.
    """

    def __init__(self, sandbox: Sandbox, settings: Settings, database: Path, log: Log) -> None:
        self.sandbox = sandbox
        self.clock = sandbox.clock
        self.settings = settings
        self.database = database
        self.log = log
        self.refusals: set[int] = set()
        self.statuses: set[int] = set()
        self.guild, self.elsewhere = sandbox.world.guilds.values()
        self.ada, self.ben, self.chiyo, self.dora, self.emil = map(
            sandbox.person, ("ada", "ben", "chiyo", "dora", "emil")
        )
        self.life: Life | None = None
        #: Makes features beside the bot's own.
        self.extra_features: Callable[[Database], Iterable[Feature]] | None = None
        self.clock.on_jump(self._wake)

    # --- the bot ----------------------------------------------------------------------------------

    @property
    def app(self) -> App:
        """The running bot."""
        assert self.life is not None, "the bot does not run"
        return self.life.app

    async def start(self) -> None:
        """Start the bot."""
        assert self.life is None, "the bot runs already"
        self.life = Life(App(self.settings, self.clock, self.extra_features))
        await self.life.begin()

    async def stop(self) -> None:
        """Stop the bot politely."""
        if self.life is not None:
            life, self.life = self.life, None
            await life.end()

    async def restart(self) -> None:
        """Stop the bot politely and start it again."""
        await self.stop()
        await self.start()

    def cut(self) -> None:
        """Kill the bot at this very instant; `kill` must follow."""
        assert self.life is not None, "the bot does not run"
        self.log.deaf = True
        self.sandbox.cuts()
        self.life.cut()

    async def kill(self) -> None:
        """Kill the bot: no drain, the line cut, the database as at a crash."""
        self.cut()
        assert self.life is not None
        life, self.life = self.life, None
        await life.buried()
        self.log.deaf = False

    # --- time -------------------------------------------------------------------------------------

    def passes(self, **span: float) -> None:
        """Let time pass, such as `hours=8`."""
        self.clock.advance(timedelta(**span))

    def passes_until(self, local: str, *, days: int = 0) -> datetime:
        """Let time pass until a time of day in Berlin, today or some days later; returns that instant."""
        hour, minute, second = (*map(int, local.split(":")), 0)[:3]
        day = self.clock.now().astimezone(BERLIN) + timedelta(days=days)
        instant = day.replace(hour=hour, minute=minute, second=second, microsecond=0)
        assert instant >= self.clock.now(), f"{local} has passed"
        self.clock.advance_to(instant)
        return instant

    def _wake(self) -> None:
        if self.life is not None:
            self.life.wake()

    # --- what people do and see -------------------------------------------------------------------

    async def asks(self, deck: str, *, open_for: str = "8h", questions: int = 1, channel: str = QUIZ) -> Payload:
        """Let Ada set up a daily quiz at nine, wait until nine, and return the post that comes."""
        await self.ada.runs(
            "daily add",
            channel=channel,
            deck=deck,
            time="09:00",
            days="every day",
            zone="Europe/Berlin",
            questions=questions,
            open_for=open_for,
        )
        before = len(self.posts(channel))
        self.passes_until("09:00:00")
        await self.until(lambda: len(self.posts(channel)) > before)
        return self.posts(channel)[-1]

    async def answers(self, person: Person, text: str, *, post: Payload | None = None) -> InteractionResult:
        """Let a person press Answer, type and send; returns what they see then."""
        await person.presses("Answer", message=post)
        return await person.submits(text)

    async def closes(self, *, hours: float = 8, channel: str = QUIZ) -> str:
        """Let time pass until the question has closed and all of its result is there; returns what Ben sees."""
        self.passes(hours=hours, seconds=6)
        await self.reads(self.ben, "Result", where=channel)
        # The post is edited and its reply sent, in no order that a test may count on.
        await self.quiet()
        return plain(self.ben.sees(channel))

    async def reads(self, person: Person, *texts: str, where: str = QUIZ) -> str:
        """Wait until a person sees all of some texts in a channel; returns all they see there."""
        with contextlib.suppress(TimeoutError):
            await self.until(lambda: all(text in plain(person.sees(where)) for text in texts))
        seen = plain(person.sees(where))
        for text in texts:
            assert text in seen
        return seen

    async def until(self, predicate: Callable[[], object]) -> Any:
        """Wait until something is true and return what it is."""
        return await self.sandbox.until(predicate, PATIENCE_S)

    async def quiet(self) -> None:
        """Wait until nothing is due and nothing is on its way: what has not happened by then will not happen now."""
        alarm, deliveries = self.app._alarm, self.app._deliveries
        assert alarm is not None
        looks = 0
        # What is on its way is not due: a look that it ends under says nothing yet, so two in a row have to agree.
        while looks < 2:
            idle = alarm._idle.is_set() and deliveries.idle
            due_at = await alarm.next_due()
            idle = idle and alarm._idle.is_set() and deliveries.idle
            if idle and (due_at is None or due_at > self.clock.now()):
                looks += 1
                continue
            looks = 0
            await asyncio.sleep(0.02)

    def edits(self) -> int:
        """Return how often the bot edited a post so far."""
        return len(self.sandbox.exchanges.rest("PATCH", "/channels/{channel_id}/messages/{message_id}"))

    def posts(self, channel: str = QUIZ, guild: Guild | None = None) -> list[Payload]:
        """Return what the bot itself posted in a channel, oldest first: no private replies, no interaction answers."""
        place = (guild or self.guild).channel(channel)
        return [
            message.payload(self.sandbox.world.bot.id)
            for message in place.messages.values()
            if message.author is self.sandbox.world.bot and message.only_for is None
        ]

    def joins(self, name: str, display: str | None = None, *, guild: Guild | None = None) -> Person:
        """Let somebody new join the server."""
        world = self.sandbox.world
        world.add_member(guild or self.guild, world.add_user(name, display))
        return self.sandbox.person(name)

    @contextlib.asynccontextmanager
    async def busy_database(self) -> AsyncIterator[None]:
        """Let another program hold the database meanwhile: the bot's writes wait."""
        with contextlib.closing(sqlite3.connect(self.database, timeout=0, isolation_level=None)) as connection:
            # A write of the bot's that is under way ends only if it is let: no waiting inside SQLite.
            while not connection.in_transaction:
                with contextlib.suppress(sqlite3.OperationalError):
                    connection.execute("BEGIN IMMEDIATE")
                await asyncio.sleep(0.01)
            try:
                yield
            finally:
                connection.execute("ROLLBACK")

    def writes(self, statement: str, *parameters: object) -> None:
        """Change the database as an operator would while the bot is off."""
        with contextlib.closing(sqlite3.connect(self.database)) as connection, connection:
            connection.execute(statement, parameters)

    async def recount(self) -> None:
        """Count the server's tallies again, as `deckhand db recount` does beside the bot."""
        db = await Database.open(f"sqlite:///{self.database}")
        try:
            await Recount(db).server(GuildId(self.guild.id))
        finally:
            await db.close()

    def rows(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Read the database as another program would."""
        with contextlib.closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            return connection.execute(query, parameters).fetchall()


def right(ask: str) -> str:
    """Return a right answer to a question."""
    return KEYS[ask][0]


def plain(text: str) -> str:
    """Return a text as a client shows it: without the marks for bold."""
    return text.replace("**", "")
