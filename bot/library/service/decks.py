"""Decks: what can be asked in a server, kept in step with the files shipped."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.core.ids import GuildId
from bot.core.instants import Clock
from bot.db.database import Database, Transaction
from bot.decks.deck import Deck
from bot.decks.fault import Level
from bot.decks.folder import load_folder
from bot.decks.own import stem_of
from bot.library.queries import decks as kept
from bot.library.queries.decks import KeptDeck
from bot.library.service.deck_content import content_of, kept_as_known
from bot.questions.service.outcomes import DeckView

#: How many options Discord shows under an option being typed.
SUGGESTIONS_MOST = 25

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reloaded:
    """What reading the deck folder came to."""

    decks: int
    cards: int
    #: Names of decks whose files have faults: they stay as they were.
    broken: tuple[str, ...]


class Decks:
    """The decks of all servers."""

    def __init__(self, db: Database, clock: Clock, folder: Path | None = None) -> None:
        """Take what they stand on.

        Args:
            db: Where they are kept.
            clock: What time it is.
            folder: Where the shipped decks' files are; None: there is none to reload.
        """
        self._db = db
        self._clock = clock
        self._folder = folder
        self._reloading = asyncio.Lock()

    async def reload(self) -> Reloaded:
        """Read the folder again; a file with faults is reported in the log and its deck stays as it was."""
        if self._folder is None:
            return Reloaded(decks=0, cards=0, broken=())
        async with self._reloading:
            loaded = await asyncio.to_thread(load_folder, self._folder)
            faults = [fault for fault in loaded.faults if fault.level is Level.FAULT]
            for fault in faults:
                _log.warning("deck-fault", file=fault.file, line=fault.line, card=fault.card, fault=fault.code)
            here = {deck.id for deck in loaded.decks}
            broken = tuple(sorted({Path(fault.file).stem for fault in faults} - here))
            # A folder that cannot be read says nothing about its decks.
            unreadable = any(Path(fault.file) == self._folder for fault in faults)
            if not unreadable:
                await self.sync(loaded.decks, keep=broken)
            return Reloaded(decks=len(here), cards=sum(len(deck.cards) for deck in loaded.decks), broken=broken)

    async def sync(self, decks: Sequence[Deck], *, keep: Collection[str] = ()) -> None:
        """Make the shipped decks what the files say: new content becomes a new version, missing decks are removed.

        An open question keeps the version it was asked with. A deck that was removed and comes back is the same deck.

        Args:
            decks: What could be read.
            keep: Ids of decks that are there but could not be read: they stay as they were.
        """
        now = self._clock.now()
        known = await self._db.read(lambda tx: [kept_as_known(tx, deck) for deck in decks])
        # Contexts of great decks take a while to make, so they are made before anyone has to wait for the unit.
        contents = [await content_of(deck) for deck in known]

        def act(tx: Transaction) -> None:
            for content in contents:
                kept.put(tx, content, guild=None)
            shipped = {*(content.id for content in contents), *keep}
            for gone in kept.shipped(tx):
                if gone.id not in shipped:
                    kept.remove(tx, gone.id, now)

        await self._db.write(act)

    async def list(self, guild: GuildId) -> tuple[DeckView, ...]:
        """Return the decks a server may ask, by title; an own deck hides a shipped one of the same name."""

        def act(tx: Transaction) -> tuple[DeckView, ...]:
            return tuple(_view(deck) for deck in kept.in_guild(tx, guild))

        return await self._db.read(act)

    async def suggest(self, guild: GuildId, typed: str) -> tuple[DeckView, ...]:
        """Return up to 25 decks that fit what was typed so far, best first: by a start, then by any part."""
        wanted = typed.strip().casefold()
        views = await self.list(guild)
        starting = [view for view in views if any(name.startswith(wanted) for name in _names(view))]
        holding = [view for view in views if any(wanted in name for name in _names(view))]
        return tuple(dict.fromkeys([*starting, *holding]))[:SUGGESTIONS_MOST]


def _names(view: DeckView) -> tuple[str, str]:
    return stem_of(view.id).casefold(), view.title.casefold()


def _view(deck: KeptDeck) -> DeckView:
    return DeckView(id=deck.id, title=deck.title, cards=deck.cards, language=deck.language)
