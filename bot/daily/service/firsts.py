"""Firsts: who was the first to be right, among those who may be seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.ids import GuildId, QuestionId
from bot.db.database import Transaction
from bot.grading.verdict import Outcome
from bot.guilds import queries as guilds
from bot.questions.queries.answers import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """Who was the first to be right, and how long after the question opened."""

    name: str
    after: timedelta


def firsts_of(tx: Transaction, guild: GuildId, log: Sequence[Answer], opened_at: datetime) -> dict[QuestionId, First]:
    """Return for each question who was first; one that nobody had right is missing.

    Args:
        tx: The transaction.
        guild: Whose names.
        log: All answers to a post.
        opened_at: When its questions opened.
    """
    right = sorted(
        (answer for answer in log if answer.outcome is Outcome.RIGHT), key=lambda answer: (answer.at, answer.id)
    )
    hidden = guilds.hidden_among(tx, list({answer.user for answer in right}))
    first: dict[QuestionId, Answer] = {}
    for answer in right:
        if answer.user not in hidden:
            first.setdefault(answer.question, answer)
    names = guilds.names_of(tx, guild, [answer.user for answer in first.values()])
    return {
        question: First(name=names[answer.user], after=max(answer.at - opened_at, timedelta()))
        for question, answer in first.items()
        if names.get(answer.user)
    }
