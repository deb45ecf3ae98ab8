"""Rounds as owners of questions."""

from __future__ import annotations

from bot.core.ids import OccurrenceId, Owner

#: The kind of owner that a round is.
ROUND = "round"


def owner_of(occurrence: OccurrenceId) -> Owner:
    """Name a round as the owner of its questions."""
    return Owner(kind=ROUND, id=occurrence)


def round_of(owner: Owner) -> OccurrenceId | None:
    """Return the round that owns a question; None: something else does."""
    return OccurrenceId(owner.id) if owner.kind == ROUND else None
