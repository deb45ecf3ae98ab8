"""A number with another unit is another quantity."""

from __future__ import annotations

import pytest

from bot.decks.deck import DeckContext
from bot.grading.align import align
from bot.grading.asked import ask
from bot.grading.context import Lexicon
from bot.grading.units import other_unit
from bot.grading.wording import word

LEXICON = Lexicon(DeckContext())


@pytest.mark.parametrize(
    ("wording", "answer", "unit"),
    [
        ("42.195 kilometres", "42.195 miles", "miles"),
        ("42.195 kilometres", "42.195 km", ""),
        ("42.195 kilometres", "42.195", ""),
        ("42.195 kilometres", "about 42.195 kilometres", ""),
        ("42.195 kilometres", "40 miles", ""),
        ("8 floors high", "8 doors", ""),
    ],
)
def test_another_unit_is_told(wording: str, answer: str, unit: str) -> None:
    """Only where the wording is a number and its unit, and the number is there."""
    compiled, given = word(wording, LEXICON, frozenset()), ask(answer, frozenset(), LEXICON)
    assert other_unit(compiled, given, align(compiled, given.reading, LEXICON)) == unit
