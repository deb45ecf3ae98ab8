"""Names of a list and the properties that an answer gives them."""

from __future__ import annotations

import pytest

from bot.core.ids import CardId
from bot.grading.statements.reading import read
from bot.grading.verdict import Outcome, Rule
from tests.grading.coffee import LEXICON, RUBRICS, judge


@pytest.mark.parametrize(
    ("answer", "mixed"),
    [
        ("lungo has twice the water, macchiato a drop of foam", set()),
        ("lungo has a drop of foam, macchiato has ice cream", {0, 1}),
        ("lungo (vanilla ice cream), cortado = warm milk", {0}),
        ("a drop of foam: macchiato, warm milk: cortado", set()),
        ("twice the water: macchiato, warm milk: cortado", {1}),
        ("affogato has a drop of foam", {3, 4}),
        ("lungo and cortado with warm milk", set()),
        ("macchiato with foam and cortado with milk", set()),
        ("lungo, macchiato, cortado, affogato", set()),
        ("a drop of foam", set()),
    ],
)
def test_properties_belong_to_names(answer: str, mixed: set[int]) -> None:
    """Before or behind, in brackets or not; entries with one name are one thing."""
    assert RUBRICS[CardId("drinks")].bonds.mixed(read(answer, LEXICON)).entries == mixed


def test_what_is_mixed_up_is_not_known() -> None:
    """The names alone are right, with others' properties they are wrong."""
    assert judge("drinks", "lungo, macchiato, cortado").outcome is Outcome.RIGHT
    verdict = judge("drinks", "lungo with a drop of foam, macchiato with warm milk, cortado with vanilla ice cream")
    assert verdict.outcome is Outcome.WRONG
    assert Rule.SWAPPED in {spoken.rule for spoken in verdict.rules}


def test_one_thing_mixed_up_among_right_ones_is_partly_right() -> None:
    """It is not whole any more."""
    answer = "lungo with twice the water, macchiato with foam, cortado with milk, affogato with a drop of foam"
    assert judge("drinks", answer).outcome is Outcome.PARTLY


def test_a_card_without_names_has_nothing_to_mix_up() -> None:
    """Points of a definition have no names."""
    assert not RUBRICS[CardId("roasting")].bonds.mixed(read("heat, water, beans", LEXICON)).entries
