"""Words and numbers are cut as a reader would cut them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.grading.words.languages import language_of
from bot.grading.words.normalise import fold
from bot.grading.words.tokens import cut_closely as closely
from bot.grading.words.tokens import number, tokenise

CASES = [
    ("R.A.G. is C++, .NET and -5 or 3-5", ["rag", "is", "c++", ".net", "and", "#-5", "or", "#3", "#5"]),
    ("8k tokens", ["#8000", "tokens"]),
    ("8,000", ["#8000"]),
    ("eight thousand", ["#8000"]),
    ("two hundred five", ["#205"]),
    ("twenty-one", ["#21"]),
    ("nineteen eighty nine", ["#1989"]),
    ("minus five, negative 3", ["#-5", "#-3"]),
    ("10 minus 5", ["#10", "minus", "#5"]),
    ("twenty twenty four", ["#2024"]),
    ("1776-07-04", ["#4", "july", "#1776"]),
    ("50 %", ["#50", "percent"]),
    ("s3 gpt4 3d 16GB", ["s3", "gpt4", "3d", "#16", "gb"]),
    ("1.5 3,14 1,000.5 1.000.000", ["#1.5", "#3.14", "#1000.5", "#1000000"]),
    ("don't the user's", ["don't", "the", "user"]),
    ("日本語", ["日本", "本語"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "keys"), CASES)
def test_texts_are_cut_into_words_and_numbers(text: str, keys: list[str]) -> None:
    """Terms stay whole, numbers are read, unspaced scripts become pairs."""
    assert tokenise(fold(text), language_of("en")).keys == keys


def test_ranges_point_at_the_words_as_typed() -> None:
    """Each token knows where it stood."""
    text = "About **8,000** tokens"
    ranges = tokenise(fold(text), language_of("en")).ranges()
    assert [text[start:end] for start, end in ranges] == ["About", "8,000", "tokens"]


def test_a_number_has_its_value_and_a_word_none() -> None:
    """Keys of numbers carry the value."""
    assert number("#8000") == 8000
    assert number("eight") is None


def test_a_very_long_number_is_no_trouble() -> None:
    """Beyond a float's range everything is just huge."""
    assert tokenise(fold("9" * 500), language_of("en")).keys == ["#1e+300"]


PIECES = (
    "word", "two", "hundred", "second", "twenty", "minus", "5", "-5", "8,000", "3.14", "16gb", "1st", "50 %", "c++",
    "c#", ".net", "r.a.g.", "u.s", "don't", "user's", "1776-07-04", "s3", "a/b", "(so)", "[1]", "x=y", '"q"', "_u_",
    "end.", "end,", "...", "- ", ";", ":", "\n", "\t", "co-op", ")-5", "(-5", "a,b", "5,b", "#1", "@me", "<b>",
    "rock'n'roll", "'s", "1.", "é", "日本",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from(["", " "]), st.sampled_from(["en", "fr", "xx"]))
@settings(max_examples=500, deadline=None)
def test_prose_is_cut_as_anything_else_is(pieces: list[str], between: str, tag: str) -> None:
    """The short way for plain text finds the same words, clauses and places as the long one."""
    language, text = language_of(tag), fold(between.join(pieces))
    short, long = tokenise(text, language), closely(text, language)
    assert short.keys == long.keys
    assert short.clause == long.clause
    assert short.ranges() == long.ranges()
    assert short.listed == long.listed
