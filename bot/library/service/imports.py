"""Imports: a server's own decks, from a file that was sent to what is asked, and back to an earlier version.

What was sent is kept before anything is shown, so a restart between preview and confirmation loses nothing; it changes
nothing until it is confirmed. An open question keeps the version of its card it was asked with, whatever happens here.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePath

from bot.core.ids import DeckId, GuildId, ImportId, UserId
from bot.core.instants import Clock
from bot.daily.queries import schedules
from bot.daily.service import opening
from bot.db.database import Database, Transaction
from bot.decks.deck import CARDS_MOST, FILE_BYTES_MOST, Deck
from bot.decks.folder import Loaded, load_bytes
from bot.decks.own import own_id, stem_of
from bot.library.errors import (
    DeckFileBig,
    DeckShipped,
    DeckUnknown,
    ImportGone,
    ImportStale,
    TooManyCards,
    TooManyDecks,
)
from bot.library.queries import deck_texts, decks, imports
from bot.library.queries.imports import KeptImport, NewImport
from bot.library.service.comparing import compare
from bot.library.service.deck_content import content_of, kept_as_known
from bot.library.service.finding import find_deck
from bot.library.service.import_outcomes import Imported, Preview, Removal, Versions, VersionView
from bot.questions.service.outcomes import DeckView, PauseReason

#: Unconfirmed previews a server may have at once, and how long they wait.
PREVIEWS_MOST = 5
PREVIEW_LASTS = timedelta(days=1)
#: Versions of a deck one may go back to, beside the present one.
VERSIONS_MOST = 10
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a server may import."""

    #: Own decks of a server.
    decks: int = 50
    #: Cards of all of them together.
    cards: int = CARDS_MOST
    #: Bytes of a file.
    bytes: int = FILE_BYTES_MOST


