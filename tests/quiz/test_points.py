"""Points follow from the score and the hints, and equal points share a rank."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.questions.points import points_for, points_left, rank_of


@pytest.mark.parametrize(
    ("score", "hints", "points"),
    [
        (1.0, 0, 100),
        (1.0, 1, 75),
        (1.0, 3, 75),
        (0.734, 0, 73),
        (0.45, 0, 45),
        (0.4499, 0, 0),
        (0.45, 1, 34),
        (0.0, 0, 0),
    ],
)
def test_points(score: float, hints: int, points: int) -> None:
    """A whole answer is worth 100; below .45 nothing; the first hint costs a quarter and further ones nothing."""
    assert points_for(score, hints) == points


@given(st.floats(0, 1), st.integers(0, 5))
def test_never_more_than_left(score: float, hints: int) -> None:
    """Nobody earns more than what is left after the hints."""
    assert 0 <= points_for(score, hints) <= points_left(hints)


def test_ranks() -> None:
    """Ties share a rank and the next one is skipped."""
    points = [90, 70, 70, 10]
    assert [rank_of(own, points) for own in points] == [1, 2, 2, 4]
