"""Bands: where wrong, partly and right lie for each strictness; the score itself is the same."""

from __future__ import annotations

from bot.decks.deck import Strictness
from bot.grading.verdict import Outcome

#: (partly from, right from).
THRESHOLDS = {
    Strictness.LENIENT: (0.35, 0.60),
    Strictness.NORMAL: (0.45, 0.70),
    Strictness.STRICT: (0.55, 0.80),
}


def outcome_of(score: float, strictness: Strictness) -> Outcome:
    """Name the band of a score."""
    partly, right = THRESHOLDS[strictness]
    if score >= right:
        return Outcome.RIGHT
    return Outcome.PARTLY if score >= partly else Outcome.WRONG
