"""Decks: what can be asked in a server, kept in step with the files shipped."""

from __future__ import annotations

from collections.abc import Sequence

from bot.decks.deck import Deck
from bot.services.outcomes import DeckView
from bot.store.store import Store
from bot.terms.ids import GuildId
from bot.terms.instants import Clock


class Decks:
    """The decks of all servers."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def sync(self, decks: Sequence[Deck]) -> None:
        """Make the shipped decks what the files say: new content becomes a new version, missing decks are removed.

        An open question keeps the version it was asked with.
        """
        raise NotImplementedError

    async def list(self, guild: GuildId) -> tuple[DeckView, ...]:
        """Return the decks a server may ask, by title."""
        raise NotImplementedError

    async def suggest(self, guild: GuildId, typed: str) -> list[DeckView]:
        """Return up to 25 decks that fit what was typed so far, best first."""
        raise NotImplementedError
