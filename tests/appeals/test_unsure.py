"""Not sure: an answer the grader cannot judge waits for a moderator, whether or not its author asks for one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.appeals.errors import AppealDecided, AppealedAlready, AppealGone, OwnAppeal
from bot.appeals.rules import Decision, Section
from bot.appeals.service.appeals import APPEAL, Appeals
from bot.appeals.service.entries import UnsureEntry
from bot.appeals.service.moderation_queue import ModerationQueue
from bot.core.ids import AnswerId, ChannelId, GuildId, QuestionId
from bot.grading.verdict import Outcome, Verdict
from bot.questions.errors import QuestionOpen
from bot.questions.queries import answers, questions
from bot.questions.queries.answers import Answer, Submission
from tests.database import reading, tables, writing

ADA, BEN, CHIYO, DORA = "Ada", "Ben", "Chiyo", "Dora"
TEXT = "okapi"
GUILD = GuildId(1)
UNSURE = Verdict(score=0.5, outcome=Outcome.PARTLY, unsure=True)


class Bench:
    """An evening with one question about stripes; whoever answers it leaves the grader in doubt."""

    def __init__(self, evening: Any) -> None:
        self.evening = evening
        self.appeals = Appeals(evening.db, evening.clock, evening.record)
        self.queue = ModerationQueue(evening.db)

    async def asks(self, **texts: str) -> None:
        """Ask the one card and let people answer; it is open still."""
        self.order = await self.evening.posted(deck="stripes", days="every day")
        self.question = QuestionId(self.order.open.questions[0].id)
        for name, text in texts.items():
            self.answers(name, text)

    def answers(self, name: str, text: str, verdict: Verdict = UNSURE) -> AnswerId:
        """Log an answer as the grader judged it."""
        with writing(self.evening.db) as tx:
            question = questions.one(tx, self.question)
            assert question is not None
            submission = Submission(
                question=question,
                player=self.evening.player(name),
                source=self.evening.source(),
                text=text,
                gave_up=False,
                at=self.evening.clock.now(),
                hints=0,
                verdict=verdict,
            )
            found: AnswerId = self.evening.record.record(tx, submission).answer.id
            return found

    async def claims(self, name: str) -> None:
        """Press *I was right*."""
        await self.appeals.appeal(self.question, self.evening.player(name), argument="", at=self.evening.clock.now())

    async def decides(self, which: AnswerId, decision: Decision, by: str = ADA) -> Any:
        """Decide an answer nobody appealed, and grade again what is due."""
        entry = await self.appeals.decide_unsure(
            GUILD, which, decision, moderator=self.evening.player(by).user, at=self.evening.clock.now()
        )
        await self.evening.deliver(await self.evening.due())
        return entry

    async def waiting(self, section: Section) -> Any:
        """Return the first entry of a section, and how many there are."""
        page = await self.queue.page(GUILD, section)
        return page.entry, page.counts[section]

    def answer_of(self, name: str) -> Answer:
        """Return what stands in the log."""
        with reading(self.evening.db) as tx:
            found = answers.of_user(tx, self.question, self.evening.player(name).user)
        assert found is not None
        return found

    def told(self) -> list[str]:
        """Return what people are told, in the order it was left."""
        with reading(self.evening.db) as tx:
            return list(tx.execute(select(tables["notices"].c.kind).order_by(tables["notices"].c.id)).scalars())


@pytest.fixture
async def bench(evening: Any, make_deck: Any) -> Bench:
    """Return an evening whose deck has one card."""
    await evening.decks.sync([make_deck("stripes", "zebra")])
    return Bench(evening)


async def test_it_waits_for_a_moderator_once_it_has_closed(bench: Bench) -> None:
    """Equal answers are one entry, counted; while the question is open nobody sees what was answered."""
    await bench.asks(Ben=TEXT, Chiyo="OKAPI!", Dora="a horse")
    assert await bench.waiting(Section.UNSURE) == (None, 0)
    await bench.evening.closes(bench.order)
    entry, count = await bench.waiting(Section.UNSURE)
    assert isinstance(entry, UnsureEntry)
    assert (entry.text, entry.people, entry.points, count) == (TEXT, 2, 50, 2)
    assert entry.card.answer == "zebra"


async def test_it_counts_as_partly(bench: Bench) -> None:
    """On boards it has the points of its score, and it says in the log that the grader did not know."""
    await bench.asks(Ben=TEXT)
    own = bench.answer_of(BEN)
    assert (own.unsure, own.outcome, own.points) == (True, Outcome.PARTLY, 50)


@pytest.mark.parametrize(
    ("decision", "points", "told"),
    [
        (Decision.ACCEPT, 100, ["points-changed", "points-changed"]),
        (Decision.PARTLY, 50, []),
        (Decision.DENY, 50, []),
    ],
)
async def test_a_decision_nobody_asked_for(bench: Bench, decision: Decision, points: int, told: list[str]) -> None:
    """It holds for all who gave the answer; who gains is told, and nobody hears of an appeal they never made."""
    await bench.asks(Ben=TEXT, Chiyo=TEXT)
    await bench.evening.closes(bench.order)
    await bench.decides(bench.answer_of(BEN).id, decision)
    assert await bench.waiting(Section.UNSURE) == (None, 0)
    assert (await bench.waiting(Section.DECIDED))[1] == 1
    assert [bench.answer_of(name).points for name in (BEN, CHIYO)] == [points, points]
    assert bench.answer_of(BEN).unsure is (decision is Decision.DENY)
    assert bench.told() == told
    own = await bench.evening.playing.my_result(bench.order.open.round_id, bench.evening.player(BEN))
    assert own.appeals == ()
    assert own.appealable == ((bench.question,) if decision is Decision.DENY else ())
    with pytest.raises((AppealDecided, AppealGone)):
        await bench.decides(bench.answer_of(BEN).id, decision)


async def test_it_can_be_taken_back(bench: Bench) -> None:
    """Then the answer is as it was: partly right, and the grader not sure."""
    await bench.asks(Ben=TEXT)
    await bench.evening.closes(bench.order)
    entry = await bench.decides(bench.answer_of(BEN).id, Decision.ACCEPT)
    now, moderator = bench.evening.clock.now(), bench.evening.player(ADA).user
    await bench.appeals.undo(GUILD, entry.id, moderator=moderator, at=now + timedelta(seconds=1))
    await bench.evening.deliver(await bench.evening.due())
    assert (bench.answer_of(BEN).points, bench.answer_of(BEN).unsure) == (50, True)


async def test_one_press_asks_a_moderator_while_it_is_open(bench: Bench) -> None:
    """*I was right* is kept at once; moderators see and hear of it only once the question has closed."""
    await bench.appeals.announce_in(GUILD, ChannelId(77), bench.evening.clock.now())
    await bench.asks(Ben=TEXT)
    bench.answers(CHIYO, "a horse", Verdict(score=0.0, outcome=Outcome.WRONG))
    await bench.claims(BEN)
    with pytest.raises(AppealedAlready):
        await bench.claims(BEN)
    with pytest.raises(QuestionOpen):
        await bench.claims(CHIYO)
    assert await bench.waiting(Section.OPEN) == (None, 0)
    assert [order.purpose for order in await bench.evening.due() if order.purpose == APPEAL] == []
    bench.evening.clock.at = bench.order.open.closes_at + timedelta(seconds=5)
    orders = await bench.evening.due()
    entry, count = await bench.waiting(Section.OPEN)
    assert (entry.text, entry.unsure, count) == (TEXT, True, 1)
    assert await bench.waiting(Section.UNSURE) == (None, 0)
    assert [order.value.card.withheld for order in orders if order.purpose == APPEAL] == [False]


async def test_who_was_left_as_they_were_may_still_appeal(bench: Bench) -> None:
    """Nobody loses that right because a moderator looked first."""
    await bench.asks(Ben=TEXT)
    await bench.evening.closes(bench.order)
    await bench.decides(bench.answer_of(BEN).id, Decision.DENY)
    await bench.claims(BEN)
    entry, count = await bench.waiting(Section.OPEN)
    assert (entry.appealed, entry.decision, count) == (True, None, 1)
    with pytest.raises(AppealedAlready):
        await bench.claims(BEN)


async def test_nobody_decides_their_own(bench: Bench) -> None:
    """Nor an answer of another server, nor one the grader was sure of, nor one that is open."""
    await bench.asks(Ada=TEXT)
    sure = bench.answers(BEN, "a horse", Verdict(score=0.0, outcome=Outcome.WRONG))
    with pytest.raises(AppealGone):
        await bench.decides(bench.answer_of(ADA).id, Decision.ACCEPT, by=DORA)
    await bench.evening.closes(bench.order)
    with pytest.raises(OwnAppeal):
        await bench.decides(bench.answer_of(ADA).id, Decision.ACCEPT)
    with pytest.raises(AppealGone):
        await bench.decides(sure, Decision.ACCEPT)
    with pytest.raises(AppealGone):
        await bench.appeals.decide_unsure(
            GuildId(2),
            bench.answer_of(ADA).id,
            Decision.ACCEPT,
            moderator=bench.evening.player(DORA).user,
            at=bench.evening.clock.now(),
        )
    assert (await bench.waiting(Section.UNSURE))[1] == 1
