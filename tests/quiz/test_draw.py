"""The draw goes through a deck before it repeats, and never asks what is open."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.quiz.chance import Chance
from bot.quiz.draw import draw
from bot.terms.ids import CardId

CARDS = [CardId(f"card-{number}") for number in range(10)]


@given(st.integers(0, 2**32), st.integers(1, 10))
def test_through_the_deck(seed: int, count: int) -> None:
    """After any number of draws no card was asked two times more often than another."""
    chance: Chance = Random(seed)
    asked = Counter[CardId]()
    for _ in range(12):
        drawn = draw(CARDS, count, asked=asked, withheld=(), chance=chance)
        assert len(set(drawn)) == count
        asked.update(drawn)
        assert max(asked.values()) - min(asked[card] for card in CARDS) <= 1


def test_withheld() -> None:
    """A card that is open in the server is not drawn, even if there are too few without it."""
    drawn = draw(CARDS, 10, asked={}, withheld=set(CARDS[:7]), chance=Random(1))
    assert set(drawn) == set(CARDS[7:])
    assert draw(CARDS, 1, asked={}, withheld=set(CARDS), chance=Random(1)) == ()


def test_random_among_equals() -> None:
    """Cards asked equally often come in an order that chance decides."""
    firsts = {draw(CARDS, 1, asked={}, withheld=(), chance=Random(seed))[0] for seed in range(200)}
    assert firsts == set(CARDS)


def test_seeded() -> None:
    """The same chance draws the same cards."""
    assert draw(CARDS, 5, asked={}, withheld=(), chance=Random(7)) == draw(
        CARDS, 5, asked={}, withheld=(), chance=Random(7)
    )
