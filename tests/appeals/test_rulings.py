"""Rulings, accepted, equal answers and reports are kept and found again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.appeals.queries import equals, reports, rulings
from bot.appeals.queries.equals import Equal
from bot.appeals.queries.reports import NewReport
from bot.appeals.queries.rulings import IN_FORCE, Judgement, NewRuling
from bot.core.ids import AnswerId, CardId, DeckId, GuildId, RulingId, SourceId, UserId
from bot.core.player import Player
from bot.db.database import Database, Transaction
from bot.grading.verdict import Outcome, Verdict
from bot.questions.forms import Form
from bot.questions.queries import accepted, answers
from bot.questions.queries.accepted import AcceptedAnswer
from bot.questions.queries.answers import Grading, Submission
from bot.questions.queries.states import RulingState
from bot.questions.rules import Cause
from tests.database import tables, writing

HERE, ELSEWHERE = GuildId(1), GuildId(2)
DECK, CARD = DeckId("demo"), CardId("rag")
WRONG = Verdict(score=0.1, outcome=Outcome.WRONG)
OKAPI = AcceptedAnswer(guild=HERE, deck=DECK, card=CARD, form=Form.RECALL, answer_key="okapi")


def answered(tx: Transaction, asking: Any, asked: Any, user: int, key: str, *, attempt: int = 1) -> AnswerId:
    """Write an answer that was wrong."""
    new = Submission(
        question=asked.question,
        player=Player(guild=HERE, user=UserId(user), name="x"),
        source=SourceId(asked.question.id * 1_000 + user * 10 + attempt),
        text=key.title(),
        gave_up=False,
        at=asking.noon,
        hints=0,
        verdict=WRONG,
        attempt=attempt,
    )
    written = answers.insert_one(tx, new)
    assert written is not None
    answers.grade_first(
        tx, Grading(answer=written, verdict=WRONG, points=0, grader="1", cause=Cause.FIRST, at=asking.noon)
    )
    return written


def _new(asked: Any, answer: AnswerId, asking: Any, user: int = 1) -> NewRuling:
    return NewRuling(
        wording=OKAPI, question=asked.question.id, answer=answer, appellant=UserId(user), plea="why", at=asking.noon
    )


def _judgement(asking: Any, state: RulingState, minutes: int, score: float | None = None) -> Judgement:
    return Judgement(
        state=state, score=score, moderator=UserId(9), reason="so", at=asking.noon + timedelta(minutes=minutes)
    )


async def test_an_appeal_is_kept_once_and_decided(db: Database, asking: Any) -> None:
    """One per answer; what was decided, by whom and why comes back, and so does how far it was applied."""
    with writing(db) as tx:
        asked = asking.question(tx)
        answer = answered(tx, asking, asked, 1, "okapi")
        ruling = rulings.insert(tx, _new(asked, answer, asking))
        assert ruling is not None
        assert rulings.insert(tx, _new(asked, answer, asking)) is None
        kept = rulings.one(tx, ruling)
        assert kept is not None
        assert (kept.wording, kept.plea, kept.state, kept.decided_at) == (OKAPI, "why", RulingState.OPEN, None)
        assert rulings.of_answers(tx, [answer]) == {answer: kept}
        rulings.judge(tx, ruling, _judgement(asking, RulingState.ACCEPTED, 1, 1.0), asking.noon)
        assert rulings.next_due(tx) == asking.noon
        assert rulings.due(tx, asking.noon - timedelta(seconds=1), 9) == ()
        assert rulings.due(tx, asking.noon, 9) == (ruling,)
        rulings.advance(tx, ruling, answer)
        rulings.set_due(tx, ruling, None)
        kept = rulings.one(tx, ruling)
        assert kept is not None
        assert (kept.score, kept.moderator, kept.reason, kept.cursor, kept.due_at) == (1.0, 9, "so", answer, None)
        assert rulings.next_due(tx) is None
        assert rulings.one(tx, RulingId(99)) is None


async def test_shelves_and_equals(db: Database, asking: Any) -> None:
    """Appeals are counted and turned by state and server; equal ones come in the order they were decided in."""
    with writing(db) as tx:
        asked = asking.question(tx)
        made = []
        for user in (1, 2, 3):
            answer = answered(tx, asking, asked, user, "okapi")
            ruling = rulings.insert(tx, _new(asked, answer, asking, user))
            assert ruling is not None
            made.append(ruling)
        for minutes, ruling in ((2, made[0]), (1, made[1])):
            rulings.judge(tx, ruling, _judgement(asking, RulingState.ACCEPTED, minutes, 1.0), None)
        assert [one.id for one in rulings.equal(tx, OKAPI, IN_FORCE)] == [made[1], made[0]]
        assert rulings.count(tx, HERE, IN_FORCE) == 2
        assert rulings.count(tx, ELSEWHERE, IN_FORCE) == 0
        assert rulings.count_before(tx, HERE, IN_FORCE, made[1]) == 1
        found = rulings.next_to(tx, HERE, IN_FORCE, made[0], forth=True)
        assert found is not None
        assert found.id == made[1]
        found = rulings.next_to(tx, HERE, IN_FORCE, made[1], forth=False)
        assert found is not None
        assert found.id == made[0]
        assert rulings.next_to(tx, HERE, IN_FORCE, made[1], forth=True) is None


async def test_wordings_of_a_card(db: Database, asking: Any) -> None:
    """One score per text and form, set anew by a later ruling, and dropped."""
    with writing(db) as tx:
        asked = asking.question(tx)
        answer = answered(tx, asking, asked, 1, "okapi")
        ruling = rulings.insert(tx, _new(asked, answer, asking))
        assert ruling is not None
        assert accepted.score_of(tx, OKAPI) is None
        accepted.set_score(tx, OKAPI, 0.5, ruling)
        accepted.set_score(tx, OKAPI, 1.0, ruling)
        assert accepted.score_of(tx, OKAPI) == 1.0
        assert accepted.of_card(tx, HERE, DECK, CARD) == {(Form.RECALL, "okapi"): 1.0}
        assert accepted.of_card(tx, ELSEWHERE, DECK, CARD) == {}
        assert accepted.key_of(tx, ruling) == "okapi"
        accepted.drop(tx, OKAPI)
        assert accepted.key_of(tx, ruling) is None


async def test_equal_answers(db: Database, asking: Any) -> None:
    """They are those of one text, card, form and server, each person's last attempt, erased ones never."""
    with writing(db) as tx:
        asked = asking.question(tx)
        again, elsewhere = asking.question(tx), asking.question(tx, guild=2)
        first = answered(tx, asking, asked, 1, "okapi")
        answered(tx, asking, asked, 2, "okapi")
        changed = answered(tx, asking, asked, 2, "okapi", attempt=2)
        answered(tx, asking, asked, 3, "horse")
        answered(tx, asking, asked, 4, "")
        later = answered(tx, asking, again, 1, "okapi")
        answered(tx, asking, elsewhere, 5, "okapi")
        assert equals.after(tx, OKAPI, AnswerId(0), 9) == (first, changed, later)
        assert equals.after(tx, OKAPI, first, 1) == (changed,)
        assert equals.people(tx, OKAPI) == 2
        assert set(equals.owners(tx, OKAPI)) == {asked.question.owner, again.question.owner}
        answers.grade_again(
            tx,
            [
                Grading(
                    answer=first,
                    verdict=Verdict(score=1.0, outcome=Outcome.RIGHT),
                    points=100,
                    grader="2",
                    cause=Cause.RULING,
                    at=asking.noon,
                )
            ],
        )
        found = equals.among(tx, OKAPI, [first, changed, AnswerId(99)])
        assert [(one.answer, one.points, one.cause) for one in found] == [
            (first, 100, Cause.RULING),
            (changed, 0, Cause.FIRST),
        ]
        assert isinstance(found[0], Equal)
        assert found[0].own == WRONG


