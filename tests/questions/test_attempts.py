"""The last attempt counts, once its question has closed; recall and attendance follow the same log."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.boards.queries import tallies
from bot.core.ids import CardId, DeckId, GuildId, Player, SourceId, UserId
from bot.daily.queries.attendance import present
from bot.daily.queries.recall import pasts
from bot.daily.recall import RecallHistory
from bot.db.database import Database, Transaction
from bot.grading.verdict import Outcome, Verdict
from bot.questions.queries import answers, questions
from bot.questions.queries.answers import COUNTED_NOW, LATEST, Grading, Submission
from bot.questions.rules import Cause
from bot.questions.service.record import Regrading
from bot.questions.tables import answers as log
from bot.questions.tables import questions as asked_questions
from tests.database import hide, writing
from tests.fixtures.services import a_record

HERE, DEMO = GuildId(1), DeckId("demo")


def _answers(tx: Transaction, asked: Any, user: int, *, attempt: int, score: float, at: Any) -> None:
    outcome = Outcome.RIGHT if score == 1 else Outcome.WRONG
    verdict = Verdict(score=score, outcome=outcome, points=())
    written = answers.insert_one(
        tx,
        Submission(
            question=asked.question,
            player=Player(guild=HERE, user=UserId(user), name="x"),
            source=SourceId(1_000 * user + attempt),
            text=f"attempt {attempt}",
            gave_up=False,
            at=at,
            hints=0,
            verdict=verdict,
            attempt=attempt,
        ),
    )
    assert written is not None
    answers.grade_first(
        tx,
        Grading(answer=written, verdict=verdict, points=round(100 * score), grader="1", cause=Cause.FIRST, at=at),
    )


async def test_the_last_attempt_counts_at_closing(db: Database, asking: Any) -> None:
    """While a changeable question is open no tally knows of it; at closing its last attempts do; a recount agrees."""
    with writing(db) as tx:
        asked = asking.question(tx, changeable=True)
        for attempt, score in ((1, 1.0), (2, 0.0), (3, 1.0)):
            _answers(tx, asked, 7, attempt=attempt, score=score, at=asking.noon + timedelta(minutes=attempt))
        _answers(tx, asked, 8, attempt=1, score=0.0, at=asking.noon)
        assert [kept.attempt for kept in answers.of_questions(tx, [asked.question.id])] == [1, 3]
        assert [kept.text for kept in answers.of_owner(tx, asked.question.owner, UserId(7))] == ["attempt 3"]
        tallies.recount(tx, HERE)
        assert tx.execute(select(tallies.tallies)).all() == []

        a_record().close(tx, asked.question.owner, asking.noon)
        counted = tx.execute(select(tallies.tallies).order_by("scope", "period", "user")).all()
        tallies.recount(tx, HERE)
        assert tx.execute(select(tallies.tallies).order_by("scope", "period", "user")).all() == counted
        assert {(row.user, row.points, row.answered, row.right) for row in counted} == {(7, 100, 1, 1), (8, 0, 1, 0)}


async def test_a_superseded_attempt_moves_no_tally(db: Database, asking: Any) -> None:
    """Grading an earlier attempt again changes what is known of it and nothing that is counted."""
    with writing(db) as tx:
        asked = asking.question(tx)
        _answers(tx, asked, 7, attempt=1, score=0.0, at=asking.noon)
        _answers(tx, asked, 7, attempt=2, score=0.0, at=asking.noon)
        tallies.recount(tx, HERE)
        ids = [row.id for row in tx.execute(select(log.c.id).order_by(log.c.attempt)).all()]
        record, better = a_record(), Verdict(score=0.5, outcome=Outcome.PARTLY)
        record.regrade(tx, [Regrading(answer=ids[0], verdict=better, cause=Cause.RULING)], asking.noon)
        assert {row.points for row in tx.execute(select(tallies.tallies.c.points)).all()} == {0}
        record.regrade(tx, [Regrading(answer=ids[1], verdict=better, cause=Cause.RULING)], asking.noon)
        assert {row.points for row in tx.execute(select(tallies.tallies.c.points)).all()} == {50}
        rows = select(log.c.attempt).join(asked_questions, asked_questions.c.id == log.c.question)
        assert [row.attempt for row in tx.execute(rows.where(LATEST, COUNTED_NOW)).all()] == [2]


async def test_what_a_server_remembers(db: Database, asking: Any) -> None:
    """Each closed asking gives the average of what counts; open ones and other servers' tell nothing."""
    with writing(db) as tx:
        asked = asking.question(tx)
        _answers(tx, asked, 7, attempt=1, score=0.0, at=asking.noon)
        _answers(tx, asked, 7, attempt=2, score=1.0, at=asking.noon)
        _answers(tx, asked, 8, attempt=1, score=0.0, at=asking.noon)
        assert pasts(tx, HERE, DEMO) == {}
        questions.close(tx, asked.question.owner)
        assert pasts(tx, HERE, DEMO) == {CardId("rag"): RecallHistory(last_at=asking.noon, scores=(0.5,))}
        assert pasts(tx, GuildId(2), DEMO) == {}
        assert pasts(tx, HERE, DeckId("other")) == {}


async def test_who_is_there(db: Database, asking: Any) -> None:
    """Each person once, in the order of their first answers, a page at a time; hidden people are left out."""
    with writing(db) as tx:
        asked = asking.question(tx)
        for user in (9, 7, 8):
            _answers(tx, asked, user, attempt=1, score=0.0, at=asking.noon)
        _answers(tx, asked, 9, attempt=2, score=0.0, at=asking.noon)
        hide(tx, UserId(7), hidden=True)
        seen = present(tx, asked.round_id, skip=0, most=1)
        assert (len(seen.names), seen.total) == (1, 2)
        assert (present(tx, asked.round_id, skip=2, most=5)).names == ()
