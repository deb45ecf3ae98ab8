"""Finding: which deck a server means by what a person typed."""

from __future__ import annotations

from bot.core.ids import DeckId, GuildId
from bot.db.database import Transaction
from bot.decks.own import stem_of
from bot.library.errors import DeckUnknown
from bot.library.queries import decks
from bot.library.queries.decks import KeptDeck

_NAMED_MOST = 10


def find_deck(tx: Transaction, guild: GuildId, typed: str) -> KeptDeck:
    """Return the deck a server calls so: by its name (which autocomplete fills in) or by the title people see.

    Raises:
        DeckUnknown: The server has no such deck.
    """
    there = decks.in_guild(tx, guild)
    wanted = typed.strip().casefold()
    for names in (lambda deck: (deck.id, stem_of(deck.id)), lambda deck: (deck.title,)):
        for deck in there:
            if wanted in (name.casefold() for name in names(deck)):
                return deck
    raise DeckUnknown(given=stem_of(typed.strip()), known=known_names(there))


def check_there(tx: Transaction, guild: GuildId, deck: DeckId) -> None:
    """See that a deck that was chosen once can still be asked; one that an own deck hides still can.

    Raises:
        DeckUnknown: It is gone.
    """
    found = decks.one(tx, deck)
    if found is None or found.removed:
        there = decks.in_guild(tx, guild)
        raise DeckUnknown(given=stem_of(deck), known=known_names(there))


def known_names(there: tuple[KeptDeck, ...]) -> str:
    """Name a few decks, for someone who named another."""
    return ", ".join(stem_of(deck.id) for deck in there[:_NAMED_MOST])
