"""Changing: answers that may be changed until their question closes are noted, not judged, as far as anyone can see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.ids import QuestionId, SourceId
from bot.grading.verdict import Verdict
from bot.questions.queries.answers import Answer
from bot.questions.service.outcomes import AskedQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a person does to a question, judged."""

    source: SourceId
    at: datetime
    verdict: Verdict
    #: As typed or chosen; "" after "I don't know".
    text: str = ""
    gave_up: bool = False


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
    #: The next question of the same post this person has not answered; None if there is none.
    next: QuestionId | None
    #: Whether notices wait for this person, as far as was looked.
    news: bool = True


def is_same(earlier: Answer, act: Act, hints: int) -> bool:
    """Tell whether an attempt says nothing new, so that it need not be kept."""
    return (earlier.text, earlier.gave_up, earlier.hints) == (act.text, act.gave_up, hints)


def noted(asked: AskedQuestion, answer: Answer, following: QuestionId | None, *, news: bool) -> Noted:
    """Acknowledge an answer that may still be changed."""
    return Noted(
        question=asked,
        text=answer.text,
        gave_up=answer.gave_up,
        attempt=answer.attempt,
        until=asked.closes_at,
        next=following,
        news=news,
    )
