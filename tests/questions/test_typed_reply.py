"""A reply says what it says without the mention, and an option is meant by its letter or its text."""

from __future__ import annotations

import pytest

from bot.questions.typed_reply import option_meant, read_reply


def test_mentions_are_no_part_of_an_answer() -> None:
    """What is left is the text."""
    assert read_reply(" <@1234> the Nile <@!99>") == "the Nile"
    assert read_reply("<@1>") == ""


@pytest.mark.parametrize(
    ("typed", "index"),
    [("b", 1), ("B)", 1), ("(a)", 0), ("venus", 1), ("d", None), ("Mars?", 2), ("", None), ("no", None)],
)
def test_options(typed: str, index: int | None) -> None:
    """A letter, or the option's own words."""
    assert option_meant(typed, ("Mercury", "Venus", "Mars")) == index
