"""Makes the database file of a release, with data of every kind in it: `python -m tests.db.make_release`.

Days of a server are played through the services, on a clock and a chance that are fixed: the same program makes the
same file. It may be made anew until its version is tagged; what is tagged is what people have.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.appeals.rules import Decision
from bot.chat.outbox.kinds import Failed, Outcome, Refusal, Refused, Unknown
from bot.chat.queries import set_synced_hash
from bot.core.ids import ChannelId, GuildId, Player, QuestionId, RoleId, ScheduleId, UserId
from bot.daily.options import Reveal
from bot.daily.owner import RESULT
from bot.daily.service.options import OptionChanges
from bot.daily.service.posts import OpenPost
from bot.db.columns import metadata
from bot.db.database import Database
from bot.library.queries.decks import MembersSee
from bot.privacy.queries import begin_erasure
from bot.questions.forms import Form, FormsMix
from bot.sandbox.world import demo_world
from tests.fixtures.services import DEMO, ELSEWHERE, Evening, FakeClock, Order, card, deck_of

ROOT = Path(__file__).parents[2]
RELEASES = Path(__file__).parent / "releases"
#: A Monday; the play ends a week and a half later.
BEGINS_AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
ENDS_AT = datetime(2026, 11, 13, 10, 0, tzinfo=UTC)
#: The server of `deckhand try`, so that the bot finds itself there when a test starts it on the file.
WORLD = demo_world()
_GUILD = next(iter(WORLD.guilds.values()))
HERE = GuildId(_GUILD.id)
QUIZ, PRACTICE, ARENA = (ChannelId(_GUILD.channel(name).id) for name in ("#daily-quiz", "#practice", "#arena"))
ADA, BEN, CHIYO = (
    Player(guild=HERE, user=UserId(user.id), name=user.display) for user in list(WORLD.users.values())[1:4]
)
#: People who are in the server no more: one keeps off the boards, two want to be forgotten.
DORA, EMIL, FINN = (
    Player(guild=HERE, user=UserId(700 + n), name=name) for n, name in enumerate(("Dora", "Emil", "Finn"))
)
LONG = "Copper and silver, of which coins were struck at the mint"
TEA = """format = 1
title = "Tea"
[[card]]
id = "oolong"
ask = "What is oolong?"
points = [
  { say = "tea that is partly oxidized", accept = ["between green and black tea"], core = true },
  { say = "mostly from China and Taiwan" },
]
hints = ["It is neither green nor black."]
"""
CAPITALS = "Capital,Country\nParis,France\nLima,Peru\nOslo,Norway\n"
MORE_TEA = TEA + '[[card]]\nid = "gyokuro"\nask = "Which tea grows in the shade?"\nanswer = ["gyokuro"]\n'


def file_of(version: str) -> Path:
    """Return where the file of a release stands."""
    return RELEASES / f"{version}.sqlite"


def version_now() -> str:
    """Return the version that the project says it is."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def make(path: Path) -> None:
    """Play, and leave one tidy file.

    Raises:
        ValueError: A table was left without a row: play something that fills it.
    """
    with tempfile.TemporaryDirectory() as folder:
        played = Path(folder) / "played.sqlite"
        asyncio.run(_play(played))
        with contextlib.closing(sqlite3.connect(played, isolation_level=None)) as connection:
            empty = [name for name in metadata.tables if not connection.execute(f'SELECT 1 FROM "{name}"').fetchone()]
            if empty:
                raise ValueError(f"no rows in {', '.join(empty)}")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode = DELETE")
            # Seventy tables and indexes, most of them with a few rows: small pages keep the file small.
            connection.execute("PRAGMA page_size = 1024")
            connection.execute("VACUUM")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(played.read_bytes())


async def _play(path: Path) -> None:
    db = await Database.open(f"sqlite:///{path}")
    try:
        evening = Evening(db, FakeClock(BEGINS_AT))
        evening.restart("deckhand")
        await _Play(evening).through()
    finally:
        await db.close()


