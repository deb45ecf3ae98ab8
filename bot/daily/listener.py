"""What the daily quiz learns of answers: that the count on a post is to be edited."""

from __future__ import annotations

from bot.chat.feature import AnswerRecorded
from bot.daily.owner import round_of
from bot.daily.queries import occurrences
from bot.daily.refresh import next_refresh
from bot.db.database import Transaction


def plan_refresh(tx: Transaction, answer: AnswerRecorded) -> None:
    """Plan to edit the count of people on the post of a round; changing an answer changes no count."""
    occurrence = round_of(answer.owner)
    if occurrence is None or answer.attempt > 1 or (found := occurrences.counting(tx, occurrence)) is None:
        return
    due_at = next_refresh(
        answer.at, posted_at=found.opens_at, closes_at=found.closes_at, refreshed_at=found.refreshed_at
    )
    if due_at is not None and (found.refresh_at is None or found.refresh_at > due_at):
        occurrences.plan_refresh(tx, occurrence, due_at)
