"""Rulings are applied in batches that may be cut off anywhere, and the tallies always equal the log."""

from __future__ import annotations

import asyncio
import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from bot.appeals.queries import rulings
from bot.appeals.rules import Decision, Section
from bot.appeals.service import regrading
from bot.appeals.service.appeals import Appeals
from bot.appeals.service.moderation_queue import ModerationQueue
from bot.appeals.service.regrading import Regrading
from bot.boards.queries import tallies
from bot.core.errors import UserError
from bot.core.ids import GuildId, Player, RulingId, SourceId, UserId
from bot.core.instants import to_ms
from bot.db.database import Database, Transaction
from bot.decks.card import Card
from bot.grading.grade import grade
from bot.grading.words.normalise import answer_key
from bot.questions.queries import questions
from bot.questions.queries.accepted import AcceptedAnswer
from bot.questions.queries.answers import Submission
from bot.questions.queries.questions import Question
from bot.questions.service import rubrics
from bot.questions.service.accepted import AcceptedAnswers
from bot.questions.service.rubrics import Rubrics
from tests.database import reading, tables, writing
from tests.fixtures.services import a_record

GUILD = GuildId(1)
TERM = Card.model_validate({"id": "stripes", "ask": "Which animal has stripes?", "answer": ["zebra"]}, strict=False)


class Clock:
    """Stands still, long after closing."""

    def __init__(self, at: Any) -> None:
        self.at = at

    def now(self) -> Any:
        """Return when it is."""
        return self.at


class Crowd:
    """People who answered questions about one card, which have closed."""

    def __init__(self, db: Database, asking: Any) -> None:
        self.db = db
        self.record, self.rubrics = a_record(), Rubrics(db)
        self.clock = Clock(asking.noon.replace(hour=23))
        self.appeals = Appeals(db, self.clock, self.record)
        self.asking = asking
        self.asked: list[Any] = []
        self._sources = 0

    async def ask(self, times: int = 1) -> None:
        """Ask the card, and close."""
        with writing(self.db) as tx:
            for _ in range(times):
                self.asked.append(self.asking.question(tx, card=TERM))
            tx.execute(update(tables["rounds"]).values(state="settled", settle_at_ms=None))
            tx.execute(update(tables["questions"]).values(state="closed"))

    async def answer(self, user: int, text: str, *, question: int = 0, hints: int = 0) -> None:
        """Answer as Answering does."""
        asked = self.asked[question]
        self._sources += 1
        verdict = await self.rubrics.judge(asked.card_version, asked.deck_version, text)
        with writing(self.db) as tx:
            kept = questions_one(tx, asked)
            verdict, cause = self.record.accepted.judged(tx, kept, text, verdict)
            self.record.record(
                tx,
                Submission(
                    question=asked.question,
                    player=Player(guild=GUILD, user=UserId(user), name=str(user)),
                    source=SourceId(self._sources),
                    text=text,
                    gave_up=False,
                    at=self.asking.noon,
                    hints=hints,
                    verdict=verdict,
                    cause=cause,
                ),
            )

    async def appeal(self, user: int, question: int = 0) -> RulingId:
        """Appeal."""
        player = Player(guild=GUILD, user=UserId(user), name=str(user))
        return await self.appeals.appeal(self.asked[question].question.id, player, argument="", at=self.clock.now())

    async def decide(self, ruling: RulingId, decision: Decision = Decision.ACCEPT) -> None:
        """Decide, without grading anything yet."""
        await self.appeals.decide(GUILD, ruling, decision, moderator=UserId(999), reason="", at=self.clock.now())

    async def undo(self, ruling: RulingId) -> None:
        """Take it back, without grading anything yet."""
        await self.appeals.undo(GUILD, ruling, moderator=UserId(999), at=self.clock.now())

    async def go_on(self, most: int | None = None) -> int:
        """Do batches until none is owed; return how many there were."""
        done = 0
        while most is None or done < most:
            with reading(self.db) as tx:
                due = rulings.due(tx, self.clock.now(), 50)
            if not due:
                break
            await Regrading(self.db, self.record, Rubrics(self.db)).go_on(due[0], self.clock.now())
            done += 1
        return done

    async def causes(self) -> dict[str, int]:
        """Return how many gradings there are, by cause."""
        with reading(self.db) as tx:
            rows = tx.execute(
                select(tables["gradings"].c.cause, func.count().label("many")).group_by(tables["gradings"].c.cause)
            ).all()
        return {row.cause: row.many for row in rows}

    async def points(self) -> dict[int, int]:
        """Return everybody's points of all time, as tallies have them, which a recount must confirm."""
        before = await self._tallies()
        with writing(self.db) as tx:
            tallies.recount(tx, GUILD)
        assert await self._tallies() == before
        return {key[3]: row[0] for key, row in before.items() if key[1:3] == ("guild", "all")}

    async def _tallies(self) -> dict[Any, Any]:
        with reading(self.db) as tx:
            rows = tx.execute(select(tables["tallies"])).all()
        return {(r.guild, r.scope, r.period, r.user): (r.points, r.answered, r.right, r.last_at_ms) for r in rows}


