"""Facts are a name and fields."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.errors import Fact


@dataclass(kw_only=True, eq=False)
class ShipSunk(Fact):
    """An example."""

    depth_m: int


def test_a_fact_says_its_name_and_fields() -> None:
    """Whoever catches it can look its words up and fill them."""
    sunk = ShipSunk(depth_m=30)
    assert (sunk.code(), sunk.facts(), str(sunk)) == ("ship-sunk", {"depth_m": 30}, "ship-sunk(depth_m=30)")
