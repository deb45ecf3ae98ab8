"""Another month is another date; a month that is left out is not."""

from __future__ import annotations

import pytest

from bot.decks.deck import DeckContext
from bot.grading.align import align
from bot.grading.asked import ask
from bot.grading.context import Lexicon
from bot.grading.dates import month_of, other_month
from bot.grading.wording import word

LEXICON = Lexicon(DeckContext())


@pytest.mark.parametrize(
    ("wording", "answer", "month"),
    [
        ("July 4, 1776", "June 4, 1776", "june"),
        ("July 4, 1776", "1776-06-04", "june"),
        ("July 4, 1776", "4 July 1776", ""),
        ("July 4, 1776", "1776", ""),
        ("the battle of July 4, 1776", "June 4, 1776", ""),
        ("July", "June", ""),
    ],
)
def test_another_month_is_told(wording: str, answer: str, month: str) -> None:
    """Only where the wording is a date and nothing else."""
    compiled, given = word(wording, LEXICON, frozenset()), ask(answer, frozenset(), LEXICON)
    assert other_month(compiled, given, align(compiled, given.reading, LEXICON)) == month


def test_a_month_without_a_number_is_no_date() -> None:
    """Nor are two months."""
    assert month_of(word("July", LEXICON, frozenset())) is None
    assert month_of(word("July 4 to August 5", LEXICON, frozenset())) is None
    assert month_of(word("July 4", LEXICON, frozenset())) == 0
