"""What one person reads is found again from the log alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.core.ids import AnswerId, CardId, CardVersionId, DeckId, DeckVersionId, Owner, QuestionId, UserId
from bot.decks.card import Card, Point
from bot.decks.deck import DeckContext
from bot.grading.grade import grade
from bot.grading.rubric import compile as compile_rubric
from bot.grading.verdict import Outcome, Verdict
from bot.questions.forms import Asked, Form
from bot.questions.queries.answers import Answer
from bot.questions.queries.questions import Question
from bot.questions.rules import Cause, Policy, RevealRule
from bot.questions.service.asked import KnownQuestion, asked_question
from bot.questions.service.receipts import PointsReason, Receipt, Solution, given_up, receipt_for
from bot.questions.service.rubrics import Prepared

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
CARD = Card(id=CardId("c"), ask="Why?", points=(Point(say="first reason"), Point(say="second cause")))


KNOWN_CORE = Card(
    id=CardId("c"),
    ask="Why?",
    points=(Point(say="a", core=True), Point(say="b"), Point(say="c"), Point(say="d")),
    need=1,
)


def known(card: Card = CARD, **policy: Any) -> KnownQuestion:
    """Return a question about a card."""
    question = Question(
        id=QuestionId(1),
        owner=Owner("round", 1),
        guild=None,
        channel=None,
        deck=DeckId("d"),
        card=card.id,
        card_version=CardVersionId(1),
        deck_version=DeckVersionId(1),
        asked=Asked(form=Form.RECALL),
        opens_at=NOW,
        local_date=NOW.date(),
        policy=Policy(**{"closes_at": NOW, **policy}),
    )
    return KnownQuestion(question=question, prepared=Prepared(card=card, rubric=compile_rubric(card, DeckContext())))


def kept(**changes: Any) -> Answer:
    """Return a line of the log."""
    facts: dict[str, Any] = {
        "text": "first reason",
        "gave_up": False,
        "score": 0.5,
        "outcome": Outcome.PARTLY,
        "points": 50,
        "covered": (True, False),
        **changes,
    }
    return Answer(id=AnswerId(1), question=QuestionId(1), user=UserId(1), at=NOW, hints=0, **facts)


def receipt(of: KnownQuestion, answer: Answer) -> Receipt:
    """Show an answer of which nothing but the log is known."""
    asked = asked_question(of.question, of.prepared.card)
    return receipt_for(of, asked, answer, Verdict(score=1.0, outcome=Outcome.RIGHT), new=False)


@pytest.mark.parametrize(
    ("flags", "covered", "hits"),
    [
        ((True, False), (True, False), ("first reason",)),
        ((False, True), (False, True), ("second cause",)),
        ((True,), (True, False), ("first reason",)),
        ((), (False, False), ()),
        ((True, True, True), (True, True), ("first reason", "second cause")),
    ],
)
def test_the_log_decides(flags: tuple[bool, ...], covered: tuple[bool, ...], hits: tuple[str, ...]) -> None:
    """What was covered is what was logged, whatever today's grader would say."""
    shown = receipt(known(), kept(covered=flags))
    assert (shown.covered, shown.hits) == (covered, hits)
    assert (shown.score, shown.points, shown.outcome) == (0.5, 50, Outcome.PARTLY)


def test_giving_up_covers_nothing() -> None:
    """Giving up is judged wrong on every point."""
    verdict = given_up(CARD)
    assert (verdict.score, verdict.outcome) == (0.0, Outcome.WRONG)
    assert [point.covered for point in verdict.points] == [False, False]


@pytest.mark.parametrize(
    ("card", "covered", "points", "weight"),
    [
        (CARD, (True, False), 50, None),
        (KNOWN_CORE, (True, True, False, False), 100, PointsReason.CORE),
        (KNOWN_CORE, (True, True, False, False), 78, PointsReason.CORE_IN_PART),
        (KNOWN_CORE, (False, True, True, False), 69, None),
        (KNOWN_CORE, (True, True, True, True), 100, None),
        (KNOWN_CORE, (False, False, False, False), 0, None),
        (KNOWN_CORE.model_copy(update={"need": 3}), (True, True, True, False), 100, PointsReason.ENOUGH),
    ],
)
def test_why_the_points_are_not_what_the_count_suggests(
    card: Card, covered: tuple[bool, ...], points: int, weight: PointsReason | None
) -> None:
    """A main point decides where few are needed; else fewer than all may be enough; else the count says it."""
    shown = receipt(known(card), kept(covered=covered, points=points, score=points / 100))
    assert (shown.weight, shown.need) == (weight, card.need or len(card.points))


def test_a_graded_answer_that_the_core_carries() -> None:
    """What the grader gives full points for, though two of four points are missing, is explained by its main point."""
    card = Card(
        id=CardId("c"),
        ask="What is a lighthouse?",
        points=(
            Point(say="a tower on the coast with a strong lamp", core=True),
            Point(say="its flashes tell sailors which one they see"),
            Point(say="many are automatic today"),
            Point(say="some are open to visitors"),
        ),
        need=1,
    )
    of = known(card)
    verdict = grade(of.prepared.rubric, "a tower on the coast with a strong lamp")
    answer = kept(
        score=verdict.score,
        outcome=verdict.outcome,
        points=of.question.policy.points_for(verdict.score, 0),
        covered=tuple(point.covered for point in verdict.points),
    )
    shown = receipt_for(of, asked_question(of.question, card), answer, verdict, new=True)
    assert (shown.points, sum(shown.covered), shown.weight) == (100, 1, PointsReason.CORE)


def test_people_who_decided_need_no_reasons() -> None:
    """An answer that moderators accepted is not explained by what the grader found in it."""
    assert receipt(known(KNOWN_CORE), kept(covered=(True, False, False, False), cause=Cause.RULING)).weight is None


def test_a_solution_is_for_those_who_may_know_it() -> None:
    """It stands in a receipt only where the policy reveals it at once."""
    assert receipt(known(), kept()).solution is None
    practised = receipt(known(closes_at=None, reveal=RevealRule.AT_ONCE), kept())
    assert practised.solution == Solution(answer="", points=("first reason", "second cause"), note="", source="")
