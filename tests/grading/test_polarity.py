"""Scales and their ends: what is opposite, and what is told from the other end."""

from __future__ import annotations

import pytest

from bot.decks.deck import DeckContext
from bot.grading.antonyms import opposites_in, scales_in
from bot.grading.context import Lexicon
from bot.grading.languages import language_of
from bot.grading.polarity import NO_POLES, Poles, opposed, poles_of
from bot.grading.reading import read

LEXICON = Lexicon(DeckContext())


def poles(text: str) -> Poles:
    """Read a text's poles."""
    return poles_of(read(text, LEXICON))


@pytest.mark.parametrize(
    ("wanted", "given", "value"),
    [
        ("the pitch is lower", "the pitch gets higher", 0.5),
        ("a low pitch", "a higher pitch", 0.5),
        ("different states", "not the same state", 0.0),
        ("different states", "the same state", 0.5),
        ("hot and dry", "cold and wet", 1.0),
        ("hot", "hot, not cold", 0.0),
    ],
)
def test_opposite_ends_are_counted_with_their_negation(wanted: str, given: str, value: float) -> None:
    """Comparatives lie on the scale of their base, and a negated end is the other one."""
    assert opposed(poles(wanted), poles(given)) == value


def test_a_tie_may_be_told_from_either_end() -> None:
    """The longer the lower is the shorter the higher, and not the longer the higher."""
    wanted = poles("the longer the string, the lower the pitch")
    assert opposed(wanted, poles("a shorter string has a higher pitch")) == 0
    assert opposed(wanted, poles("a longer string has a higher pitch")) == 0.5


def test_scales_do_not_depend_on_the_order_of_sets() -> None:
    """Every listed opposite of a word lies on its scale, at the other end."""
    english = language_of("en")
    scales = scales_in("en", english.stem)
    for word, others in opposites_in("en", english.stem).items():
        for other in others:
            assert scales[word][0] == scales[other][0]
            assert scales[word][1] == -scales[other][1], (word, other)


def test_a_language_without_a_list_has_no_poles() -> None:
    """Nothing is found, and nothing costs anything."""
    assert poles_of(read("hot oder cold", Lexicon(DeckContext(language="de")))) == NO_POLES


def test_a_slip_beside_its_opposite_is_no_contradiction() -> None:
    """Whoever lists solid and mistypes liquid names both."""
    wanted, given = poles("liquid"), poles("gas, liqiud, solids")
    assert opposed(wanted, given) == 0.5
    assert opposed(wanted, given, {"liquid"}) == 0
