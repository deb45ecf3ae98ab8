"""Answers made to look right: roles swapped, rows of key words, a core that is barely told."""

from __future__ import annotations

import pytest

from bot.grading.verdict import Outcome, Rule
from tests.grading.coffee import judge, rules


def test_a_core_with_swapped_roles_takes_the_rest_along() -> None:
    """Other points do not make up for it."""
    verdict = judge("roasting", "brown coffee is turned into green beans, it takes ten to fifteen minutes")
    assert verdict.outcome is Outcome.WRONG
    assert Rule.SWAPPED in {spoken.rule for spoken in verdict.rules}


@pytest.mark.parametrize(
    ("card", "answer", "dump"),
    [
        ("roasting", "heat, beans, brown, crack, minutes, aroma", True),
        ("roasting", "beans brown powder burr mill coffee", True),
        ("roasting", "heat turns green beans into brown coffee", False),
        ("drinks", "water, foam, milk, vanilla, spoon, drop", False),
        ("drinks", "foam milk vanilla spoon stained warm", False),
        ("drinks", "lungo, macchiato, cortado, affogato, espresso", False),
        ("drinks", "lungo macchiato cortado affogato espresso", False),
    ],
)
def test_rows_of_key_words_are_dumps(card: str, answer: str, *, dump: bool) -> None:
    """With commas or without; where a list is wanted, its parts are judged one by one."""
    assert (Rule.STUFFED in rules(card, answer)) is dump


def test_other_points_do_not_make_a_barely_told_core_whole() -> None:
    """The score rises with the core, and the author's own words are whole."""
    rest = "it takes ten to fifteen minutes, and the first crack is a sound that tells when"
    assert judge("roasting", rest).outcome is not Outcome.RIGHT
    scores = [judge("roasting", f"{core}, {rest}").score for core in ("something hot", "beans get hot and brown")]
    assert scores == sorted(scores)
    assert judge("roasting", "heat turns green beans into brown coffee").score == pytest.approx(1.0, abs=0.02)
