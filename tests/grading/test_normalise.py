"""What looks equal is equal, and positions in the typed text survive folding."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grading.words.normalise import answer_key, fold

EQUAL = [
    ("Amazon Titan", "amazon titan"),
    ("Аmаzоn Тitаn", "amazon titan"),
    ("**Amazon** `Titan`", "amazon titan"),
    ("Ama\u200bzon\u00a0Titan!", "amazon titan"),
    ("ＡＷＳ", "aws"),
    ("café", "cafe"),
    ("cafe\u0301", "cafe"),
    ("||secret||", "secret"),
    ("Straße", "strasse"),
    ("ﾊﾞ", "バ"),
    ("йога", "йога"),
]


@pytest.mark.parametrize(("typed", "key"), EQUAL)
def test_equal_looking_texts_have_one_key(typed: str, key: str) -> None:
    """Case, accents, width, markdown, zero-width and look-alike characters don't matter."""
    assert answer_key(typed) == answer_key(key)


@pytest.mark.parametrize(
    ("one", "other"), [("C++", "C"), ("C#", "C"), (".NET", "net"), ("-5", "5"), ("3.14", "314"), ("50%", "50")]
)
def test_signs_that_mean_something_stay(one: str, other: str) -> None:
    """Terms and numbers keep the signs that make them."""
    assert answer_key(one) != answer_key(other)


@pytest.mark.parametrize("typed", ["", "  \n", "🎉🎉", "\u200b\ufeff", "\x00\x01", "\ud800"])
def test_nothing_readable_has_the_empty_key(typed: str) -> None:
    """Emoji, blanks, control and zero-width characters alone are not an answer."""
    assert answer_key(typed) == ""


@pytest.mark.parametrize("typed", ["!=", "&", "→"])
def test_signs_alone_are_their_own_key(typed: str) -> None:
    """A card may ask for an operator."""
    assert answer_key(typed)


@given(st.text(max_size=60))
def test_every_form_of_a_text_has_the_same_key(text: str) -> None:
    """NFC and NFD spell the same answer."""
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert answer_key(composed) == answer_key(decomposed)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_positions_stay_inside_the_typed_text(text: str) -> None:
    """Every folded character comes from somewhere in the text."""
    folded = fold(text)
    for at in range(len(folded.text)):
        start, end = folded.typed(at, at + 1)
        assert 0 <= start < end <= len(text)


def test_a_range_points_at_what_was_typed() -> None:
    """A word is found again under its markdown and accents."""
    typed = "das **Café** hier"
    folded = fold(typed, "de")
    at = folded.text.index("cafe")
    start, end = folded.typed(at, at + 4)
    assert typed[start:end] == "Café"
