"""The index leaves out only wordings of which an answer holds nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.decks.deck import DeckContext
from bot.grading.statements.alignment import align
from bot.grading.statements.index import Index
from bot.grading.statements.reading import read
from bot.grading.statements.wording import Wording
from bot.grading.words.lexicon import Lexicon

LEXICON = Lexicon(DeckContext(synonyms=(("big cat", "tiger"),)))
QUESTION = frozenset(LEXICON.stems("What does a model do?"))
TEXTS = (
    "retrieval augmented generation", "uses RAG", "foundation models", "fine tuning", "finetuning", "a big cat",
    "8,000 tokens", "generates pictures of cats", "nondeterministic", "does not learn", "a model",
)  # fmt: skip
WORDINGS = [Wording(text, LEXICON, QUESTION) for text in TEXTS]
INDEX = Index(WORDINGS)
WORDS = (
    "retreival", "rag", "generation", "generates", "augmented", "retrieval", "fm", "fms", "tune", "fine",
    "tuning", "finetuning", "tiger", "eight", "thousand", "8000", "photo", "image", "non", "deterministic", "learns",
    "model", "zebra", "xylophon", "the", "of",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_nothing_is_held_of_a_wording_that_is_not_near(answer: str) -> None:
    """However an answer may hold a word: as it is, mistyped, short, joined, apart, in another form, by a relative."""
    reading = read(answer, LEXICON)
    near = INDEX.near(reading)
    for wording in WORDINGS:
        if wording not in near:
            assert not align(wording, reading, LEXICON).holds(wording.fresh)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("retreival", "retrieval augmented generation"),
        ("retrieval augmented generation", "uses RAG"),
        ("FMs", "foundation models"),
        ("finetuning", "fine tuning"),
        ("fine tuning", "finetuning"),
        ("tiger", "a big cat"),
        ("images", "generates pictures of cats"),
    ],
)
def test_a_wording_is_near_that_an_answer_says_in_another_dress(answer: str, text: str) -> None:
    """And one that it has nothing of is not."""
    near = INDEX.near(read(answer, LEXICON))
    assert WORDINGS[TEXTS.index(text)] in near
    assert WORDINGS[TEXTS.index("8,000 tokens")] not in near


def test_an_empty_answer_is_near_nothing() -> None:
    """No word, no wording; nor has an index without wordings any."""
    assert INDEX.near(read("", LEXICON)) == set()
    assert Index([]).near(read("tiger", LEXICON)) == set()
