"""Record: graded, logged and counted in one unit, once, and the tallies always equal the log."""

from __future__ import annotations

import asyncio
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.boards.queries import tallies
from bot.core.ids import AnswerId, GuildId, Player, SourceId, UserId
from bot.db.database import Database, Transaction
from bot.grading.verdict import Outcome, PointVerdict, Verdict
from bot.guilds import queries as guilds
from bot.questions.queries import answers
from bot.questions.queries.answers import Answer, Submission
from bot.questions.rules import Cause
from bot.questions.service.record import Record, Regrading
from tests.database import reading, tables, writing
from tests.fixtures.services import a_record

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ADA = Player(guild=GuildId(1), user=UserId(7), name="Ada")
RIGHT = Verdict(score=1.0, outcome=Outcome.RIGHT, points=(PointVerdict(say="x", earned=1.0, covered=True),))
PARTLY = Verdict(score=0.6, outcome=Outcome.PARTLY, points=(PointVerdict(say="x", earned=0.6, covered=True),))
WRONG = Verdict(score=0.2, outcome=Outcome.WRONG, points=(PointVerdict(say="x", earned=0.2, covered=False),))

Rows = dict[tuple[int, str, str, int], tuple[int, int, int, int]]


@pytest.fixture
def record(db: Database) -> Record:
    """Return a record of its own store."""
    return a_record()


@pytest.fixture
def submission(asking: Any) -> Callable[..., Submission]:
    """Return a hand that makes submissions."""

    def make(asked: Any, *, verdict: Verdict = RIGHT, source: int = 1, **changes: Any) -> Submission:
        facts = {"player": ADA, "text": "RAG", "gave_up": False, "at": asking.noon, "hints": 0, **changes}
        return Submission(question=asked.question, source=SourceId(source), verdict=verdict, **facts)

    return make


def regraded(record: Record, tx: Transaction, answer: AnswerId, verdict: Verdict, cause: Cause) -> Answer:
    """Grade one answer again, days later."""
    again = Regrading(answer=answer, verdict=verdict, cause=cause)
    (found,) = record.regrade(tx, [again], NOON + timedelta(days=3))
    return found


def counted(tx: Transaction) -> Rows:
    """Return all tallies."""
    rows = tx.execute(select(tables["tallies"])).all()
    return {(r.guild, r.scope, r.period, r.user): (r.points, r.answered, r.right, r.last_at_ms) for r in rows}


async def test_an_answer_is_logged_counted_and_remembered(
    db: Database, record: Record, asking: Any, submission: Any
) -> None:
    """One unit writes the answer, its grading, twelve tallies and the name; what comes back is what was written."""
    with writing(db) as tx:
        asked = asking.question(tx)
        recorded = record.record(tx, submission(asked, verdict=PARTLY, hints=1))
    assert recorded.new
    with reading(db) as tx:
        assert answers.of_user(tx, asked.question.id, ADA.user) == recorded.answer
        assert guilds.names_of(tx, ADA.guild, [ADA.user]) == {ADA.user: "Ada"}
        assert len(counted(tx)) == 12
    assert (recorded.answer.points, recorded.answer.outcome, recorded.answer.covered) == (45, Outcome.PARTLY, (True,))


async def test_nothing_stays_of_a_unit_that_fails(db: Database, record: Record, asking: Any, submission: Any) -> None:
    """Log and tallies are written together or not at all."""
    with writing(db) as tx:
        asked = asking.question(tx)

    async def fail() -> None:
        with writing(db) as tx:
            record.record(tx, submission(asked))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    with reading(db) as tx:
        assert answers.of_user(tx, asked.question.id, ADA.user) is None
        assert counted(tx) == {}
        assert guilds.names_of(tx, ADA.guild, [ADA.user]) == {}


async def test_the_same_interaction_again_changes_nothing(
    db: Database, record: Record, asking: Any, submission: Any
) -> None:
    """A replayed submit gives the earlier answer back, marked as not new."""
    with writing(db) as tx:
        asked = asking.question(tx)
        first = record.record(tx, submission(asked, verdict=PARTLY))
        before = counted(tx)
        again = record.record(tx, submission(asked, verdict=RIGHT))
        assert again == replace(first, new=False)
        assert counted(tx) == before


async def test_of_two_devices_one_counts(db: Database, record: Record, asking: Any, submission: Any) -> None:
    """Fifty answers of one person at once: one is written, all others get that one, points are counted once."""
    with writing(db) as tx:
        asked = asking.question(tx)

    async def press(source: int) -> Any:
        with writing(db) as tx:
            verdict = RIGHT if source % 2 else PARTLY
            return record.record(tx, submission(asked, verdict=verdict, source=source, text=str(source)))

    found = await asyncio.gather(*(press(source) for source in range(1, 51)))
    assert [recorded.new for recorded in found].count(True) == 1
    assert {recorded.answer for recorded in found} == {found[0].answer}
    with reading(db) as tx:
        assert (counted(tx))[1, "guild", "all", 7][:3] == (100, 1, 1)


