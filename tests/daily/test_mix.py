"""Several decks with weights are read as people write them, and each is asked as often as it weighs."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from bot.daily.errors import MixUnreadable
from bot.daily.mix import by_weight, read_mix


def test_reading() -> None:
    """A deck without a number weighs one; spaces and a title with a colon do no harm."""
    assert read_mix("aws-bedrock:2, python") == (("aws-bedrock", 2), ("python", 1))
    assert read_mix(" Python: the basics : 3 ") == (("Python: the basics", 3),)


@pytest.mark.parametrize(
    "typed", ["", " , ", "a:0", "a:x", "a:21", "a:", ":2", "a, A:2", ",".join(map(str, range(11)))]
)
def test_refusing(typed: str) -> None:
    """No decks, no weight, a deck twice or too many of them cannot be read."""
    with pytest.raises(MixUnreadable):
        read_mix(typed)


def test_weights() -> None:
    """Each deck comes first as often as it weighs, and the others are there for when it has nothing to give."""
    chance = Random(1)
    orders = [by_weight((("a", 3), ("b", 1)), chance) for _ in range(4_000)]
    assert {frozenset(order) for order in orders} == {frozenset("ab")}
    firsts = Counter(order[0] for order in orders)
    assert 2_850 < firsts["a"] < 3_150
