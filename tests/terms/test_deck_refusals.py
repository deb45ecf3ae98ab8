"""Refusals about own decks are facts like all others."""

from __future__ import annotations

from bot.core.errors import UserError
from bot.library.errors import ImportStale, TooManyCards


def test_they_are_refusals_with_facts() -> None:
    """Each is looked up by its name, and carries what its words need."""
    refusal = TooManyCards(count=21_000, limit=20_000)
    assert isinstance(refusal, UserError)
    assert (refusal.code(), refusal.facts()) == ("too-many-cards", {"count": 21_000, "limit": 20_000})
    assert ImportStale.code() == "import-stale"
