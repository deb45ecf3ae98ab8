"""Chance: the few things the rules ask of randomness, handed in so that tests can hold it still."""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")


class Chance(Protocol):
    """What `random.Random` offers and the rules use."""

    def shuffle(self, x: MutableSequence[T], /) -> None:
        """Put the entries into a random order, in place."""
        ...

    def sample(self, population: Sequence[T], k: int) -> list[T]:
        """Return `k` different entries, in random order."""
        ...

    def choice(self, seq: Sequence[T]) -> T:
        """Return one entry."""
        ...