@dataclass
class _Play:
    """The days of one server, act by act."""

    evening: Evening
    #: What becomes of the first results.
    troubles: list[Outcome] = field(default_factory=lambda: [Failed(), Unknown()])

    async def through(self) -> None:
        """Play all of it."""
        await self.moves_in()
        await self.sets_up()
        await self.plays_a_day(BEN, "copper", "zebra")
        await self.appeals()
        await self.plays_a_day(CHIYO, LONG, "okapi")
        await self.changes_decks()
        await self.plays_a_day(BEN, "silver and cuprum", "a striped horse")
        await self.misses_days()
        await self.keeps_away()
        await self.ends_open()

    async def moves_in(self) -> None:
        """Two servers invite the bot; one removes it later."""
        servers = self.evening.services.servers
        await servers.joined(HERE, QUIZ)
        await servers.joined(ELSEWHERE, ChannelId(20))
        for who in (ADA, BEN, CHIYO):
            await servers.record_activity(HERE, who.user, who.name, self.evening.clock.now())
        await self.evening.db.write(lambda tx: set_synced_hash(tx, application=WORLD.bot.id, scope=0, digest="0" * 64))
        await self.evening.deliver(await self.evening.due())
        await self.evening.decks.sync([DEMO])

    async def sets_up(self) -> None:
        """A deck of the server's own in two versions, a third only looked at; schedules of several kinds; settings."""
        evening, made = self.evening, self.evening.services
        for text in (TEA, MORE_TEA):
            await self.imports(text)
        await made.imports.preview(guild=HERE, by=ADA.user, file="tea.toml", raw=TEA.replace("say", "say ").encode())
        await made.imports.preview(guild=HERE, by=ADA.user, file="Capitals (1).csv", raw=CAPITALS.encode())
        await made.browsing.members_see(HERE, MembersSee.EVERYTHING)
        await made.appeals.announce_in(HERE, ARENA, evening.clock.now())
        await made.digests.set(HERE, channel=QUIZ, day=0, at="10:30")
        self.daily = await self.adds("demo", questions=4)
        await made.options.change(
            HERE,
            self.daily,
            OptionChanges(
                holidays="DE-BE", skip="2026-12-24..2026-12-26", grace="30m", thread=True, remind=True, ping=RoleId(5)
            ),
        )
        self.tea = await self.adds("tea", at="12:00", channel=PRACTICE, zone="Europe/Berlin")
        await made.options.change(HERE, self.tea, OptionChanges(changeable=True, typed=True, decks="tea:2, demo:1"))
        paused = await self.adds("demo", at="07:15", channel=ARENA)
        await made.options.change(HERE, paused, OptionChanges(forms=FormsMix.MIXED, reveal=Reveal.NEXT))
        await made.schedules.pause(HERE, paused)
        self.removed = await self.adds("tea", at="20:30", days="mon", open_for="1h")
        await self.adds("demo", guild=ELSEWHERE, channel=ChannelId(20))

    async def plays_a_day(self, hinted: Player, metals: str, animal: str) -> None:
        """Everything that is due within a day: answers of all kinds and forms, hints, results."""
        ends_at = self.evening.clock.at + timedelta(days=1)
        while (due_at := await self.evening.next_due()) is not None and due_at < ends_at:
            self.evening.clock.at = max(self.evening.clock.at, due_at)
            for order in await self.evening.due():
                await self.fares(order)
                if isinstance(order.value, OpenPost) and not order.edit and order.open.guild == HERE:
                    await self.answer_all(order.open, hinted, metals, animal)
        self.evening.clock.at = ends_at

    async def fares(self, order: Order) -> None:
        """Let a message be sent, or once each be refused, lost from sight, or tried again."""
        if order.purpose == RESULT and order.post.guild == ELSEWHERE:
            await self.evening.reports(order, Refused(Refusal.NO_PERMISSION))
        elif order.purpose == RESULT and not order.retry and self.troubles:
            await self.evening.reports(order, self.troubles.pop())
        else:
            await self.evening.deliver([order])

    async def answer_all(self, post: OpenPost, hinted: Player, metals: str, animal: str) -> None:
        """Answer a post: right, partly, wrong, given up, with a hint, changed."""
        answering, clock = self.evening.answering, self.evening.clock
        for question in post.questions:
            which = question.id
            if question.hints:
                await answering.hint(which, hinted, clock.advance(seconds=20))
            if question.form is Form.CHOICE:
                for option, who in enumerate((ADA, BEN, CHIYO)):
                    await answering.choose(which, who, source=self.evening.source(), option=option, at=self.passes())
                continue
            await self.types(
                which, ADA, {"Which metals": LONG, "How many": "8 legs", "What is": TEA}, question.ask, "zebra"
            )
            await self.types(
                which,
                BEN,
                {"Which metals": metals, "How many": "9", "What is": "partly oxidized tea"},
                question.ask,
                animal,
            )
            await self.types(which, CHIYO, {"Which metals": LONG.upper(), "How many": "six"}, question.ask, "okapi")
            if question.changeable:
                await self.types(which, BEN, {}, question.ask, "no, gyokuro")
            for who in (DORA, FINN):
                await answering.give_up(which, who, source=self.evening.source(), at=self.passes())
            await self.types(which, EMIL, {}, question.ask, "okapi!")

    async def types(self, question: QuestionId, who: Player, texts: dict[str, str], ask: str, other: str) -> None:
        """Answer by the words that a question begins with."""
        text = next((text for words, text in texts.items() if ask.startswith(words)), other)
        at = self.passes()
        await self.evening.services.servers.record_activity(HERE, who.user, who.name, at)
        await self.evening.answers(question, who, text, at=at)

    def passes(self) -> datetime:
        """Let a few seconds pass."""
        return self.evening.clock.advance(seconds=5)

    async def appeals(self) -> None:
        """One appeal accepted, which the deck is not to learn, one denied, one open; a report, one settled later."""
        made, at = self.evening.services, self.evening.clock.now
        animal, number = await self.asked("term"), await self.asked("number")
        first = await made.appeals.appeal(animal, CHIYO, argument="It has stripes too.", at=at())
        await made.appeals.decide(HERE, first, Decision.ACCEPT, moderator=ADA.user, reason="It has.", at=self.passes())
        offered = await made.wordings.page(HERE, "demo")
        await made.wordings.dismiss(HERE, offered.deck, offered.offers[0].key, by=ADA.user)
        second = await made.appeals.appeal(number, BEN, argument="One was hiding.", at=at())
        await made.appeals.decide(HERE, second, Decision.DENY, moderator=ADA.user, reason="No.", at=self.passes())
        await made.appeals.appeal(number, CHIYO, argument="Six and two.", at=at())
        await made.reports.report(animal, BEN, text="An okapi is striped, too.", at=at())
        await self.evening.deliver(await self.evening.due())

    async def asked(self, card_id: str) -> QuestionId:
        """Return the first question that asked a card."""
        sql = "SELECT min(id) FROM questions WHERE card = :card"
        return QuestionId(
            int(await self.evening.db.read(lambda tx: tx.exec_driver_sql(sql, {"card": card_id}).scalar()))
        )

    async def changes_decks(self) -> None:
        """The shipped deck gains a card and another wording; a schedule is removed, its round stays."""
        changed = [
            card(**{**one.model_dump(exclude_defaults=True), "note": "Said anew."}) if one.id == "term" else one
            for one in DEMO.cards
        ]
        more = card(id="month", ask="Which month is the shortest?", answer=["February"])
        await self.evening.decks.sync([deck_of("demo", [*changed, more], "Demo deck")])
        await self.evening.schedules.remove(HERE, self.removed)

    async def misses_days(self) -> None:
        """The bot is off for four days."""
        self.evening.clock.advance(days=4)
        self.evening.restart("deckhand")
        await self.evening.deliver(await self.evening.due())

    async def keeps_away(self) -> None:
        """A server removes the bot, one person keeps off the boards, and one is forgotten wholly."""
        made = self.evening.services
        await made.servers.left(ELSEWHERE)
        await made.privacy.hide(EMIL.user, hidden=True)
        await self.forgets(FINN, UserId(301))

    async def ends_open(self) -> None:
        """Questions are open, somebody waits to be forgotten, and a message is claimed and not reported."""
        while self.evening.clock.at < ENDS_AT - timedelta(days=1):
            await self.plays_a_day(BEN, "copper", "zebra")
        self.evening.clock.at = ENDS_AT - timedelta(hours=1)
        for order in await self.evening.due():
            await self.fares(order)
            if isinstance(order.value, OpenPost) and not order.edit:
                await self.answer_all(order.open, CHIYO, "copper", "zebra")
        await self.forgets(DORA, UserId(302))
        self.evening.clock.at = ENDS_AT
        await self.evening.asks_now(self.tea, HERE)
        await self.evening.rounds.ask_now(guild=HERE, schedule=self.tea, source=self.evening.source(), at=ENDS_AT)
        await self.evening.due()

    async def forgets(self, who: Player, tombstone: UserId) -> None:
        """Erase a person as `/privacy delete` does, but for a tombstone that is the same at every play."""
        now = self.evening.clock.now()
        await self.evening.db.write(lambda tx: begin_erasure(tx, HERE, who.user, tombstone, now))
        await self.evening.deliver(await self.evening.due())

    async def adds(self, deck: str, **changes: object) -> ScheduleId:
        """Add a schedule."""
        asked = {"guild": HERE, "channel": QUIZ, "deck": deck, "days": "every day", "by": ADA.user, **changes}
        return (await self.evening.schedule(**asked)).id

    async def imports(self, text: str) -> None:
        """Import a deck and confirm it."""
        imports = self.evening.services.imports
        preview = await imports.preview(guild=HERE, by=ADA.user, file="tea.toml", raw=text.encode())
        assert preview.id is not None, preview.faults
        await imports.confirm(HERE, preview.id)


if __name__ == "__main__":
    version = version_now()
    tagged = subprocess.run(
        ["git", "tag", "--list", f"v{version}"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    if tagged.stdout.strip():
        sys.exit(f"{version} is tagged: people have its file. Raise the version in pyproject.toml first.")
    make(file_of(version))
    sys.stdout.write(f"{file_of(version).relative_to(ROOT)}: {file_of(version).stat().st_size // 1024} KiB\n")
