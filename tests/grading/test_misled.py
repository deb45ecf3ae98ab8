"""Answers made to look right: roles swapped, rows of key words, a core that is barely told."""

from __future__ import annotations

import pytest

from bot.grading.reading import read
from bot.grading.roles import roles_of, turned
from bot.grading.verdict import Outcome, Rule
from tests.grading.coffee import LEXICON, judge, rules


@pytest.mark.parametrize(
    ("answer", "swapped"),
    [
        ("brown coffee is turned into green beans", True),
        ("they take brown coffee and turn it into green beans", True),
        ("you take brown coffee and make green beans", True),
        ("you take green beans and make brown coffee", False),
        ("green beans are turned into brown coffee", False),
        ("heat", False),
    ],
)
def test_roles_are_swapped_whichever_wording_fits(answer: str, *, swapped: bool) -> None:
    """A pronoun stands for what was named before it, and what is taken becomes what is made."""
    wanted = [roles_of(read(text, LEXICON)) for text in ("green beans into coffee", "coffee from beans")]
    assert turned(wanted, roles_of(read(answer, LEXICON))) is swapped


def test_one_wording_alone_does_not_tell_the_roles() -> None:
    """Small words are too weak a sign for that."""
    wanted = [roles_of(read("green beans into coffee", LEXICON))]
    assert not turned(wanted, roles_of(read("coffee into green beans", LEXICON)))


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
        ("drinks", "water, foam, milk, vanilla, spoon, drop", True),
        ("drinks", "foam milk vanilla spoon stained warm", True),
        ("drinks", "lungo, macchiato, cortado, affogato, espresso", False),
        ("drinks", "lungo macchiato cortado affogato espresso", False),
    ],
)
def test_rows_of_key_words_are_dumps(card: str, answer: str, *, dump: bool) -> None:
    """With commas or without; a list of names is none."""
    assert (Rule.STUFFED in rules(card, answer)) is dump


def test_other_points_do_not_make_a_barely_told_core_whole() -> None:
    """The score rises with the core, and the author's own words are whole."""
    rest = "it takes ten to fifteen minutes, and the first crack is a sound that tells when"
    assert judge("roasting", rest).outcome is not Outcome.RIGHT
    scores = [judge("roasting", f"{core}, {rest}").score for core in ("something hot", "beans get hot and brown")]
    assert scores == sorted(scores)
    assert judge("roasting", "heat turns green beans into brown coffee").score == pytest.approx(1.0, abs=0.02)


def test_one_of_many_wordings_alone_backs_a_core_less() -> None:
    """The best of many fits something by chance."""
    alone, backed = "so it develops aroma", "green beans are heated and turned into brown coffee"
    assert judge("roasting", alone).score < judge("roasting", backed).score
