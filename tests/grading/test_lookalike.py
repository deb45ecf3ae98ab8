"""A known word is taken at its word, an unknown one may be a slip."""

from __future__ import annotations

import pytest

from bot.decks.deck import DeckContext
from bot.grading.align import align
from bot.grading.asked import ask
from bot.grading.context import Lexicon
from bot.grading.lookalike import lookalike
from bot.grading.wording import word

LEXICON = Lexicon(DeckContext())


@pytest.mark.parametrize(
    ("wording", "answer", "seeming"),
    [
        ("heart", "hearth", "hearth"),
        ("heart", "haert", ""),
        ("heart", "hearts", ""),
        ("Titan", "Titanic", "titanic"),
        ("Amazon Titan", "Amazon Titanic", ""),
        ("heart", "the lungs", ""),
        ("photosynthesis", "fotosynthesis", ""),
        ("C++", "C", ""),
    ],
)
def test_a_known_word_is_no_slip(wording: str, answer: str, seeming: str) -> None:
    """Unless another word of the name is there as well."""
    compiled, given = word(wording, LEXICON, frozenset()), ask(answer, frozenset(), LEXICON)
    assert lookalike(compiled, given, align(compiled, given.reading, LEXICON)) == seeming
