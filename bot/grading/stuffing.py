"""Stuffing: key words without a claim, typed in the hope that some of them count."""

from __future__ import annotations

from itertools import pairwise

from bot.grading.asked import Asked
from bot.grading.rubric import Rubric

_WORDS_FROM = 5
_NEIGHBOURS_MOST = 0.45


def is_dump(given: Asked, rubric: Rubric) -> bool:
    """Tell whether an answer is a row of words with nothing between them, in an order nobody would write.

    Five words or more, no function word, no punctuation, and few neighbours that stand together anywhere in the card.
    """
    reading = given.reading
    if len(reading.keys) < _WORDS_FROM or not all(reading.content) or reading.tokens.listed:
        return False
    stems = reading.stems
    together = {pair for target in rubric.targets for judge in target.judges for pair in judge.wording.neighbours}
    pairs = list(pairwise(stems))
    return sum(pair in together for pair in pairs) <= _NEIGHBOURS_MOST * len(pairs)
