"""Questions that name their answers become choices, and a yes or no with a reason asks for both."""

from __future__ import annotations

import pytest

from bot.decks.card import Point
from bot.decks.either_or import answer_key


@pytest.mark.parametrize(
    ("ask", "answer", "right", "wrong"),
    [
        ("Which one keeps data in rows, Redis or PostgreSQL?", "PostgreSQL", ("PostgreSQL",), ("Redis",)),
        (
            "Is the copy made synchronously or asynchronously?",
            "asynchronously",
            ("asynchronously",),
            ("synchronously",),
        ),
        ("Which tracks changes, Config or CloudTrail?", "AWS Config", ("Config", "AWS Config"), ("CloudTrail",)),
        ("Is a whale a fish, a mammal or a bird?", "Mammal", ("a mammal",), ("a fish", "a bird")),
        ("Is DNA single- or double-stranded?", "double-stranded", ("double-stranded",), ("single-stranded",)),
        ("Redis or PostgreSQL: which keeps rows?", "PostgreSQL", ("PostgreSQL",), ("Redis",)),
        ("True or false: a bucket name is unique?", "True", ("True",), ("False",)),
        ("T or F: a subnet spans several zones?", "F", ("False",), ("True",)),
        ("Is a firewall group stateful?", "Yes", ("Yes",), ("No",)),
        ("Ist der Wal ein Fisch oder ein Säugetier?", "Ein Säugetier", ("ein Säugetier",), ("ein Fisch",)),
        ("¿Es el sol una estrella o un planeta?", "una estrella", ("una estrella",), ("un planeta",)),
    ],
)
def test_options_become_a_choice(ask: str, answer: str, right: tuple[str, ...], wrong: tuple[str, ...]) -> None:
    """The answer's option is right, the others are wrong."""
    assert answer_key(ask, answer) == {"right": right, "wrong": wrong}


def test_what_an_answer_says_beside_its_option_is_its_note() -> None:
    """Nothing is lost."""
    assert answer_key("Was Mozart Austrian or German?", "Austrian, born in Salzburg") == {
        "right": ("Austrian",),
        "wrong": ("German",),
        "note": "Austrian, born in Salzburg",
    }


def test_a_yes_with_a_reason_asks_for_the_yes_first() -> None:
    """It is the core, and the reason is a point of its own."""
    assert answer_key("Can one bucket hold much?", "Yes, up to five terabytes") == {
        "points": (Point(say="Yes", core=True), Point(say="Up to five terabytes")),
        "need": 1,
    }


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        ("What is the symbol of nobelium?", "No"),
        ("Which side do they drive on, right or wrong?", "left"),
        ("What are the kinds of tea?", "green tea: not oxidized\nblack tea - oxidized"),
        ("What is more or less equal to pi?", "22/7"),
        ("What is RAG?", "it looks things up or generates text"),
        ("Who wrote Dune?", "Frank Herbert"),
    ],
)
def test_any_other_question_stays_what_it_is(ask: str, answer: str) -> None:
    """An "or" alone offers nothing."""
    assert answer_key(ask, answer) is None
