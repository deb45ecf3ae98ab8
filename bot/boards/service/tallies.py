"""What boards count of answers, and whom they leave out."""

from __future__ import annotations

from bot.boards.queries import tallies
from bot.boards.queries.tallies import Gain
from bot.chat.feature import AnswerRecorded, AnswerRegraded, PersonHidden, QuestionsClosed
from bot.db.database import Transaction


def hide(tx: Transaction, person: PersonHidden) -> None:
    """Take a person off all boards, or show them again."""
    tallies.hide(tx, person.user, hidden=person.hidden)


def count(tx: Transaction, answer: AnswerRecorded) -> None:
    """Count an answer, unless it counts later or never."""
    if answer.guild is None or not answer.counted:
        return
    gain = Gain(
        guild=answer.guild,
        channel=answer.channel,
        deck=answer.deck,
        user=answer.user,
        local_date=answer.local_date,
        at=answer.at,
        points=answer.points,
        answered=1,
        right=int(answer.right),
    )
    tallies.add(tx, gain)


def move(tx: Transaction, answer: AnswerRegraded) -> None:
    """Move the tallies by the difference that another grading makes."""
    if answer.guild is None or not answer.counted:
        return
    gain = Gain(
        guild=answer.guild,
        channel=answer.channel,
        deck=answer.deck,
        user=answer.user,
        local_date=answer.local_date,
        at=answer.at,
        points=answer.points_change,
        answered=0,
        right=answer.right_change,
    )
    tallies.add(tx, gain)


def count_changeable(tx: Transaction, closed: QuestionsClosed) -> None:
    """Count the last attempts at questions whose answers could be changed until now."""
    tallies.add_changeable(tx, closed.questions)
