"""An attribute that is worked out once."""

from __future__ import annotations

from bot.grading.words.lazy import lazy


class Kettle:
    """Boils when asked for hot water."""

    def __init__(self) -> None:
        self.boiled = 0

    @lazy
    def water(self) -> str:
        """Hot."""
        self.boiled += 1
        return "hot water"


def test_it_is_made_when_it_is_asked_for_and_then_kept() -> None:
    """Not before, and not again."""
    kettle = Kettle()
    assert kettle.boiled == 0
    assert [kettle.water, kettle.water] == ["hot water", "hot water"]
    assert kettle.boiled == 1


def test_each_object_has_its_own() -> None:
    """One kettle's water is not another's."""
    one, other = Kettle(), Kettle()
    assert one.water
    assert (one.boiled, other.boiled) == (1, 0)
