"""States of rulings, until they stand in their feature; stored by value."""

from __future__ import annotations

from enum import StrEnum


class RulingState(StrEnum):
    """Where an appeal stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    PARTLY = "partly"
    DENIED = "denied"
    UNDONE = "undone"