async def test_reports_wait_until_put_away(db: Database, asking: Any) -> None:
    """Once per person and question, counted, turned one by one, and put away by one moderator alone."""
    with writing(db) as tx:
        asked = asking.question(tx)
        made = []
        for user in (1, 2, 1):
            kept = reports.insert(
                tx,
                NewReport(
                    guild=HERE,
                    deck=DECK,
                    card=CARD,
                    question=asked.question.id,
                    user=UserId(user),
                    text="a typo",
                    at=asking.noon,
                ),
            )
            made.append(kept)
        first, second, twice = made
        assert first is not None
        assert second is not None
        assert twice is None
        assert reports.count_since(tx, HERE, UserId(1), asking.noon) == 1
        assert reports.count_since(tx, HERE, UserId(1), asking.noon + timedelta(seconds=1)) == 0
        assert (reports.count(tx, HERE), reports.count(tx, ELSEWHERE)) == (2, 0)
        assert reports.count_before(tx, HERE, second) == 1
        found = reports.next_to(tx, HERE, first, forth=True)
        assert found is not None
        assert (found.id, found.text) == (second, "a typo")
        assert not reports.settle(tx, ELSEWHERE, first, UserId(9), asking.noon)
        assert reports.settle(tx, HERE, first, UserId(9), asking.noon)
        assert not reports.settle(tx, HERE, first, UserId(8), asking.noon)
        assert reports.next_to(tx, HERE, second, forth=False) is None
        rows = tx.execute(select(tables["reports"].c.settled_by).order_by(tables["reports"].c.id)).all()
        assert [row.settled_by for row in rows] == [9, None]
