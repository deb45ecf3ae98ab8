"""What one person reads is found again from the log alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.core.ids import AnswerId, CardId, Owner, QuestionId, UserId
from bot.decks.card import Card, Point
from bot.decks.deck import DeckContext
from bot.grading.rubric import compile as compile_rubric
from bot.grading.verdict import Outcome
from bot.questions.forms import Form
from bot.questions.queries.answers import Answer
from bot.questions.service.outcomes import AskedQuestion
from bot.questions.service.receipts import given_up, receipt_for
from bot.questions.service.rubrics import Prepared

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
CARD = Card(id=CardId("c"), ask="Why?", points=(Point(say="first reason"), Point(say="second cause")))


def prepared() -> Prepared:
    """Return the card, ready for grading."""
    return Prepared(card=CARD, rubric=compile_rubric(CARD, DeckContext()))


def asked() -> AskedQuestion:
    """Return the question it was asked in."""
    return AskedQuestion(
        id=QuestionId(1),
        owner=Owner("round", 1),
        number=1,
        of=1,
        ask=CARD.ask,
        form=Form.RECALL,
        options=(),
        hints=0,
        closes_at=NOW,
    )


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
    receipt = receipt_for(asked(), prepared(), kept(covered=flags), new=False, following=None)
    assert (receipt.covered, receipt.hits) == (covered, hits)
    assert (receipt.score, receipt.points, receipt.outcome) == (0.5, 50, Outcome.PARTLY)


def test_giving_up_covers_nothing() -> None:
    """Giving up is judged wrong on every point."""
    verdict = given_up(prepared())
    assert (verdict.score, verdict.outcome) == (0.0, Outcome.WRONG)
    assert [point.covered for point in verdict.points] == [False, False]