class Imports:
    """The decks that servers bring along."""

    def __init__(self, db: Database, clock: Clock, limits: Limits | None = None) -> None:
        self._db = db
        self._clock = clock
        self.limits = limits or Limits()
        # One file is read at a time: a server that sends many keeps the others waiting, not the bot from playing.
        self._reading = asyncio.Lock()

    def admit(self, size: int) -> None:
        """See whether a file may be fetched at all.

        Raises:
            DeckFileBig: It is larger than allowed.
        """
        if size > self.limits.bytes:
            raise DeckFileBig(limit=self.limits.bytes // _MIB)

    async def preview(self, *, guild: GuildId, by: UserId, file: str, raw: bytes, name: str | None = None) -> Preview:
        """Read a file, keep it, and tell what it would change.

        Args:
            guild: The server.
            by: Who sent it.
            file: The name it came with.
            raw: Its content.
            name: What the deck shall be called; None: as the file.

        Raises:
            DeckFileBig: The file is larger than allowed.
            TooManyDecks: The server has its fill of decks.
            TooManyCards: The server has its fill of cards.
        """
        self.admit(len(raw))
        stem = PurePath(file).stem if name is None or not name.strip() else name.strip()
        loaded = await self._read(raw, file, stem)
        if not loaded.decks:
            return Preview(id=None, stem=stem, faults=loaded.faults)

        def look(tx: Transaction) -> tuple[Deck, KeptImport | None, tuple[str, ...], bool, str | None]:
            deck = loaded.decks[0].model_copy(update={"id": _called(tx, guild, stem)})
            self._check_room(tx, guild, deck.id, len(deck.cards))
            deck = kept_as_known(tx, deck)
            base = imports.present(tx, guild, deck.id)
            before = () if base is None else deck_texts.cards_of(tx, deck.id)
            content = None if base is None else imports.content_of(tx, base.id)
            return deck, base, before, _shipped_called(tx, stem), content

        deck, base, before, hidden, content = await self._db.read(look)
        found = await asyncio.to_thread(compare, before, deck, loaded.places[loaded.decks[0].id])
        text = raw.decode("utf-8-sig")
        made = None
        if content != text:
            suffix = PurePath(file).suffix.lower()
            new = NewImport(
                guild=guild,
                deck=deck.id,
                file=f"{stem_of(deck.id)}{suffix}",
                content=text,
                cards=len(deck.cards),
                by=by,
                base=None if base is None else base.id,
            )
            made = await self._keep(new)
        return Preview(
            id=made,
            stem=stem_of(deck.id),
            title=deck.title,
            cards=len(deck.cards),
            diff=found.diff,
            faults=(*loaded.faults, *found.faults),
            known=base is not None,
            hides=hidden and base is None,
        )

    async def confirm(self, guild: GuildId, which: ImportId) -> Imported:
        """Let a preview be what is asked; a second time it changes nothing.

        Raises:
            ImportGone: There is no such preview (any more).
            ImportStale: The deck was changed since.
            TooManyDecks: The server has its fill of decks by now.
            TooManyCards: The server has its fill of cards by now.
        """
        return await self._apply(guild, which, confirms=True)

    async def go_back(self, guild: GuildId, which: ImportId) -> Imported:
        """Let an earlier version be what is asked, of a removed deck too.

        Raises:
            ImportGone: There is no such version (any more).
            TooManyDecks: The server has its fill of decks by now.
            TooManyCards: The server has its fill of cards by now.
        """
        return await self._apply(guild, which, confirms=False)

    async def cancel(self, guild: GuildId, which: ImportId) -> None:
        """Drop a preview; what was confirmed stays."""

        def act(tx: Transaction) -> None:
            found = imports.one(tx, which)
            if found is not None and found.guild == guild and found.confirmed_at is None:
                imports.drop(tx, which)

        await self._db.write(act)

    async def removal(self, guild: GuildId, typed: str) -> Removal:
        """Tell what removing an own deck would mean.

        Raises:
            DeckUnknown: The server has no such deck.
            DeckShipped: It is not the server's own.
        """

        def look(tx: Transaction) -> Removal:
            deck = find_deck(tx, guild, typed)
            version = imports.present(tx, guild, deck.id)
            if deck.guild is None or version is None:
                raise DeckShipped(deck=stem_of(deck.id))
            asking = [one for one in schedules.in_guild(tx, guild) if one.deck == deck.id]
            return _removal(version, deck.title, len(asking))

        return await self._db.read(look)

    async def remove(self, guild: GuildId, which: ImportId) -> Removal:
        """Remove an own deck, named by its present version; schedules that ask it stand still.

        Raises:
            ImportGone: That version is no longer the present one.
        """
        now = self._clock.now()

        def act(tx: Transaction) -> Removal:
            version = imports.one(tx, which)
            if version is None or version.guild != guild or not version.present:
                raise ImportGone
            deck = decks.one(tx, version.deck)
            decks.remove(tx, version.deck, now)
            imports.make_absent(tx, guild, version.deck)
            asking = [one for one in schedules.in_guild(tx, guild) if one.deck == version.deck]
            for schedule in asking:
                opening.pause(tx, schedule, PauseReason.DECK_GONE, now)
            return _removal(version, "" if deck is None else deck.title, len(asking))

        return await self._db.write(act)

    async def versions(self, guild: GuildId, typed: str) -> Versions:
        """Return what an own deck, removed or not, can go back to.

        Raises:
            DeckUnknown: The server never had such a deck.
        """

        def look(tx: Transaction) -> Versions:
            wanted = typed.strip().casefold()
            for name in imports.decks_of(tx, guild):
                deck = decks.one(tx, name)
                if deck is not None and wanted in (stem_of(name).casefold(), deck.title.casefold()):
                    kept = imports.versions(tx, guild, name, VERSIONS_MOST + 1)
                    shown = tuple(_version(version) for version in kept)
                    return Versions(stem=stem_of(name), title=deck.title, versions=shown)
            own = imports.decks_of(tx, guild)
            raise DeckUnknown(given=typed.strip(), known=", ".join(map(stem_of, own[:PREVIEWS_MOST])))

        return await self._db.read(look)

    async def own(self, guild: GuildId) -> tuple[DeckView, ...]:
        """Return every deck a server imported, removed ones included."""
        found = await self._db.read(lambda tx: [decks.one(tx, name) for name in imports.decks_of(tx, guild)])
        return tuple(
            DeckView(id=deck.id, title=deck.title, cards=deck.cards, language=deck.language)
            for deck in found
            if deck is not None
        )

    async def _read(self, raw: bytes, file: str, stem: str) -> Loaded:
        async with self._reading:
            return await asyncio.to_thread(load_bytes, raw, file=file, stem=stem)

    async def _keep(self, new: NewImport) -> ImportId:
        now = self._clock.now()

        def act(tx: Transaction) -> ImportId:
            made = imports.insert_one(tx, new, now)
            imports.drop_previews(tx, new.guild, keep=PREVIEWS_MOST, before=now - PREVIEW_LASTS)
            return made

        return await self._db.write(act)

    async def _apply(self, guild: GuildId, which: ImportId, *, confirms: bool) -> Imported:
        version, text = await self._db.read(lambda tx: (imports.one(tx, which), imports.content_of(tx, which)))
        if version is None or version.guild != guild or text is None:
            raise ImportGone
        loaded = await self._read(text.encode(), version.file, stem_of(version.deck))
        if not loaded.decks:  # the format became stricter since
            raise ImportGone
        deck = loaded.decks[0].model_copy(update={"id": version.deck})
        deck = await self._db.read(lambda tx: kept_as_known(tx, deck))
        content = await content_of(deck)

        def act(tx: Transaction) -> Imported:
            version = imports.one(tx, which)
            before = imports.present(tx, guild, deck.id)
            if version is None or not version.kept or (not confirms and version.confirmed_at is None):
                raise ImportGone
            if not version.present:
                if confirms and (version.confirmed_at is not None or version.base != (before.id if before else None)):
                    raise ImportStale
                self._check_room(tx, guild, deck.id, len(deck.cards))
                decks.put(tx, content, guild)
                imports.make_present(tx, version, self._clock.now())
                imports.drop_old(tx, guild, deck.id, keep=VERSIONS_MOST)
            waiting = [
                one
                for one in schedules.in_guild(tx, guild)
                if one.deck == deck.id and one.paused == PauseReason.DECK_GONE.value
            ]
            return Imported(
                id=which,
                stem=stem_of(deck.id),
                title=deck.title,
                cards=len(deck.cards),
                before=(before.id if before and before.id != which else version.base),
                paused=len(waiting),
            )

        return await self._db.write(act)

    def _check_room(self, tx: Transaction, guild: GuildId, deck: DeckId, cards: int) -> None:
        count, others = imports.others(tx, guild, deck)
        if count >= self.limits.decks:
            raise TooManyDecks(limit=self.limits.decks)
        if others + cards > self.limits.cards:
            raise TooManyCards(count=others + cards, limit=self.limits.cards)


def _called(tx: Transaction, guild: GuildId, stem: str) -> DeckId:
    """Name a deck; one that the server had under that name, in any case of letters, is the same deck."""
    for name in imports.decks_of(tx, guild):
        if stem_of(name).casefold() == stem.casefold():
            return name
    return own_id(guild, stem)


def _shipped_called(tx: Transaction, stem: str) -> bool:
    return any(deck.id.casefold() == stem.casefold() for deck in decks.shipped(tx))


def _removal(version: KeptImport, title: str, asking: int) -> Removal:
    return Removal(id=version.id, stem=stem_of(version.deck), title=title, cards=version.cards, schedules=asking)


def _version(version: KeptImport) -> VersionView:
    return VersionView(
        id=version.id,
        file=version.file,
        cards=version.cards,
        by=version.by,
        at=version.confirmed_at or version.made_at,
        present=version.present,
    )
