"""Numbers are read as people mean them, in figures and in words."""

from __future__ import annotations

from math import inf, isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from bot.grading.values.numbers import cut, mistyped, read_amount, roman

#: What num2words writes as nobody does: "fortio", "centodicotto".
_MISSPELLED = ("förtio", "odicotto")


def read(text: str, tag: str = "en") -> float | None:
    """The value of a text that is one number and nothing else."""
    tokens = cut(text)
    found = read_amount(tokens, 0, tag) if tokens else None
    return found.value if found is not None and found.end == len(tokens) else None


@pytest.mark.parametrize("tag", ["en", "de", "fr", "es", "pt", "it", "nl", "sv", "ru"])
@given(st.one_of(st.integers(0, 2_000), st.integers(0, 10**10)))
def test_number_words_are_read_in_nine_languages(tag: str, number: int) -> None:
    """Whatever num2words writes is read back."""
    words = num2words(number, lang=tag)
    if not any(part in words for part in _MISSPELLED):
        assert read(words, tag) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10 000", 10_000),
        ("10\u00a0000", 10_000),
        ("10\u202f000", 10_000),
        ("10\u2009000", 10_000),
        ("10'000", 10_000),
        ("1,00,000", 100_000),
        ("10.000,00", 10_000),
        ("1½", 1.5),
        ("2 3/4", 2.75),
        (".5", 0.5),
        ("1,5", 1.5),
        ("6.022×10²³", 6.022e23),
        ("6.022 x 10^23", 6.022e23),
        ("1e4", 1e4),
        ("2^10", 1024),
        ("٣٤", 34),
        ("half a million", 500_000),
        ("a million and a half", 1_500_000),
        ("two and three quarters", 2.75),
        ("three point one four", 3.14),
        ("nineteen eighty-nine", 1989),
        ("two dozen", 24),
        ("9**99999", inf),
    ],
)
def test_a_number_has_one_value_however_it_is_written(text: str, value: float) -> None:
    """Figures with marks, powers, fractions, and words around them."""
    assert read(text) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "tag", "value", "other"),
    [
        ("1,500", "en", 1500, 1.5),
        ("1.500", "en", 1.5, 1500),
        ("1.500", "de", 1500, 1.5),
        ("1,500", "de", 1.5, None),
        ("12,50", "en", 12.5, None),
        ("0,500", "en", 0.5, None),
        ("1.000.000", "en", 1_000_000, None),
    ],
)
def test_comma_and_point_follow_the_language(text: str, tag: str, value: float, other: float | None) -> None:
    """What has one sane reading has no other."""
    found = read_amount(cut(text), 0, tag)
    assert found is not None
    assert (found.value, found.other) == (value, other)


def test_figures_that_make_no_number_equal_none() -> None:
    """A version is not a number, and neither is an address."""
    value = read("1.2.3")
    assert value is not None
    assert isnan(value)


@pytest.mark.parametrize(("word", "value"), [("eigth", 8), ("fiften", 15), ("apple", None), ("ninetyy", 90)])
def test_a_slip_is_the_number_it_is_nearest_to(word: str, value: float | None) -> None:
    """If there is just one."""
    assert mistyped(word, "en") == value


@pytest.mark.parametrize(
    ("text", "value"), [("XIV", 14), ("MCMLXXXIX", 1989), ("IIII", None), ("xiv", None), ("", None)]
)
def test_roman_numerals_are_written_in_capitals(text: str, value: int | None) -> None:
    """And in their one right form."""
    assert roman(text) == value
