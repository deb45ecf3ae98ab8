"""Admission: whether an act on a question still counts, and whether its answer may be shown."""

from __future__ import annotations

from datetime import datetime

from bot.calendar.timetable import SETTLE_AFTER
from bot.grading.normalise import answer_key
from bot.questions.errors import AnswerEmpty, AnswerTooLong, QuestionClosed, QuestionOpen

#: Longest text a form takes. Source: Discord documentation, component reference, "Text Input".
ANSWER_MOST = 4_000


def admit(at: datetime, closes_at: datetime, text: str = "") -> None:
    """Let an act pass that happened in time.

    Args:
        at: When the person acted, by the snowflake of the interaction: our own delay is not theirs.
        closes_at: Up to and including this instant acts count.
        text: What was typed, to be given back.

    Raises:
        QuestionClosed: It came too late.
    """
    if at > closes_at:
        raise QuestionClosed(closed_at=closes_at, text=text)


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


def reveal(now: datetime, closes_at: datetime) -> None:
    """Let the answer be shown once no act that counts can still arrive.

    Raises:
        QuestionOpen: It is too early; answers that were sent in time may still be under way.
    """
    if now < closes_at + SETTLE_AFTER:
        raise QuestionOpen(closes_at=closes_at)
