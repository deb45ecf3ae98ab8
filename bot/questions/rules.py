"""The rules of a question: its policy, which acts count, when its answer may be known, what answers are worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.grading.verdict import Outcome, Verdict
from bot.grading.words.normalise import answer_key
from bot.questions.errors import AnswerEmpty, AnswerTooLong, ChangesUsedUp, QuestionClosed, QuestionOpen

#: Longest text a form takes. Source: Discord documentation, component reference, "Text Input".
ANSWER_MOST = 4_000
#: More attempts at one question are mischief, and the log keeps each.
ATTEMPTS_MOST = 25
#: How long after closing a question is settled. Source: the project's design, "Fairness".
SETTLE_AFTER = timedelta(seconds=5)
#: Points of a whole answer without a hint. Source: the project's design, "Fairness".
FULL_POINTS = 100
#: A score below this earns nothing, whatever the deck's strictness calls the answer.
SCORE_LEAST = 0.45
#: What the first hint costs, in percent of the points; more hints cost nothing more.
HINT_COST = 25


class QuestionState(StrEnum):
    """Whether a question can still be answered (open), or has been settled (closed)."""

    OPEN = "open"
    CLOSED = "closed"


class Cause(StrEnum):
    """Why a grading was written; the one with the highest number counts."""

    FIRST = "first"
    RULING = "ruling"
    UNDO = "undo"


class RevealRule(StrEnum):
    """When the answer of a question may be known."""

    #: Once it has closed.
    CLOSING = "closing"
    #: Once it has closed, which is when its owner asks the next one.
    NEXT = "next"
    #: To each person with their own verdict.
    AT_ONCE = "at-once"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What may be done with a question, chosen by its owner when it is asked.

    Raises:
        ValueError: It never closes, and is not revealed at once: nobody would ever learn the answer.
    """

    #: Up to and including this instant acts count; None: it stays open until its owner closes it.
    closes_at: datetime | None
    #: Whether an answer may be changed until closing; the last one counts, and counts then.
    changeable: bool = False
    #: Whether its answers count on boards.
    counts: bool = True
    reveal: RevealRule = RevealRule.CLOSING
    #: Whether hints are given, and what the first one costs, in percent of the points.
    hints: bool = True
    hint_cost: int = HINT_COST
    #: Whether a reply typed below its message is an answer.
    typed: bool = False
    #: So long after closing it is settled: an act that came in time may still be under way.
    settle_after: timedelta = SETTLE_AFTER

    def __post_init__(self) -> None:
        if self.closes_at is None and self.reveal is not RevealRule.AT_ONCE:
            raise ValueError("an open-ended question must be revealed at once")

    def admit(self, at: datetime, text: str = "") -> None:
        """Let an act pass that happened in time.

        Args:
            at: When the person acted, by the snowflake of the interaction: our own delay is not theirs.
            text: What was typed, to be given back.

        Raises:
            QuestionClosed: It came too late.
        """
        if self.closes_at is not None and at > self.closes_at:
            raise QuestionClosed(closed_at=self.closes_at, text=text)

    def may_change(self, at: datetime) -> bool:
        """Tell whether an answer may be changed at an instant."""
        return self.changeable and (self.closes_at is None or at <= self.closes_at)

    def admit_reveal(self, now: datetime) -> None:
        """Let the answer be shown once no act that counts can still arrive.

        Raises:
            QuestionOpen: It is too early; answers that were sent in time may still be under way.
        """
        if self.reveal is not RevealRule.AT_ONCE and self.closes_at is not None:
            admit_reveal(now, self.closes_at, self.settle_after)

    def points_for(self, score: float, hints: int) -> int:
        """Turn a score into points.

        Args:
            score: The verdict's score, 0..1.
            hints: How many hints were shown before the answer.
        """
        return 0 if score < SCORE_LEAST else round(self.points_left(hints) * score)

    def points_left(self, hints: int) -> int:
        """Return the most points a question can still bring after so many hints."""
        return round(FULL_POINTS * (100 - self.hint_cost) / 100) if hints else FULL_POINTS


def admit_reveal(now: datetime, closes_at: datetime, settle_after: timedelta = SETTLE_AFTER) -> None:
    """Let the answers of what closes at an instant be shown once no act that counts can still arrive.

    Raises:
        QuestionOpen: It is too early.
    """
    if now < closes_at + settle_after:
        raise QuestionOpen(closes_at=closes_at)


def admit_text(text: str) -> None:
    """Let a text pass that a form could have held, and that can be read.

    Raises:
        AnswerTooLong: It is longer.
        AnswerEmpty: It holds no letter, digit or meaningful sign.
    """
    if len(text) > ANSWER_MOST:
        raise AnswerTooLong(length=len(text), limit=ANSWER_MOST)
    if not answer_key(text):
        raise AnswerEmpty


def next_attempt(attempts: int) -> int:
    """Return the number of the attempt after so many.

    Raises:
        ChangesUsedUp: There were enough.
    """
    if attempts >= ATTEMPTS_MOST:
        raise ChangesUsedUp(limit=ATTEMPTS_MOST)
    return attempts + 1


def as_accepted(verdict: Verdict, score: float) -> Verdict:
    """Judge an answer whose text a server accepts; what it covered stays as it was found, and nobody loses by it.

    Args:
        verdict: What the grader says.
        score: What the server says, 0..1.
    """
    outcome = Outcome.RIGHT if score >= 1.0 else Outcome.PARTLY
    known = verdict.outcome is outcome and verdict.score >= score and not verdict.unsure
    if verdict.outcome is Outcome.RIGHT or known:
        return verdict
    return replace(verdict, score=max(score, verdict.score), outcome=outcome, rules=(), unsure=False)


def rank_of(points: int, everyone: Sequence[int]) -> int:
    """Return 1 + how many have more points, so that ties share a rank (1, 2, 2, 4).

    Args:
        points: The points of the one who asks.
        everyone: The points of all who are ranked, in any order.
    """
    return 1 + sum(other > points for other in everyone)
