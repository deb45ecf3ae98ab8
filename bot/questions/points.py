"""Points: what an answer is worth, and how equal points share a rank."""

from __future__ import annotations

from collections.abc import Sequence

#: Points of a whole answer without a hint. Source: the project's design, "Fairness".
FULL_POINTS = 100
#: A score below this earns nothing, whatever the deck's strictness calls the answer.
SCORE_LEAST = 0.45
#: Share of the points that is left once the first hint was shown; more hints cost nothing more.
SHARE_AFTER_HINT = 0.75


def points_for(score: float, hints: int) -> int:
    """Turn a score into points.

    Args:
        score: The verdict's score, 0..1.
        hints: How many hints were shown before the answer.
    """
    if score < SCORE_LEAST:
        return 0
    return round(points_left(hints) * score)


def points_left(hints: int) -> int:
    """Return the most points a question can still bring after so many hints."""
    return round(FULL_POINTS * (SHARE_AFTER_HINT if hints else 1))


def rank_of(points: int, everyone: Sequence[int]) -> int:
    """Return 1 + how many have more points, so that ties share a rank (1, 2, 2, 4).

    Args:
        points: The points of the one who asks.
        everyone: The points of all who are ranked, in any order.
    """
    return 1 + sum(other > points for other in everyone)