async def test_a_storm_loses_nothing(db: Database, record: Record, asking: Any, submission: Any) -> None:
    """Three hundred people answer at once: each has their answer, their points and their name."""
    with writing(db) as tx:
        asked = asking.question(tx)

    async def press(user: int) -> None:
        player = replace(ADA, user=UserId(user), name=f"player {user}")
        with writing(db) as tx:
            record.record(tx, submission(asked, source=user, player=player))

    await asyncio.gather(*(press(user) for user in range(1, 301)))
    with reading(db) as tx:
        kept = answers.of_questions(tx, [asked.question.id])
        assert sorted(answer.user for answer in kept) == list(range(1, 301))
        everyone = {key[3]: row[:3] for key, row in (counted(tx)).items() if key[1:3] == ("guild", "all")}
        assert everyone == dict.fromkeys(range(1, 301), (100, 1, 1))
        assert len(guilds.names_of(tx, ADA.guild, [UserId(user) for user in range(1, 301)])) == 300


async def test_practice_and_late_answers_are_logged_and_not_counted(
    db: Database, record: Record, asking: Any, submission: Any
) -> None:
    """The log has them, boards do not, neither at once nor by a recount, and a regrading changes nothing there."""
    with writing(db) as tx:
        practised = record.record(tx, submission(asking.question(tx, counts=False)))
        late = record.record(tx, submission(asking.question(tx, deck="x"), source=2, late=True))
        for answer in (practised.answer, late.answer):
            regraded(record, tx, answer.id, WRONG, Cause.RULING)
            assert answers.by_id(tx, answer.id) is not None
        assert counted(tx) == {}
    with writing(db) as tx:
        tallies.recount(tx, ADA.guild)
        assert counted(tx) == {}


async def test_a_regrading_moves_the_tallies(db: Database, record: Record, asking: Any, submission: Any) -> None:
    """The difference is added wherever the answer counted, with the hints that were taken; undoing takes it back."""
    with writing(db) as tx:
        asked = asking.question(tx)
        first = (record.record(tx, submission(asked, verdict=WRONG, hints=1))).answer
        before = counted(tx)
        ruled = regraded(record, tx, first.id, RIGHT, Cause.RULING)
        assert (ruled.points, ruled.outcome, ruled.covered) == (75, Outcome.RIGHT, (True,))
        assert answers.by_id(tx, first.id) == ruled
        assert set((counted(tx)).values()) == {(75, 1, 1, next(iter(before.values()))[3])}
        undone = regraded(record, tx, first.id, WRONG, Cause.UNDO)
        assert undone == replace(first, cause=Cause.UNDO)
        assert counted(tx) == before
        with pytest.raises(LookupError):
            regraded(record, tx, AnswerId(99), RIGHT, Cause.RULING)


@dataclass(frozen=True, slots=True)
class Act:
    """Something that happens to the log: an answer, the same interaction again, or a regrading."""

    kind: str
    user: int
    question: int
    verdict: Verdict
    hints: int
    minutes: int


ACTS = st.lists(
    st.builds(
        Act,
        kind=st.sampled_from(["answer", "answer", "answer", "again", "regrade"]),
        user=st.integers(1, 3),
        question=st.integers(0, 4),
        verdict=st.sampled_from([RIGHT, PARTLY, WRONG]),
        hints=st.integers(0, 2),
        minutes=st.integers(0, 90),
    ),
    max_size=25,
)


@given(acts=ACTS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_tallies_always_equal_the_log(migrated: Path, tmp_path: Path, asking: Any, acts: list[Act]) -> None:
    """After any sequence of answers, repeats and regradings a recount changes nothing, and a plain sum agrees."""

    async def play() -> None:
        with TemporaryDirectory(dir=tmp_path) as folder:
            db = await Database.open(f"sqlite:///{shutil.copy(migrated, folder)}")
            try:
                await _play(db, asking, acts)
            finally:
                await db.close()

    asyncio.run(play())


async def _play(db: Database, asking: Any, acts: list[Act]) -> None:
    record = a_record()
    sources: dict[tuple[int, int], int] = {}
    last: dict[tuple[int, int], tuple[AnswerId, Verdict, int]] = {}
    with writing(db) as tx:
        asked = [
            asking.question(tx, deck=deck, channel=channel, local_date=asking.noon.date() + timedelta(days=day))
            for deck, channel, day in (("a", 10, 0), ("a", 11, 0), ("b", 10, 1), ("b", 10, 7), ("a", 10, 40))
        ]
    for number, act in enumerate(acts, start=1):
        key = (act.user, act.question)
        with writing(db) as tx:
            if act.kind == "regrade":
                if key in last:
                    answer, _, hints = last[key]
                    regraded(record, tx, answer, act.verdict, Cause.RULING)
                    last[key] = (answer, act.verdict, hints)
                continue
            source = sources.setdefault(key, number) if act.kind == "again" else number
            player = replace(ADA, user=UserId(act.user))
            recorded = record.record(
                tx,
                Submission(
                    question=asked[act.question].question,
                    player=player,
                    source=SourceId(source),
                    text="x",
                    gave_up=False,
                    at=asking.noon + timedelta(minutes=act.minutes),
                    hints=act.hints,
                    verdict=act.verdict,
                ),
            )
            assert recorded.new is (key not in last)
            last.setdefault(key, (recorded.answer.id, act.verdict, act.hints))
            sources.setdefault(key, source)
    with reading(db) as tx:
        before = counted(tx)
    with writing(db) as tx:
        tallies.recount(tx, ADA.guild)
        assert counted(tx) == before
    points: Counter[int] = Counter()
    for (user, _), (_, verdict, hints) in last.items():
        worth = 0 if verdict is WRONG else round(verdict.score * 100 * (0.75 if hints else 1))
        points[user] += worth
    assert {key[3]: row[0] for key, row in before.items() if key[1:3] == ("guild", "all")} == dict(points)
