"""The answer log: append-only, one line per source and per attempt, read with the grading that counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.core.ids import AnswerId, SourceId, UserId
from bot.db.database import Database, Transaction
from bot.grading.verdict import Outcome, PointVerdict, Verdict
from bot.questions.queries import answers, gradings
from bot.questions.queries.answers import KeptAnswer, NewAnswer
from bot.questions.queries.gradings import NewGrading
from bot.questions.queries.states import Cause
from tests.database import reading, writing

HALF = Verdict(
    score=0.5,
    outcome=Outcome.PARTLY,
    points=(PointVerdict(say="a", earned=1.0, covered=True), PointVerdict(say="b", earned=0.0, covered=False)),
)

KEPT_FOR_GOOD = (
    *("id", "question", "attempt", "source", "gave_up"),
    *("answered_at_ms", "local_date", "purpose", "hints", "late"),
)


@pytest.fixture
def answered(asking: Any) -> Any:
    """Return a hand that writes an answer with its first grading."""

    def answer(tx: Transaction, asked: Any, *, user: int = 7, source: int = 1, minutes: int = 0) -> AnswerId | None:
        at = asking.noon + timedelta(minutes=minutes)
        found = answers.insert(
            tx,
            NewAnswer(
                question=asked.place.question,
                user=UserId(user),
                source=SourceId(source),
                text="Looks it up!",
                answer_key="looks it up",
                gave_up=False,
                at=at,
                local_date=asked.place.local_date,
                purpose=asked.place.purpose,
                hints=1,
                late=False,
            ),
        )
        if found is not None:
            first = NewGrading(answer=found, verdict=HALF, points=38, grader="1", cause=Cause.FIRST, at=at)
            gradings.insert_first(tx, first)
        return found

    return answer


async def test_an_answer_is_read_back_with_its_grading(db: Database, asking: Any, answered: Any) -> None:
    """Everything written comes back as it was, by person, by source and by id."""
    with writing(db) as tx:
        asked = asking.question(tx)
        written = answered(tx, asked, source=2**63 - 1)
    expected = KeptAnswer(
        id=written,
        question=asked.place.question,
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
        assert answers.of_user(tx, asked.place.question, UserId(7)) == expected
        assert answers.of_source(tx, SourceId(2**63 - 1)) == expected
        assert answers.by_id(tx, written) == expected
        assert answers.of_questions(tx, [asked.place.question]) == (expected,)
        assert answers.in_occurrence(tx, asked.occurrence, UserId(7)) == (expected,)
        assert answers.people_in(tx, asked.occurrence) == 1


async def test_what_is_not_there_is_none(db: Database) -> None:
    """Nobody's answers are none, not an error."""
    with reading(db) as tx:
        assert answers.of_user(tx, 1, UserId(7)) is None
        assert answers.of_source(tx, SourceId(1)) is None
        assert answers.by_id(tx, AnswerId(1)) is None
        assert answers.of_questions(tx, []) == ()
        assert answers.people_in(tx, 1) == 0


async def test_a_source_and_an_attempt_count_once(db: Database, asking: Any, answered: Any) -> None:
    """The same interaction again writes nothing, and neither does another one for the same question and person."""
    with writing(db) as tx:
        asked = asking.question(tx)
        assert answered(tx, asked, source=1) is not None
        assert answered(tx, asked, source=1, user=8) is None
        assert answered(tx, asked, source=2) is None
        assert len(answers.of_questions(tx, [asked.place.question])) == 1


async def test_all_answers_come_in_the_order_of_time(db: Database, asking: Any, answered: Any) -> None:
    """The answers to a question are listed as they were given, whoever was written first."""
    with writing(db) as tx:
        asked = asking.question(tx)
        for source, (user, minutes) in enumerate([(3, 9), (1, 2), (2, 5)]):
            answered(tx, asked, user=user, source=source, minutes=minutes)
        found = answers.of_questions(tx, [asked.place.question])
        assert [answer.user for answer in found] == [1, 2, 3]
        assert answers.people_in(tx, asked.occurrence) == 3


async def test_the_grading_with_the_highest_number_counts(db: Database, asking: Any, answered: Any) -> None:
    """A further judgement replaces the first one in what is read, and the first stays in the log."""
    whole = Verdict(score=1.0, outcome=Outcome.RIGHT)
    with writing(db) as tx:
        asked = asking.question(tx)
        written = answered(tx, asked)
        for verdict, points in ((whole, 75), (HALF, 38), (whole, 75)):
            grading = NewGrading(
                answer=written, verdict=verdict, points=points, grader="2", cause=Cause.RULING, at=asking.noon
            )
            gradings.append(tx, grading)
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
        "REPLACE INTO gradings SELECT answer, n, 1, outcome, 100, covered, grader, cause, graded_at_ms FROM gradings",
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
