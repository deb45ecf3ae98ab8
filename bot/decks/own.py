"""Own decks: how a server's deck is called inside, and what it is called to people."""

from __future__ import annotations

from bot.core.ids import DeckId, GuildId

#: No stem and no number of a server contains it.
_SEAM = "/"


def own_id(guild: GuildId, stem: str) -> DeckId:
    """Name a server's own deck so that no other deck, shipped or of another server, is called the same."""
    return DeckId(f"{guild}{_SEAM}{stem}")


def stem_of(deck: str) -> str:
    """Return what people call a deck: a shipped deck's id is that already."""
    return deck.rpartition(_SEAM)[2]
