"""The last attempt counts, once its question has closed; recall and attendance follow the same log."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from bot.grading.verdict import Outcome, Verdict
from bot.quiz.recall import Past
from bot.store import answers, gradings, people, questions, tallies
from bot.store.answers import NewAnswer
from bot.store.attempts import COUNTED_NOW, LATEST
from bot.store.attendance import present
from bot.store.gradings import NewGrading
from bot.store.recall import pasts
from bot.store.states import Cause
from bot.store.store import Store, Unit
from bot.store.tables import answers as log
from bot.store.tables import questions as asked_questions
from bot.terms.ids import CardId, DeckId, GuildId, SourceId, UserId

HERE, DEMO = GuildId(1), DeckId("demo")


async def _answers(unit: Unit, asked: Any, user: int, *, attempt: int, score: float, at: Any) -> None:
    written = await answers.insert(
        unit,
        NewAnswer(
            question=asked.place.question,
            user=UserId(user),
            source=SourceId(1_000 * user + attempt),
            text=f"attempt {attempt}",
            answer_key=f"attempt {attempt}",
            gave_up=False,
            at=at,
            local_date=asked.place.local_date,
            purpose=asked.place.purpose,
            hints=0,
            late=False,
            attempt=attempt,
        ),
    )
    assert written is not None
    outcome = Outcome.RIGHT if score == 1 else Outcome.WRONG
    verdict = Verdict(score=score, outcome=outcome, points=())
    await gradings.insert_first(
        unit,
        NewGrading(answer=written, verdict=verdict, points=round(100 * score), grader="1", cause=Cause.FIRST, at=at),
    )


async def test_the_last_attempt_counts_at_closing(store: Store, asking: Any) -> None:
    """While a changeable question is open no tally knows of it; at closing its last attempts do; a recount agrees."""
    async with store.write() as unit:
        asked = await asking.question(unit)
        await unit.execute(update(asked_questions).values(changeable=True))
        for attempt, score in ((1, 1.0), (2, 0.0), (3, 1.0)):
            await _answers(unit, asked, 7, attempt=attempt, score=score, at=asking.noon + timedelta(minutes=attempt))
        await _answers(unit, asked, 8, attempt=1, score=0.0, at=asking.noon)
        assert [kept.attempt for kept in await answers.of_questions(unit, [asked.place.question])] == [1, 3]
        assert [kept.text for kept in await answers.in_occurrence(unit, asked.occurrence, UserId(7))] == ["attempt 3"]
        assert await tallies.recount(unit, HERE) == 0

        await tallies.add_changeable(unit, asked.occurrence)
        await questions.close(unit, asked.occurrence)
        counted = await unit.all(select(tallies.tallies).order_by("scope", "period", "user"))
        await tallies.recount(unit, HERE)
        assert await unit.all(select(tallies.tallies).order_by("scope", "period", "user")) == counted
        assert {(row.user, row.points, row.answered, row.right) for row in counted} == {(7, 100, 1, 1), (8, 0, 1, 0)}


async def test_a_superseded_attempt_moves_no_tally(store: Store, asking: Any) -> None:
    """Grading an earlier attempt again changes what is known of it and nothing that is counted."""
    async with store.write() as unit:
        asked = await asking.question(unit)
        await _answers(unit, asked, 7, attempt=1, score=0.0, at=asking.noon)
        await _answers(unit, asked, 7, attempt=2, score=0.0, at=asking.noon)
        await tallies.recount(unit, HERE)
        ids = [row.id for row in await unit.all(select(log.c.id).order_by(log.c.attempt))]
        await tallies.change(unit, ids[0], points=50, right=1)
        assert {row.points for row in await unit.all(select(tallies.tallies.c.points))} == {0}
        await tallies.change(unit, ids[1], points=50, right=1)
        assert {row.points for row in await unit.all(select(tallies.tallies.c.points))} == {50}
        rows = select(log.c.attempt).join(asked_questions, asked_questions.c.id == log.c.question)
        assert [row.attempt for row in await unit.all(rows.where(LATEST, COUNTED_NOW))] == [2]


async def test_what_a_server_remembers(store: Store, asking: Any) -> None:
    """Each closed asking gives the average of what counts; open ones and other servers' tell nothing."""
    async with store.write() as unit:
        asked = await asking.question(unit)
        await _answers(unit, asked, 7, attempt=1, score=0.0, at=asking.noon)
        await _answers(unit, asked, 7, attempt=2, score=1.0, at=asking.noon)
        await _answers(unit, asked, 8, attempt=1, score=0.0, at=asking.noon)
        assert await pasts(unit, HERE, DEMO) == {}
        await questions.close(unit, asked.occurrence)
        assert await pasts(unit, HERE, DEMO) == {CardId("rag"): Past(last_at=asking.noon, scores=(0.5,))}
        assert await pasts(unit, GuildId(2), DEMO) == {}
        assert await pasts(unit, HERE, DeckId("other")) == {}


async def test_who_is_there(store: Store, asking: Any) -> None:
    """Each person once, in the order of their first answers, a page at a time; hidden people are left out."""
    async with store.write() as unit:
        asked = await asking.question(unit)
        for user in (9, 7, 8):
            await _answers(unit, asked, user, attempt=1, score=0.0, at=asking.noon)
        await _answers(unit, asked, 9, attempt=2, score=0.0, at=asking.noon)
        await people.hide(unit, UserId(7), hidden=True)
        seen = await present(unit, asked.occurrence, skip=0, most=1)
        assert (len(seen.names), seen.total) == (1, 2)
        assert (await present(unit, asked.occurrence, skip=2, most=5)).names == ()
