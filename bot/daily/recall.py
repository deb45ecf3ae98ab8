"""Recall: how well a team would remember a card now, so that what it forgets comes back sooner.

Each asking doubles the time after which half of the team has forgotten a card, or halves it, by the share that was
right. Source: Settles & Meeder (2016), "A Trainable Spaced Repetition Model for Language Learning": half-life
regression, p = 2^(-time / half-life), in its special case with the weights +1 and -1, which is the Leitner system.
The unit, a first half-life of two weeks, is our own choice: a team meets a card far less often than a learner does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

#: What a quiz aims at: neither a walk-over nor a punishment. Source: the issue on the daily quiz a team keeps.
AIM = 0.7
#: Half-life of a card that was asked once and half known.
FIRST = timedelta(days=14)
#: Doublings or halvings at most, so that no card is ever lost from sight or asked for ever.
_EXPONENT_MOST = 5.0
#: How much an author's guess of the difficulty counts, in askings.
_GUESS_WEIGHT = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallHistory:
    """What the answer log knows of a card in one server."""

    #: The last asking that somebody answered.
    last_at: datetime
    #: Average score of each asking, 0..1, in any order.
    scores: tuple[float, ...]


def expected_share(past: RecallHistory, now: datetime, difficulty: float | None = None) -> float:
    """Predict which share of the team would know a card.

    Args:
        past: Its askings.
        now: When it would be asked.
        difficulty: The author's guess, 0 (easy) to 1 (hard); None for unknown.

    Returns:
        0..1; falling with time, and the slower the better the card was known.
    """
    balance = sum(2 * score - 1 for score in past.scores)
    if difficulty is not None:
        balance += _GUESS_WEIGHT * (1 - 2 * difficulty)
    half_life = FIRST * 2 ** max(-_EXPONENT_MOST, min(_EXPONENT_MOST, balance))
    return float(2 ** -(max(now - past.last_at, timedelta()) / half_life))


def distance(share: float) -> float:
    """Return how far a card is from what the quiz aims at: 0 is best."""
    return abs(share - AIM)
