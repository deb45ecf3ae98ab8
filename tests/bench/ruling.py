"""A ruling on many equal answers: how long other people's answers take meanwhile, against the same store at rest."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import update

from bot.appeals.queries import rulings
from bot.appeals.rules import Decision
from bot.appeals.service.appeals import Appeals
from bot.appeals.service.regrading import Regrading
from bot.core.ids import GuildId, Player, RulingId, SourceId, UserId
from bot.db.database import Database
from bot.decks.card import Card
from bot.grading.verdict import Verdict
from bot.questions.queries.answers import Submission
from bot.questions.service.rubrics import Rubrics
from tests.conftest import Asked, Asking
from tests.database import reading, tables, writing
from tests.fixtures.services import a_record

EQUAL = 10_000
_IDLE = 300
_PAUSE_S = 0.005
_TEXT = "okapi"
_CARD = Card.model_validate({"id": "stripes", "ask": "Which animal has stripes?", "answer": ["zebra"]}, strict=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What was measured."""

    #: Milliseconds an answer took to be durable, each.
    idle_ms: list[float]
    meanwhile_ms: list[float]
    #: Seconds until every equal answer was graded again.
    applied_s: float


class _Clock:
    def now(self) -> datetime:
        return Asking.noon.replace(hour=23)


class _Room:
    """A store with one closed question that everybody answered alike, and another that people answer now."""

    def __init__(self, db: Database) -> None:
        self.db, self.record, self.clock = db, a_record(), _Clock()
        self.rubrics = Rubrics(db)
        self._sources = 0

    async def fill(self) -> Asked:
        """Ask, and have the closed question answered; returns that."""
        asking = Asking()
        with writing(self.db) as tx:
            closed = asking.question(tx, card=_CARD)
            self.other = asking.question(tx, card=_CARD, guild=2)
            tx.execute(update(tables["rounds"]).values(state="settled", settle_at_ms=None))
            tx.execute(update(tables["questions"]).values(state="closed"))
        self._verdict: Verdict = await self.rubrics.judge(closed.card_version, closed.deck_version, _TEXT)
        for _ in range(EQUAL // 200):
            with writing(self.db) as tx:
                for _ in range(200):
                    self.record.record(tx, self._submission(closed, guild=1))
        return closed

    async def answer(self) -> float:
        """Answer the other question; returns how many milliseconds that took."""
        began = time.perf_counter()
        with writing(self.db) as tx:
            self.record.record(tx, self._submission(self.other, guild=2))
        return (time.perf_counter() - began) * 1_000

    async def decide(self, closed: Asked) -> RulingId:
        """Accept the appeal of one of them."""
        appeals, now = Appeals(self.db, self.clock, self.record), self.clock.now()
        ben = Player(guild=GuildId(1), user=UserId(1), name="Ben")
        ruling = await appeals.appeal(closed.question.id, ben, argument="", at=now)
        await appeals.decide(GuildId(1), ruling, Decision.ACCEPT, moderator=UserId(2**40), reason="", at=now)
        return ruling

    async def apply(self, ruling: RulingId) -> float:
        """Apply it, batch after batch; returns how many seconds that took."""
        began, regrading = time.perf_counter(), Regrading(self.db, self.record, self.rubrics)
        while True:
            await regrading.go_on(ruling, self.clock.now())
            with reading(self.db) as tx:
                if not rulings.due(tx, self.clock.now(), 1):
                    return time.perf_counter() - began

    def _submission(self, asked: Asked, *, guild: int) -> Submission:
        self._sources += 1
        return Submission(
            question=asked.question,
            player=Player(guild=GuildId(guild), user=UserId(self._sources), name="somebody"),
            source=SourceId(self._sources),
            text=_TEXT,
            gave_up=False,
            at=Asking.noon,
            hints=0,
            verdict=self._verdict,
        )


async def measure(folder: Path) -> Ruling:
    """Measure at rest and while a ruling on 10,000 equal answers is applied."""
    db = await Database.open(f"sqlite:///{folder / 'ruling.sqlite'}")
    try:
        room = _Room(db)
        closed = await room.fill()
        ruling = await room.decide(closed)
        idle = [await _paced(room) for _ in range(_IDLE)]
        work = asyncio.create_task(room.apply(ruling))
        meanwhile = []
        while not work.done():
            meanwhile.append(await _paced(room))
        # Before and after, so that a machine that is busier by now is so for both.
        idle += [await _paced(room) for _ in range(_IDLE)]
        return Ruling(idle_ms=idle, meanwhile_ms=meanwhile, applied_s=await work)
    finally:
        await db.close()


async def _paced(room: _Room) -> float:
    await asyncio.sleep(_PAUSE_S)
    return await room.answer()
