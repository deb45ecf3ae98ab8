"""Decks: what can be asked in a server, kept in step with the files shipped."""

from __future__ import annotations

from collections.abc import Sequence

from bot.decks.deck import Deck
from bot.grading.context import context_of
from bot.services.outcomes import DeckView
from bot.store import decks as kept
from bot.store.decks import DeckContent, KeptDeck
from bot.store.store import Store
from bot.terms.ids import GuildId
from bot.terms.instants import Clock

#: How many options Discord shows under an option being typed.
SUGGESTIONS_MOST = 25


class Decks:
    """The decks of all servers."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def sync(self, decks: Sequence[Deck]) -> None:
        """Make the shipped decks what the files say: new content becomes a new version, missing decks are removed.

        An open question keeps the version it was asked with. A deck that was removed and comes back is the same deck.
        """
        now = self._clock.now()
        # Contexts of great decks take a while to make, so they are made before anyone has to wait for the unit.
        contents = [_content(deck) for deck in decks]
        async with self._store.write() as unit:
            for content in contents:
                await kept.put(unit, content, guild=None)
            shipped = {content.id for content in contents}
            for gone in await kept.shipped(unit):
                if gone.id not in shipped:
                    await kept.remove(unit, gone.id, now)

    async def list(self, guild: GuildId) -> tuple[DeckView, ...]:
        """Return the decks a server may ask, by title."""
        async with self._store.read() as unit:
            return tuple(_view(deck) for deck in await kept.in_guild(unit, guild))

    async def suggest(self, guild: GuildId, typed: str) -> tuple[DeckView, ...]:
        """Return up to 25 decks that fit what was typed so far, best first: by a start, then by any part."""
        wanted = typed.strip().casefold()
        views = await self.list(guild)
        starting = [view for view in views if any(name.startswith(wanted) for name in _names(view))]
        holding = [view for view in views if any(wanted in name for name in _names(view))]
        return tuple(dict.fromkeys([*starting, *holding]))[:SUGGESTIONS_MOST]


def _content(deck: Deck) -> DeckContent:
    return DeckContent(
        id=deck.id,
        title=deck.title,
        language=deck.language,
        source=deck.source,
        context=context_of(deck),
        cards=deck.cards,
    )


def _names(view: DeckView) -> tuple[str, str]:
    return view.id.casefold(), view.title.casefold()


def _view(deck: KeptDeck) -> DeckView:
    return DeckView(id=deck.id, title=deck.title, cards=deck.cards, language=deck.language)
