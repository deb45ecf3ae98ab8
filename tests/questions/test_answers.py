"""The answer log: append-only, one line per source and per attempt, read with the grading that counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.core.ids import AnswerId, GuildId, Owner, Player, SourceId, UserId
from bot.db.database import Database, Transaction
from bot.grading.verdict import Outcome, PointVerdict, Verdict
from bot.questions.queries import answers
from bot.questions.queries.answers import Answer, Grading, Submission
from bot.questions.rules import Cause
from tests.database import reading, writing

HALF = Verdict(
    score=0.5,
    outcome=Outcome.PARTLY,
    points=(PointVerdict(say="a", earned=1.0, covered=True), PointVerdict(say="b", earned=0.0, covered=False)),
)

REPLACED = (
    "REPLACE INTO gradings SELECT answer, n, 1, outcome, 100, covered, grader, cause, graded_at_ms, unsure"
    " FROM gradings"
)
KEPT_FOR_GOOD = (
    *("id", "question", "attempt", "source", "gave_up"),
    *("answered_at_ms", "local_date", "hints", "late"),
)


@pytest.fixture
def answered(asking: Any) -> Any:
    """Return a hand that writes an answer with its first grading."""

    def answer(tx: Transaction, asked: Any, *, user: int = 7, source: int = 1, minutes: int = 0) -> AnswerId | None:
        at = asking.noon + timedelta(minutes=minutes)
        found = answers.insert_one(
            tx,
            Submission(
                question=asked.question,
                player=Player(guild=GuildId(1), user=UserId(user), name="x"),
                source=SourceId(source),
                text="Looks it up!",
                gave_up=False,
                at=at,
                hints=1,
                verdict=HALF,
            ),
        )
        if found is not None:
            first = Grading(answer=found, verdict=HALF, points=38, grader="1", cause=Cause.FIRST, at=at)
            answers.grade_first(tx, first)
        return found

    return answer


async def test_an_answer_is_read_back_with_its_grading(db: Database, asking: Any, answered: Any) -> None:
    """Everything written comes back as it was, by person, by source and by id."""
    with writing(db) as tx:
        asked = asking.question(tx)
        written = answered(tx, asked, source=2**63 - 1)
    expected = Answer(
        id=written,
        question=asked.question.id,
        user=UserId(7),
        text="Looks it up!",
        gave_up=False,
        at=asking.noon,
        hints=1,
        score=0.5,
        outcome=Outcome.PARTLY,
        points=38,
        covered=(True, False),
    )
    with reading(db) as tx:
        assert answers.of_user(tx, asked.question.id, UserId(7)) == expected
        assert answers.of_source(tx, SourceId(2**63 - 1)) == expected
        assert answers.by_id(tx, written) == expected
        assert answers.of_questions(tx, [asked.question.id]) == (expected,)
        assert answers.of_owner(tx, asked.question.owner, UserId(7)) == (expected,)
        assert answers.people_of(tx, asked.question.owner) == 1


async def test_what_is_not_there_is_none(db: Database) -> None:
    """Nobody's answers are none, not an error."""
    with reading(db) as tx:
        assert answers.of_user(tx, 1, UserId(7)) is None
        assert answers.of_source(tx, SourceId(1)) is None
        assert answers.by_id(tx, AnswerId(1)) is None
        assert answers.of_questions(tx, []) == ()
        assert answers.people_of(tx, Owner("round", 1)) == 0


async def test_a_source_and_an_attempt_count_once(db: Database, asking: Any, answered: Any) -> None:
    """The same interaction again writes nothing, and neither does another one for the same question and person."""
    with writing(db) as tx:
        asked = asking.question(tx)
        assert answered(tx, asked, source=1) is not None
        assert answered(tx, asked, source=1, user=8) is None
        assert answered(tx, asked, source=2) is None
        assert len(answers.of_questions(tx, [asked.question.id])) == 1


async def test_all_answers_come_in_the_order_of_time(db: Database, asking: Any, answered: Any) -> None:
    """The answers to a question are listed as they were given, whoever was written first."""
    with writing(db) as tx:
        asked = asking.question(tx)
        for source, (user, minutes) in enumerate([(3, 9), (1, 2), (2, 5)]):
            answered(tx, asked, user=user, source=source, minutes=minutes)
        found = answers.of_questions(tx, [asked.question.id])
        assert [answer.user for answer in found] == [1, 2, 3]
        assert answers.people_of(tx, asked.question.owner) == 3


async def test_the_grading_with_the_highest_number_counts(db: Database, asking: Any, answered: Any) -> None:
    """A further judgement replaces the first one in what is read, and the first stays in the log."""
    whole = Verdict(score=1.0, outcome=Outcome.RIGHT)
    with writing(db) as tx:
        asked = asking.question(tx)
        written = answered(tx, asked)
        for verdict, points in ((whole, 75), (HALF, 38), (whole, 75)):
            grading = Grading(
                answer=written, verdict=verdict, points=points, grader="2", cause=Cause.RULING, at=asking.noon
            )
            answers.grade_again(tx, [grading])
        kept = answers.by_id(tx, written)
        log = tx.execute(text("SELECT n, points, cause FROM gradings ORDER BY n")).all()
    assert (kept.score, kept.outcome, kept.points, kept.covered) == (1.0, Outcome.RIGHT, 75, ())
    assert [tuple(row) for row in log] == [(1, 38, "first"), (2, 75, "ruling"), (3, 38, "ruling"), (4, 75, "ruling")]


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM answers",
        "DELETE FROM gradings",
        "UPDATE gradings SET points = 100",
        "UPDATE gradings SET score = 1",
        REPLACED,
        *(f"UPDATE answers SET {column} = {column}" for column in KEPT_FOR_GOOD),
    ],
)
async def test_the_log_is_append_only(db: Database, asking: Any, answered: Any, change: str) -> None:
    """The database itself refuses to change or delete what was logged."""
    with writing(db) as tx:
        answered(tx, asking.question(tx))

    async def meddle() -> None:
        with writing(db) as tx:
            tx.execute(text(change))

    with pytest.raises(IntegrityError, match=r"append-only|may be erased"):
        await meddle()


async def test_text_and_user_may_be_erased(db: Database, asking: Any, answered: Any) -> None:
    """What names or quotes a person can be taken out of a line, which stays."""
    with writing(db) as tx:
        written = answered(tx, asking.question(tx))
        tx.execute(text("UPDATE answers SET text = '', answer_key = '', user = 99"))
        kept = answers.by_id(tx, written)
    assert (kept.text, kept.user, kept.points) == ("", 99, 38)
