"""Words: the same one in another writing, mistyped, or another one."""

from __future__ import annotations

import pytest

from bot.grading.words.spelling import is_form, is_other_part, is_variant, slip_cost, sounds_like
from bot.grading.words.wordlist import word_list_of


@pytest.mark.parametrize(
    ("wanted", "typed"),
    [
        ("titan", "titna"),
        ("caddy", "cady"),
        ("canberra", "camberra"),
        ("canberra", "xanberra"),
        ("encryption", "encrzption"),
        ("kubernetes", "kubernettes"),
        ("nietzsche", "nietsche"),
    ],
)
def test_fingers_slip(wanted: str, typed: str) -> None:
    """Swapped, doubled, left out, beside the key: each costs little."""
    assert slip_cost(wanted, typed) is not None


@pytest.mark.parametrize(
    ("wanted", "typed"),
    [
        ("air", "fair"),
        ("herbert", "hubert"),
        ("augustus", "augustine"),
        ("prednisone", "prednisolone"),
        ("propane", "propene"),
        ("afferent", "efferent"),
        ("hyponatremia", "hypernatremia"),
        ("كتاب", "كاتب"),
    ],
)
def test_another_word_is_no_slip(wanted: str, typed: str) -> None:
    """Short words, meaningful parts and letters in a row are not typed by mistake."""
    assert slip_cost(wanted, typed) is None


def test_without_a_list_of_words_less_is_a_slip() -> None:
    """Where nothing tells which other words there are, a vowel for a vowel may make one."""
    assert slip_cost("hund", "hand") is not None
    assert slip_cost("hund", "hand", blind=True) is None


def test_british_and_american_spelling_are_one() -> None:
    """And so are words that end alike in both."""
    pairs = [("haemoglobin", "hemoglobin"), ("colour", "color"), ("centre", "center"), ("sulphate", "sulfate")]
    assert all(is_variant(*pair) for pair in pairs)
    assert not is_variant("sulphate", "sulfite")


def test_forms_of_a_word_are_one_and_derivations_are_not() -> None:
    """Plurals and verbs are the same word; a thing made of another is not."""
    assert all(
        is_form(*pair) for pair in (("knife", "knives"), ("bacteria", "bacterium"), ("encrypting", "encryption"))
    )
    assert not any(is_form(*pair) for pair in (("carbon", "carbonate"), ("react", "reaction"), ("titan", "titanium")))


def test_names_are_written_by_ear() -> None:
    """Transliterations sound alike."""
    assert all(sounds_like(*pair) for pair in (("tchaikovsky", "chaikovskij"), ("mohammed", "muhammad")))
    assert not sounds_like("cardiology", "radiology")


def test_a_part_with_a_meaning_makes_another_word() -> None:
    """In American spelling as in British."""
    assert is_other_part("sulphate", "sulfite")
    assert not is_other_part("canberra", "camberra")


def test_the_list_knows_words_and_names() -> None:
    """Common words from names, forms of words, other names of the same thing."""
    words = word_list_of("en")
    assert all(map(words.knows, ("efferent", "inulin", "cells", "went", "augustine")))
    assert not words.knows("efferant")
    assert (words.is_common("red"), words.is_common("nile")) == (True, False)
    assert "octavian" in words.same("augustus")
    assert words.same("no such thing") == ()


def test_other_languages_have_no_list() -> None:
    """Nothing is known then, and nothing fails."""
    words = word_list_of("nb")
    assert not words.listed
    assert not words.knows("hund")
    assert words.same("hund") == ()
