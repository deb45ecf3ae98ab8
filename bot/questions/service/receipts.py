"""Receipts: what one person reads about their own answer.

What may leave the bot before a question closes is decided here, by what a value has room for: a receipt says what was
hit, and a solution stands beside it only where the policy reveals it at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.decks.card import Card
from bot.grading.points import MANY
from bot.grading.verdict import Outcome, PointVerdict, Rule, Verdict
from bot.questions.forms import Form, answer_of, judge_choice, points_of
from bot.questions.queries.answers import Answer
from bot.questions.rules import Cause, RevealRule
from bot.questions.service.asked import AskedQuestion, KnownQuestion
from bot.questions.service.rubrics import Prepared, Rubrics

#: The score from which nothing more need be told of a main point.
_TOLD = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerForm:
    """The form a press of *Answer* opens."""

    question: AskedQuestion
    #: What to begin with: the answer that is being changed, "" for none.
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HintShown:
    """One hint, and those shown before it."""

    question: AskedQuestion
    #: Hints shown so far, oldest first; the last is the new one.
    hints: tuple[str, ...]
    #: Points this question can still bring.
    points_left: int


class PointsReason(StrEnum):
    """Why the points are not what the count of key points suggests."""

    #: The main point decides, and it was told well.
    CORE = "core"
    #: The main point decides, and more of it would bring more.
    CORE_IN_PART = "core-in-part"
    #: Fewer points than there are make an answer whole.
    ENOUGH = "enough"


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """What its author wants to hear."""

    #: The first name, the right option, the number with its unit; "" for cards of points.
    answer: str
    #: Key points (items, steps), in the author's words and order.
    points: tuple[str, ...]
    note: str
    #: An address; "" for none.
    source: str
    #: When this was true, as "2026-11"; "" for ever.
    as_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What its author reads once an answer is durable."""

    question: AskedQuestion
    #: As typed or chosen; "" after "I don't know".
    text: str
    gave_up: bool
    outcome: Outcome
    #: 0..1
    score: float
    points: int
    #: One flag per key point, in the card's order; empty where the card has none.
    covered: tuple[bool, ...]
    #: The key points that were hit, in the author's words.
    hits: tuple[str, ...]
    #: None: the points follow from the count.
    weight: PointsReason | None
    #: How many key points make an answer whole.
    need: int
    #: Rules that cost something, with the answer's own words that set them off ("" for none).
    rules: tuple[tuple[Rule, str], ...]
    hints_taken: int
    #: False: this is the earlier verdict, shown again; nothing new was recorded.
    new: bool
    #: What the question's owner adds, for `Features.framing`; None: nothing.
    around: object = None
    #: None: it is not to be known yet.
    solution: Solution | None = None
    #: The grader could not know; with `appealable`, whether moderators may be asked.
    unsure: bool = False
    appealable: bool = False
    #: Whether notices wait for this person, as far as was looked.
    news: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What its author reads of an answer that may still be changed: that it is there, and no verdict."""

    question: AskedQuestion
    #: As typed or chosen; "" after "I don't know".
    text: str
    gave_up: bool
    #: From 1.
    attempt: int
    until: datetime | None
    #: What the question's owner adds, for `Features.framing`; None: nothing.
    around: object = None
    #: Whether notices wait for this person, as far as was looked.
    news: bool = True


def given_up(card: Card) -> Verdict:
    """Judge "I don't know": wrong, and nothing covered."""
    points = tuple(PointVerdict(say=say, earned=0.0, covered=False) for say in points_of(card))
    return Verdict(score=0.0, outcome=Outcome.WRONG, points=points)


async def verdict_on(rubrics: Rubrics, prepared: Prepared, answer: Answer, *, form: Form, pointing: bool) -> Verdict:
    """Find the verdict on a logged answer again, with its reasons; outside of transactions, for it may grade.

    What counts stands in the log; what explains it is found again, because grading is pure.

    Args:
        rubrics: Grades.
        prepared: The card.
        answer: What stands in the log.
        form: The form it was asked in.
        pointing: Whether to say which words earned each point.
    """
    if answer.gave_up:
        return given_up(prepared.card)
    if answer.cause is Cause.RULING or not answer.text:
        # People decided: the grader's reasons would only contradict them. Or the text is gone, and its verdict stays.
        return _as_logged(prepared.card, answer)
    if form is Form.CHOICE:
        return judge_choice(prepared.card, answer.text)
    return await rubrics.grade(prepared, answer.text, pointing=pointing)


def receipt_for(known: KnownQuestion, asked: AskedQuestion, answer: Answer, verdict: Verdict, *, new: bool) -> Receipt:
    """Show an answer to its author while the question may be open: what they hit, and nothing of what they missed.

    Points are named only where a card has several: the one point of a term, a choice or a number is its answer.

    Args:
        known: The question.
        asked: The question as it is now.
        answer: What stands in the log, which decides.
        verdict: What explains it.
        new: Whether it stands there since just now.
    """
    card, question = known.prepared.card, known.question
    says = points_of(card, question.asked)
    covered = (answer.covered + (False,) * len(says))[: len(says)]
    return Receipt(
        question=asked,
        text=answer.text,
        gave_up=answer.gave_up,
        outcome=answer.outcome,
        score=answer.score,
        points=answer.points,
        covered=covered,
        hits=tuple(say for say, hit in zip(says, covered, strict=True) if hit),
        weight=None if answer.cause is Cause.RULING else weight_of(card, covered, answer.score),
        need=card.need or len(says),
        rules=tuple((rule.rule, rule.why) for rule in verdict.rules if rule.cost > 0),
        hints_taken=answer.hints,
        new=new,
        solution=solution_of(known) if question.policy.reveal is RevealRule.AT_ONCE else None,
        unsure=answer.unsure,
        appealable=answer.unsure and question.guild is not None and question.policy.counts,
    )


def weight_of(card: Card, covered: tuple[bool, ...], score: float) -> PointsReason | None:
    """Tell why an answer's points are not what the count of its key points suggests.

    Args:
        card: The card.
        covered: One flag per key point.
        score: The answer's, 0..1.

    Returns:
        None where they follow from the count, or nothing was hit.
    """
    need = card.need or len(covered)
    if not any(covered) or all(covered) or need >= len(covered):
        return None
    cores = [hit for point, hit in zip(card.points, covered, strict=False) if point.core]
    # As the grader has it: where many points are needed each is worth the same, main or not.
    if cores and need < MANY:
        if not any(cores):
            return None
        return PointsReason.CORE if score >= _TOLD else PointsReason.CORE_IN_PART
    return PointsReason.ENOUGH


def solution_of(known: KnownQuestion) -> Solution:
    """Return what the author of a card wants to hear, as it was asked."""
    card, asked = known.prepared.card, known.question.asked
    return Solution(
        answer=answer_of(card, asked),
        points=points_of(card, asked),
        note=card.note,
        source=card.source,
        as_of=card.as_of,
    )


def _as_logged(card: Card, answer: Answer) -> Verdict:
    says = points_of(card)
    flags = (answer.covered + (False,) * len(says))[: len(says)]
    points = tuple(PointVerdict(say=say, earned=float(hit), covered=hit) for say, hit in zip(says, flags, strict=True))
    return Verdict(score=answer.score, outcome=answer.outcome, points=points, unsure=answer.unsure)
