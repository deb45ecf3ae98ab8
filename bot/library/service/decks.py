"""The decks a server can be asked: the shipped ones kept in step with their files, listed and found by name."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import structlog

import bot.decks
import bot.grading
from bot.core.ids import DeckId, GuildId
from bot.core.instants import Clock
from bot.db.database import Database, Transaction
from bot.decks.card import Card
from bot.decks.deck import Deck, DeckContext
from bot.decks.fault import Level
from bot.decks.folder import Loaded, deck_files, deck_id, load_folder, raw_of
from bot.decks.naming import stem_of
from bot.decks.versions import keep_ids
from bot.grading.words.lexicon import context_of
from bot.library.errors import DeckUnknown
from bot.library.queries import decks as queries
from bot.library.queries.decks import CardContent, DeckContent, DeckInfo
from bot.library.watch import Watch

#: Decks named to someone who named another.
_NAMED_MOST = 10

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

    def __init__(self, db: Database, clock: Clock, folder: Path | None = None, look_every_s: float = 0) -> None:
        """Take what they stand on.

        Args:
            db: Where they are kept.
            clock: What time it is.
            folder: Where the shipped decks' files are; None: there is none to reload.
            look_every_s: Seconds between two looks for changed files; 0: none is looked for.
        """
        self._db = db
        self._look_every_s = look_every_s
        self._clock = clock
        self._folder = folder
        self._reloading = asyncio.Lock()

    @asynccontextmanager
    async def following(self) -> AsyncIterator[None]:
        """Read the folder, and again after each change of a file until the block ends."""
        if self._folder is None:
            yield
            return
        async with Watch(self._folder, self._look_every_s, self.reload).running():
            await self.reload()
            yield

    async def reload(self) -> Reloaded:
        """Read the files that changed since they were read last; one with faults is logged and its deck stays."""
        if self._folder is None:
            return Reloaded(decks=0, cards=0, broken=())
        async with self._reloading:
            kept = {deck.id: deck for deck in await self._db.read(queries.shipped)}
            hashes = await asyncio.to_thread(_file_hashes, self._folder)
            same = [file for file, digest in hashes.items() if _same(kept.get(deck_id(file)), digest)]
            unchanged = [kept[deck_id(file)] for file in same]
            loaded = await asyncio.to_thread(load_folder, self._folder, without=same)
            broken = self._told(loaded)
            # A folder that cannot be read says nothing about its decks.
            if not any(Path(fault.file) == self._folder and fault.level is Level.FAULT for fault in loaded.faults):
                digests = {deck_id(file): digest for file, digest in hashes.items()}
                await self._sync(loaded.decks, keep={*broken, *(deck.id for deck in unchanged)}, file_hashes=digests)
            return Reloaded(
                decks=len(loaded.decks) + len(unchanged),
                cards=sum(len(deck.cards) for deck in loaded.decks) + sum(deck.cards for deck in unchanged),
                broken=broken,
            )

    async def sync(self, decks: Sequence[Deck]) -> None:
        """Make the shipped decks exactly these: new content becomes a new version, missing decks are removed.

        An open question keeps the version it was asked with. A deck that was removed and comes back is the same deck.
        """
        await self._sync(decks, keep=(), file_hashes={})

    async def list(self, guild: GuildId) -> tuple[DeckInfo, ...]:
        """Return the decks a server may ask, by title; an own deck hides a shipped one of the same name."""
        return await self._db.read(lambda tx: queries.in_guild(tx, guild))

    async def suggest(self, guild: GuildId, typed: str) -> tuple[DeckInfo, ...]:
        """Return the decks that fit what was typed so far, best first: by a start, then by any part."""
        wanted = typed.strip().casefold()
        there = await self.list(guild)
        starting = [deck for deck in there if any(name.startswith(wanted) for name in _names(deck))]
        holding = [deck for deck in there if any(wanted in name for name in _names(deck))]
        return tuple(dict.fromkeys([*starting, *holding]))

    def _told(self, loaded: Loaded) -> tuple[str, ...]:
        """Log the faults; returns the names of decks that cannot be read."""
        faults = [fault for fault in loaded.faults if fault.level is Level.FAULT]
        for fault in faults:
            _log.warning("deck-fault", file=fault.file, line=fault.line, card=fault.card, fault=fault.code)
        return tuple(sorted({deck_id(Path(fault.file)) for fault in faults} - {deck.id for deck in loaded.decks}))

    async def _sync(self, decks: Sequence[Deck], *, keep: Collection[str], file_hashes: dict[DeckId, str]) -> None:
        now = self._clock.now()
        known = await self._db.read(lambda tx: [with_known_ids(tx, deck) for deck in decks])
        contents = [
            replace(content, file_hash=file_hashes.get(content.id))
            for content in await asyncio.to_thread(lambda: [content_of(deck) for deck in known])
        ]
        shipped = {*(content.id for content in contents), *keep}

        def act(tx: Transaction) -> None:
            for content in contents:
                queries.put(tx, content, guild=None)
            for gone in queries.shipped(tx):
                if gone.id not in shipped:
                    queries.remove(tx, gone.id, now)

        await self._db.write(act)


def find_deck(tx: Transaction, guild: GuildId, typed: str) -> DeckInfo:
    """Return the deck a server calls so: by its name (which autocomplete fills in) or by the title people see.

    Raises:
        DeckUnknown: The server has no such deck.
    """
    there = queries.in_guild(tx, guild)
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
    found = queries.one(tx, deck)
    if found is None or found.removed:
        there = queries.in_guild(tx, guild)
        raise DeckUnknown(given=stem_of(deck), known=known_names(there))


def known_names(there: Sequence[DeckInfo]) -> str:
    """Name a few decks, for someone who named another."""
    return ", ".join(stem_of(deck.id) for deck in there[:_NAMED_MOST])


def with_known_ids(tx: Transaction, deck: Deck) -> Deck:
    """Give a deck's cards the ids they have had, where only their questions' wording was corrected."""
    known = {card.id for card in queries.present(tx, deck.id)}
    here = {card.id for card in deck.cards}
    if known <= here or here <= known:
        return deck
    return keep_ids(deck, {card.id: card.ask for card in read_cards(queries.texts(tx, deck.id))})


def content_of(deck: Deck) -> DeckContent:
    """Make what is kept of a deck; of a great one this takes a while."""
    context = context_of(deck).model_dump_json()
    cards = ((card.id, card.model_dump_json()) for card in deck.cards)
    return DeckContent(
        id=deck.id,
        title=deck.title,
        language=deck.language,
        source=deck.source,
        hash=_hash(context),
        context=context,
        cards=tuple(CardContent(id=card, hash=_hash(text), content=text) for card, text in cards),
    )


def whole_deck(deck: DeckInfo, context: DeckContext, cards: Sequence[str]) -> Deck:
    """Make a deck of what is kept of it, with some or all of its cards, as JSON."""
    # What of a context is no field of a deck is counted from its cards.
    fields = {name: getattr(context, name) for name in DeckContext.model_fields if name in Deck.model_fields}
    return Deck(id=deck.id, title=deck.title, source=deck.source, cards=read_cards(cards), **fields)


def read_cards(texts: Sequence[str]) -> tuple[Card, ...]:
    """Read cards as they are kept."""
    return tuple(map(Card.model_validate_json, texts))


def _names(deck: DeckInfo) -> tuple[str, str]:
    return stem_of(deck.id).casefold(), deck.title.casefold()


def _same(kept: DeckInfo | None, file_hash: str) -> bool:
    return kept is not None and kept.file_hash == file_hash


def _file_hashes(folder: Path) -> dict[Path, str]:
    """Hash each file of a folder that can be read, together with the code that reads it: a new release reads anew.

    Files of one stem are left out, because which of them is the deck is for who loads them to say.
    """
    try:
        files = deck_files(folder)
    except OSError:
        return {}
    reader = sha256()
    for package in (bot.decks, bot.grading):
        for source in sorted(Path(package.__path__[0]).rglob("*.py")):
            reader.update(source.read_bytes())
    stems = Counter(deck_id(file).casefold() for file in files)
    hashes = {}
    for file in files:
        raw = raw_of(file, within=folder) if stems[deck_id(file).casefold()] == 1 else None
        if raw is not None:
            hashes[file] = sha256(b"\0".join((reader.digest(), file.name.encode(), raw))).hexdigest()
    return hashes


def _hash(content: str) -> str:
    return sha256(content.encode()).hexdigest()