def questions_one(tx: Transaction, asked: Any) -> Question:
    """Read a question as Answering keeps it."""
    found = questions.one(tx, asked.question.id)
    assert found is not None
    return found


@pytest.fixture
async def crowd(db: Database, asking: Any) -> Crowd:
    """Return a crowd before one closed question."""
    made = Crowd(db, asking)
    await made.ask()
    return made


async def test_batches_go_on_where_they_were(crowd: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off after each batch, and begun anew by another process, every answer is graded again exactly once."""
    monkeypatch.setattr(regrading, "BATCH", 10)
    monkeypatch.setattr(regrading, "SLICE", 3)
    for user in range(1, 36):
        await crowd.answer(user, "an okapi" if user % 2 else "An Okapi.", hints=user % 3)
    ruling = await crowd.appeal(1)
    await crowd.decide(ruling)
    for batches in (1, 2, 3):
        await crowd.go_on(most=1)
        assert (await crowd.causes())["ruling"] == 10 * batches
        await crowd.points()
    assert await crowd.go_on() == 1
    assert await crowd.causes() == {"first": 35, "ruling": 35}
    assert await crowd.points() == {user: 75 if user % 3 else 100 for user in range(1, 36)}
    assert await crowd.go_on() == 0


async def test_an_undoing_overtakes_a_batch(crowd: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    """Taken back half-way, only what was graded again is graded back."""
    monkeypatch.setattr(regrading, "BATCH", 4)
    for user in range(1, 11):
        await crowd.answer(user, "okapi")
    ruling = await crowd.appeal(1)
    await crowd.decide(ruling)
    await crowd.go_on(most=1)
    await crowd.undo(ruling)
    await crowd.go_on()
    assert await crowd.causes() == {"first": 10, "ruling": 4, "undo": 4}
    assert set((await crowd.points()).values()) == {0}


async def test_a_ruling_changed_between_two_units_stops_the_batch(
    crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What runs for the old decision writes nothing more once there is a new one."""
    monkeypatch.setattr(regrading, "SLICE", 1)
    for user in range(1, 9):
        await crowd.answer(user, "okapi")
    ruling = await crowd.appeal(1)
    await crowd.decide(ruling)
    await asyncio.gather(crowd.go_on(most=1), crowd.undo(ruling))
    await crowd.go_on()
    assert set((await crowd.points()).values()) == {0}
    causes = await crowd.causes()
    assert causes.get("ruling", 0) == causes.get("undo", 0)


async def test_an_answer_that_came_by_a_wording_is_graded_by_the_card_when_it_is_gone(crowd: Crowd) -> None:
    """Judged by a ruling from the first, it has a verdict of the grader's own after the undoing."""
    await crowd.answer(1, "okapi")
    ruling = await crowd.appeal(1)
    await crowd.decide(ruling)
    await crowd.go_on()
    await crowd.ask()
    await crowd.answer(2, "Okapi", question=1)
    assert await crowd.points() == {1: 100, 2: 100}
    assert await crowd.causes() == {"first": 1, "ruling": 2}
    await crowd.undo(ruling)
    await crowd.go_on()
    assert await crowd.points() == {1: 0, 2: 0}


async def test_an_answer_erased_meanwhile_keeps_its_points(crowd: Crowd) -> None:
    """Its text is gone, so nothing tells that it was equal; the others go on."""
    for user in (1, 2, 3):
        await crowd.answer(user, "okapi")
    await crowd.decide(await crowd.appeal(1))
    with writing(crowd.db) as tx:
        tx.execute(
            update(tables["answers"]).where(tables["answers"].c.user == 2).values(text="", answer_key="", user=77)
        )
    with writing(crowd.db) as tx:
        tx.execute(update(tables["tallies"]).where(tables["tallies"].c.user == 2).values(user=77))
    await crowd.go_on()
    assert await crowd.points() == {1: 100, 77: 0, 3: 100}


async def test_a_deck_removed_meanwhile(crowd: Crowd) -> None:
    """The question keeps its versions, so the ruling is applied all the same."""
    await crowd.answer(1, "okapi")
    await crowd.answer(2, "okapi")
    await crowd.decide(await crowd.appeal(1))
    with writing(crowd.db) as tx:
        tx.execute(update(tables["decks"]).values(removed_at_ms=to_ms(crowd.clock.now())))
        tx.execute(update(tables["card_versions"]).values(position=None))
    await crowd.go_on()
    assert await crowd.points() == {1: 100, 2: 100}


async def test_memory_is_asked_once_and_forgets_in_time(crowd: Crowd) -> None:
    """A card's wordings are read once, and again after a ruling."""
    await crowd.answer(1, "okapi")
    with writing(crowd.db) as tx:
        kept = questions_one(tx, crowd.asked[0])
        verdict = await crowd.rubrics.judge(crowd.asked[0].card_version, crowd.asked[0].deck_version, "okapi")
        memory = AcceptedAnswers()
        assert memory.judged(tx, kept, "okapi", verdict) == (verdict, "first")
    ruling = await crowd.appeal(1)
    await crowd.decide(ruling)
    with writing(crowd.db) as tx:
        found = rulings.one(tx, ruling)
        assert found is not None
        assert (memory.judged(tx, kept, "okapi", verdict))[1] == "first", "nobody told this memory"
        memory.forget(found.subject)
        assert (memory.judged(tx, kept, "okapi", verdict))[1] == "ruling"
        assert (memory.judged(tx, kept, "", verdict))[1] == "first"
        assert (tx.execute(select(tables["accepted_answers"].c.score)).all()) == [(1.0,)]
    assert (await ModerationQueue(crowd.db).page(GUILD, Section.DECIDED)).number == 1


async def test_memory_forgets_while_it_is_asked(crowd: Crowd) -> None:
    """A ruling that ends just as another thread judges an answer fails nobody's answer."""
    asked = crowd.asked[0]
    with reading(crowd.db) as tx:
        kept = questions_one(tx, asked)
    subject = AcceptedAnswer(
        guild=GUILD, deck=kept.deck, card=kept.card, form=kept.asked.form, answer_key=answer_key("okapi")
    )
    verdict = await crowd.rubrics.judge(asked.card_version, asked.deck_version, "okapi")
    memory, patience = AcceptedAnswers(), sys.getswitchinterval()
    judging = crowd.db.write(lambda tx: [memory.judged(tx, kept, "okapi", verdict) for _ in range(5_000)])
    judged = asyncio.create_task(judging)
    sys.setswitchinterval(1e-6)
    try:
        while not judged.done():
            memory.forget(subject)
            await asyncio.sleep(0)
        assert set(await judged) == {(verdict, "first")}
    finally:
        sys.setswitchinterval(patience)


async def test_long_answers_are_graded_again_beside_the_loop(crowd: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was accepted from the first, and no longer is, gets the grader's verdict in another thread."""
    text = "okapi " * 100
    await crowd.answer(1, text)
    ruling = await crowd.appeal(1)
    await crowd.decide(ruling)
    await crowd.go_on()
    await crowd.answer(2, text)
    threads: list[str] = []

    def noted(*given: Any, **more: Any) -> Any:
        threads.append(threading.current_thread().name)
        return grade(*given, **more)

    monkeypatch.setattr(rubrics, "grade", noted)
    await crowd.undo(ruling)
    await crowd.go_on()
    assert await crowd.points() == {1: 0, 2: 0}
    assert threads
    assert threading.current_thread().name not in threads


_TEXTS = ("okapi", "a tiger", "zebra", "Okapi!")
_act = st.one_of(
    st.tuples(st.just("answer"), st.integers(1, 6), st.sampled_from(_TEXTS), st.integers(0, 1)),
    st.tuples(st.just("appeal"), st.integers(1, 6), st.integers(0, 1)),
    st.tuples(st.sampled_from(Decision), st.integers(0, 5)),
    st.tuples(st.just("undo"), st.integers(0, 5)),
    st.tuples(st.just("batch")),
)


@pytest.fixture
def fresh(migrated: Path, tmp_path: Path) -> Callable[[], Path]:
    """Return a hand that makes an empty database each time."""
    count = iter(range(10_000))
    return lambda: Path(shutil.copy(migrated, tmp_path / f"{next(count)}.sqlite"))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(acts=st.lists(_act, max_size=30))
async def test_tallies_equal_the_log_whatever_is_ruled(
    acts: list[tuple[Any, ...]], fresh: Callable[[], Path], asking: Any
) -> None:
    """After any sequence of answers, rulings, undoings and batches a recount changes nothing, and equals are equal."""
    db = await Database.open(f"sqlite:///{fresh()}")
    try:
        crowd = Crowd(db, asking)
        await crowd.ask(2)
        made: list[RulingId] = []
        for act in acts:
            try:
                match act:
                    case ("answer", user, text, question):
                        await crowd.answer(user, text, question=question)
                    case ("appeal", user, question):
                        made.append(await crowd.appeal(user, question))
                    case ("undo", which) if which < len(made):
                        await crowd.undo(made[which])
                    case ("batch",):
                        await crowd.go_on(most=1)
                    case (Decision() as decision, which) if which < len(made):
                        await crowd.decide(made[which], decision)
            except UserError:
                continue
            await crowd.points()
        await crowd.go_on()
        await crowd.points()
        await _equals_are_equal(db)
    finally:
        await db.close()


async def _equals_are_equal(db: Database) -> None:
    every = tables["gradings"].alias()
    newest = select(func.max(every.c.n)).where(every.c.answer == tables["answers"].c.id).correlate(tables["answers"])
    latest = newest.scalar_subquery()
    with reading(db) as tx:
        rows = tx.execute(
            select(tables["answers"].c.answer_key, tables["gradings"].c.score, tables["gradings"].c.outcome)
            .join_from(tables["answers"], tables["gradings"], tables["gradings"].c.answer == tables["answers"].c.id)
            .where(tables["gradings"].c.n == latest)
            .distinct()
        ).all()
    keys = [row.answer_key for row in rows]
    assert len(keys) == len(set(keys)), rows
