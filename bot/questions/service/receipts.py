"""Receipts: what one person may read about their own answer, before closing and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.core.ids import QuestionId, UserId
from bot.daily.service.results import question_result
from bot.db.database import Transaction
from bot.grading.grade import grade
from bot.grading.verdict import Outcome, PointVerdict, Rule, Verdict
from bot.questions.forms import Asked, Form, judge_choice, points_of
from bot.questions.queries import questions
from bot.questions.queries.answers import Answer
from bot.questions.queries.questions import Question, Standing
from bot.questions.rules import Cause
from bot.questions.service.outcomes import AskedQuestion, OwnAnswer, QuestionResult, Receipt
from bot.questions.service.rubrics import Prepared
from bot.questions.service.views import asked_question


def given_up(prepared: Prepared) -> Verdict:
    """Judge "I don't know": wrong, and nothing covered."""
    points = tuple(PointVerdict(say=say, earned=0.0, covered=False) for say in points_of(prepared.card))
    return Verdict(score=0.0, outcome=Outcome.WRONG, points=points)


def asked_now(question: Question, prepared: Prepared, standing: Standing) -> AskedQuestion:
    """Show a question that was read before, with the closing time it has now."""
    return replace(asked_question(question, prepared.card), closes_at=standing.closes_at)


def next_of(tx: Transaction, asked: AskedQuestion, user: UserId) -> QuestionId | None:
    """Return the question of the same post to lead a person to: a later one if any, else one they left out."""
    if asked.of == 1:
        return None
    left = [question for question in questions.unanswered(tx, asked.owner, user) if question != asked.id]
    # Ids of a post's questions rise with their numbers, being written in one go.
    return next((question for question in left if question > asked.id), left[0] if left else None)


def receipt_for(
    asked: AskedQuestion,
    prepared: Prepared,
    answer: Answer,
    *,
    new: bool,
    following: QuestionId | None,
    graded: Verdict | None = None,
) -> Receipt:
    """Show an answer to its author while the question may be open: what they hit, and nothing of what they missed.

    Points are named only where a card has several: the one point of a term, a choice or a number is its answer.

    Args:
        asked: The question.
        prepared: Its card.
        answer: What stands in the log.
        new: Whether it stands there since just now.
        following: The question to lead the person to; None for none.
        graded: The grader's verdict if it is known already; None: it is found again.
    """
    says = points_of(prepared.card, Asked(form=asked.form, options=asked.options))
    covered = _flags(answer, len(says))
    return Receipt(
        question=asked,
        text=answer.text,
        gave_up=answer.gave_up,
        outcome=answer.outcome,
        score=answer.score,
        points=answer.points,
        covered=covered,
        hits=tuple(say for say, hit in zip(says, covered, strict=True) if hit),
        rules=_rules(_verdict(asked, prepared, answer, graded)),
        hints_taken=answer.hints,
        new=new,
        next=following,
    )


def own_answer(question: Question, prepared: Prepared, log: Sequence[Answer], own: Answer | None) -> OwnAnswer:
    """Show a closed question and what one person made of it, nothing withheld.

    Args:
        question: The question.
        prepared: Its card.
        log: All answers to it.
        own: This person's; None if there is none.
    """
    result: QuestionResult = question_result(question, prepared.card, log)
    if own is None:
        return OwnAnswer(
            result=result,
            text=None,
            gave_up=False,
            outcome=Outcome.WRONG,
            score=0.0,
            points=0,
            hints_taken=0,
            verdicts=given_up(prepared).points,
            rules=(),
        )
    verdict = _verdict(result.question, prepared, own)
    return OwnAnswer(
        result=result,
        text=own.text,
        gave_up=own.gave_up,
        outcome=own.outcome,
        score=own.score,
        points=own.points,
        hints_taken=own.hints,
        verdicts=verdict.points,
        rules=_rules(verdict),
        lost=tuple(
            round(question.policy.points_left(own.hints) * rule.cost) for rule in verdict.rules if rule.cost > 0
        ),
    )


def _verdict(asked: AskedQuestion, prepared: Prepared, answer: Answer, graded: Verdict | None = None) -> Verdict:
    # The log keeps what counts; what explains it is found again, because grading is pure.
    if answer.gave_up:
        return given_up(prepared)
    if answer.cause is Cause.RULING or not answer.text:
        # People decided: the grader's reasons would only contradict them. Or the text is gone, and its verdict stays.
        return _as_kept(prepared, answer)
    if graded is not None:
        return graded
    if asked.form is Form.CHOICE and answer.text in asked.options:
        return judge_choice(prepared.card, answer.text)
    return grade(prepared.rubric, answer.text)


def _as_kept(prepared: Prepared, answer: Answer) -> Verdict:
    says = points_of(prepared.card)
    points = tuple(
        PointVerdict(say=say, earned=float(hit), covered=hit)
        for say, hit in zip(says, _flags(answer, len(says)), strict=True)
    )
    return Verdict(score=answer.score, outcome=answer.outcome, points=points)


def _rules(verdict: Verdict) -> tuple[tuple[Rule, str], ...]:
    return tuple((rule.rule, rule.why) for rule in verdict.rules if rule.cost > 0)


def _flags(answer: Answer, count: int) -> tuple[bool, ...]:
    return (answer.covered + (False,) * count)[:count]
