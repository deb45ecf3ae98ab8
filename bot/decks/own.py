"""Names of decks: inside, to people, and within a custom id."""

from __future__ import annotations

from hashlib import sha256

from bot.core.ids import DeckId, GuildId

#: No stem and no number of a server contains it.
_SEAM = "/"
#: Hexadecimal digits; enough to tell a server's decks apart.
_FINGERPRINT = 10


def own_id(guild: GuildId, stem: str) -> DeckId:
    """Name a server's own deck so that no other deck, shipped or of another server, is called the same."""
    return DeckId(f"{guild}{_SEAM}{stem}")


def stem_of(deck: str) -> str:
    """Return what people call a deck: a shipped deck's id is that already."""
    return deck.rpartition(_SEAM)[2]


def fingerprint(deck: str) -> str:
    """Return a short name for a deck's id, which may be too long for a custom id; no way leads back but a list."""
    return sha256(deck.encode()).hexdigest()[:_FINGERPRINT]
