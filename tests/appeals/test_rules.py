"""An appeal has its time, a ruling its worth, and nobody loses by one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.appeals.errors import AppealTooLate, ReportEmpty
from bot.appeals.rules import PARTLY_SCORE, REPORT_MOST, WINDOW, Decision, admit_appeal, admit_report, worth
from bot.decks.deck import Strictness
from bot.grading.bands import THRESHOLDS
from bot.grading.verdict import Outcome, PointVerdict, Rule, RuleVerdict, Verdict
from bot.questions.rules import SCORE_LEAST, as_accepted

CLOSED = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
_verdicts = st.builds(
    Verdict,
    score=st.floats(0, 1),
    outcome=st.sampled_from(Outcome),
    points=st.just((PointVerdict(say="a", earned=0.0, covered=False),)),
    rules=st.just((RuleVerdict(rule=Rule.NEGATED, cost=0.2),)),
)


def test_fourteen_days() -> None:
    """Up to and including the last instant."""
    admit_appeal(CLOSED + WINDOW, CLOSED)
    with pytest.raises(AppealTooLate):
        admit_appeal(CLOSED + WINDOW + timedelta(milliseconds=1), CLOSED)


def test_what_decisions_are_worth() -> None:
    """Accepted is whole, partly earns points and is less than right by every strictness, denied changes nothing."""
    assert [worth(decision) for decision in Decision] == [1.0, PARTLY_SCORE, None]
    assert PARTLY_SCORE >= SCORE_LEAST
    assert min(THRESHOLDS[strictness][1] for strictness in Strictness) > PARTLY_SCORE


@given(verdict=_verdicts, score=st.sampled_from((1.0, PARTLY_SCORE)))
def test_nobody_loses_by_a_ruling(verdict: Verdict, score: float) -> None:
    """The score never falls, an accepted answer is right, what was covered stays, and the reasons fall silent."""
    after = as_accepted(verdict, score)
    assert after.score >= verdict.score
    assert after.points == verdict.points
    if score == 1.0:
        assert after.outcome is Outcome.RIGHT
    if after is not verdict:
        assert after.score >= score
        assert after.rules == ()
    assert as_accepted(after, score) is after


def test_a_report_says_something() -> None:
    """It is kept without the space around it, and not without end."""
    assert admit_report("  a typo ") == "a typo"
    assert len(admit_report("x" * 9_999)) == REPORT_MOST
    with pytest.raises(ReportEmpty):
        admit_report(" \n ")
