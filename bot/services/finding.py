"""Finding: which deck a server means by what a person typed."""

from __future__ import annotations

from bot.decks.own import stem_of
from bot.store import decks
from bot.store.decks import KeptDeck
from bot.store.store import Unit
from bot.terms.ids import DeckId, GuildId
from bot.terms.refusals import DeckUnknown

_NAMED_MOST = 10


async def find_deck(unit: Unit, guild: GuildId, typed: str) -> KeptDeck:
    """Return the deck a server calls so: by its name (which autocomplete fills in) or by the title people see.

    Raises:
        DeckUnknown: The server has no such deck.
    """
    there = await decks.in_guild(unit, guild)
    wanted = typed.strip().casefold()
    for names in (lambda deck: (deck.id, stem_of(deck.id)), lambda deck: (deck.title,)):
        for deck in there:
            if wanted in (name.casefold() for name in names(deck)):
                return deck
    raise DeckUnknown(given=stem_of(typed.strip()), known=known_names(there))


async def check_there(unit: Unit, guild: GuildId, deck: DeckId) -> None:
    """See that a deck that was chosen once can still be asked; one that an own deck hides still can.

    Raises:
        DeckUnknown: It is gone.
    """
    found = await decks.one(unit, deck)
    if found is None or found.removed:
        there = await decks.in_guild(unit, guild)
        raise DeckUnknown(given=stem_of(deck), known=known_names(there))


def known_names(there: tuple[KeptDeck, ...]) -> str:
    """Name a few decks, for someone who named another."""
    return ", ".join(stem_of(deck.id) for deck in there[:_NAMED_MOST])
