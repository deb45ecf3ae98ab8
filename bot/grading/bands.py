"""Bands: from the model's chance to a score with fixed meaning, and from the score to an outcome.

The score is mapped so that for strictness `normal` right is >= .70 and wrong < .45; other strictness moves these
thresholds, never the score.
"""

from __future__ import annotations

from bot.decks.deck import Strictness
from bot.grading.verdict import Outcome

#: (partly from, right from).
THRESHOLDS = {
    Strictness.LENIENT: (0.35, 0.60),
    Strictness.NORMAL: (0.45, 0.70),
    Strictness.STRICT: (0.55, 0.80),
}
#: Chances on the public benchmark's dev half and the scores they are called, both rising.
_SCALE = ((0.0, 0.0), (0.32, 0.45), (0.52, 0.70), (1.0, 1.0))


def interpolate(value: float, scale: tuple[tuple[float, float], ...]) -> float:
    """Map a value straight between the fixed points of a scale."""
    low, low_score = scale[0]
    for high, high_score in scale[1:]:
        if value <= high:
            return low_score + (high_score - low_score) * (value - low) / (high - low)
        low, low_score = high, high_score
    return low_score


def score_of(chance: float) -> float:
    """Map a chance to a score."""
    return interpolate(chance, _SCALE)


def outcome_of(score: float, strictness: Strictness) -> Outcome:
    """Name the band of a score."""
    partly, right = THRESHOLDS[strictness]
    if score >= right:
        return Outcome.RIGHT
    return Outcome.PARTLY if score >= partly else Outcome.WRONG
