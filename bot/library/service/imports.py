"""A server's own decks: a file becomes a preview, a version that is asked, and one that can be gone back to.

What was sent is kept before anything is shown, so a restart between preview and confirmation loses nothing; it changes
nothing until it is confirmed. An open question keeps the version of its card it was asked with, whatever happens here.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from functools import cache
from pathlib import PurePath

from pydantic import TypeAdapter

from bot.chat.feature import DeckChanged, DeckUse, Features
from bot.core.ids import DeckId, GuildId, ImportId, UserId
from bot.core.instants import Clock
from bot.db.database import Database, Transaction
from bot.decks.deck import CARDS_MOST, FILE_BYTES_MOST, Deck
from bot.decks.draft import About, DeckFormat, Draft
from bot.decks.encoding import decode
from bot.decks.fault import Fault, Level
from bot.decks.folder import Loaded, Place, load_bytes, load_draft
from bot.decks.naming import own_id, stem_of, tidy_stem
from bot.decks.versions import Diff, diff
from bot.decks.writing.toml import to_toml
from bot.grading.check import check_card
from bot.grading.words.lexicon import context_of
from bot.library.errors import (
    DeckFileBig,
    DeckShipped,
    DeckUnknown,
    ImportGone,
    ImportStale,
    TooManyCards,
    TooManyDecks,
)
from bot.library.queries import decks, imports
from bot.library.queries.decks import DeckInfo
from bot.library.queries.imports import Version
from bot.library.service.decks import content_of, find_deck, known_names, read_cards, with_known_ids

#: Unconfirmed previews a server may have at once, and how long they wait.
PREVIEWS_MOST = 5
PREVIEW_LASTS = timedelta(days=1)
#: Versions of a deck one may go back to, beside the present one.
VERSIONS_MOST = 10
#: Cards graded for a preview: each takes some milliseconds, and a person waits. `deckhand cards check` grades all.
GRADED_MOST = 200
_MIB = 1024 * 1024
#: Formats that have two sides, and do not say which of them is asked.
_TWO_SIDED = frozenset(
    {
        DeckFormat.TABLE,
        DeckFormat.QUIZLET,
        DeckFormat.ANKI_TEXT,
        DeckFormat.APKG,
        DeckFormat.OBSIDIAN,
        DeckFormat.MARKDOWN,
    }
)


@cache
def _draft_schema() -> TypeAdapter[Draft]:
    # It takes a tenth of a second to make, and most starts see no import.
    return TypeAdapter(Draft)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a server may import."""

    #: Own decks of a server.
    decks: int = 50
    #: Cards of all of them together.
    cards: int = CARDS_MOST
    #: Bytes of a file.
    bytes: int = FILE_BYTES_MOST


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would change; nothing has changed yet."""

    #: What confirming it names; None: there are faults, or nothing would change, so there is nothing to confirm.
    id: ImportId | None
    stem: str
    title: str = ""
    #: How many cards the deck would have.
    cards: int = 0
    #: How the file was understood; None: its format is not known.
    about: About | None = None
    #: What swapping it names; None: its file says itself what is asked.
    draft: ImportId | None = None
    #: Whether its questions and answers were taken the other way round.
    swapped: bool = False
    diff: Diff = field(default_factory=Diff)
    #: In the order of the lines, faults before warnings.
    faults: tuple[Fault, ...] = ()
    #: Whether the server has the deck already.
    known: bool = False
    #: Whether a shipped deck of that name would be hidden.
    hides: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDeck:
    """A server's own deck as it is after an import, an undo or a removal."""

    stem: str
    title: str
    #: The version that is asked now; None: the deck is removed.
    present: Version | None
    #: The version that was asked before that; None: the deck was not there.
    before: Version | None
    use: DeckUse
    #: Nothing was done now, because something else was done to the deck since the button was made.
    superseded: bool = False

    @property
    def cards(self) -> int:
        """How many it has, or had when it was removed."""
        version = self.present or self.before
        return 0 if version is None else version.cards


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """An own deck with its versions, the one last imported first."""

    stem: str
    title: str
    versions: tuple[Version, ...]


class Stage(StrEnum):
    """What is done with a file."""

    READING = "reading"
    COMPARING = "comparing"
    GRADING = "grading"


class Progress:
    """How far the work on a file is; written beside the event loop, read on it.

    Attributes:
        stage: What is done now.
        done: How many cards are done of it.
        of: How many there are; 0: not known.
    """

    def __init__(self) -> None:
        self.stage, self.done, self.of = Stage.READING, 0, 0

    def reach(self, stage: Stage, *, of: int = 0) -> None:
        """Begin with a stage."""
        self.stage, self.done, self.of = stage, 0, of


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """What was read, beside what there is."""

    deck: Deck
    #: The version that is asked now, what it says, and its cards as JSON; None and empty: there is none.
    base: Version | None
    content: str | None
    before: tuple[str, ...]
    hides: bool
    changes: Diff = field(default_factory=Diff)
    warnings: tuple[Fault, ...] = ()

    def preview(self, made: ImportId | None, content: str, loaded: Loaded, *, swapped: bool) -> Preview:
        return Preview(
            id=None if content == self.content else made,
            stem=stem_of(self.deck.id),
            title=self.deck.title,
            cards=len(self.deck.cards),
            about=loaded.about,
            draft=made if _is_swappable(loaded) else None,
            swapped=swapped,
            diff=self.changes,
            faults=(*loaded.faults, *self.warnings),
            known=self.base is not None,
            hides=self.hides,
        )


class Imports:
    """The decks that servers bring along."""

    def __init__(self, db: Database, clock: Clock, features: Features, limits: Limits | None = None) -> None:
        """Take what they stand on.

        Args:
            db: Where they are kept.
            clock: What time it is.
            features: Who is told that a deck changed.
            limits: What a server may import; None: the defaults.
        """
        self._db = db
        self._clock = clock
        self._features = features
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

    async def preview(
        self,
        *,
        guild: GuildId,
        by: UserId,
        file: str,
        raw: bytes,
        name: str | None = None,
        progress: Progress | None = None,
    ) -> Preview:
        """Read a file, keep it, and tell what it would change.

        Args:
            guild: The server.
            by: Who sent it.
            file: The name it came with.
            raw: Its content.
            name: What the deck shall be called; None: as the file.
            progress: Told how far the work is; None: nobody asks.

        Raises:
            DeckFileBig: The file is larger than allowed.
            TooManyDecks: The server has its fill of decks.
            TooManyCards: The server has its fill of cards.
        """
        self.admit(len(raw))
        progress = progress or Progress()
        wish = PurePath(file).stem if name is None or not name.strip() else name.strip()

        def earlier(tx: Transaction) -> tuple[str, bool]:
            called = _called(tx, guild, wish)
            known = imports.present(tx, guild, called) is not None
            stem = stem_of(called) if known else tidy_stem(wish)
            return stem, imports.was_swapped(tx, guild, _called(tx, guild, stem))

        stem, swapped = await self._db.read(earlier)
        async with self._reading:
            progress.reach(Stage.READING)
            loaded = await asyncio.to_thread(load_bytes, raw, file=file, stem=stem, title=wish, swapped=swapped)
        if not loaded.decks:
            return Preview(id=None, stem=stem, faults=loaded.faults, about=loaded.about)
        found = await self._looked_at(guild, loaded, progress)
        content = _decoded(raw) if loaded.draft is None else await asyncio.to_thread(to_toml, found.deck)
        made = None
        if content != found.content or _is_swappable(loaded):
            version = Version(
                guild=guild,
                deck=found.deck.id,
                file=f"{stem_of(found.deck.id)}.toml",
                cards=len(found.deck.cards),
                by=by,
                made_at=self._clock.now(),
                base=None if found.base is None else found.base.id,
            )
            draft = loaded.draft
            # With the title it has now: the file's name is not kept.
            kept = replace(draft, title=found.deck.title) if draft and _is_swappable(loaded) else None
            made = await self._keep(version, content, kept, swapped=swapped)
        return found.preview(made, content, loaded, swapped=swapped)

    async def swap(self, guild: GuildId, which: ImportId, *, swapped: bool) -> Preview:
        """Take the questions of a preview for its answers, or as they stood; a second time it changes nothing.

        Raises:
            ImportGone: There is no such preview (any more), or its file says itself what is asked.
            TooManyDecks: The server has its fill of decks.
            TooManyCards: The server has its fill of cards.
        """
        version, kept = await self._db.read(lambda tx: (imports.one(tx, which), imports.draft_of(tx, which)))
        if version is None or version.guild != guild or version.confirmed_at is not None or kept is None:
            raise ImportGone
        loaded = await asyncio.to_thread(_again, kept, version, swapped=swapped)
        if not loaded.decks:
            # What was kept stays, so that it can be swapped back.
            stem = stem_of(version.deck)
            return Preview(id=None, stem=stem, faults=loaded.faults, about=loaded.about, draft=which, swapped=swapped)
        found = await self._looked_at(guild, loaded, Progress())
        content = await asyncio.to_thread(to_toml, found.deck)
        cards = len(found.deck.cards)
        await self._db.write(lambda tx: imports.swap(tx, which, content, cards=cards, swapped=swapped))
        return found.preview(which, content, loaded, swapped=swapped)

    async def _looked_at(self, guild: GuildId, loaded: Loaded, progress: Progress) -> _Looked:
        """Compare what was read with what the server has."""
        stem = loaded.decks[0].id

        def look(tx: Transaction) -> _Looked:
            deck = loaded.decks[0].model_copy(update={"id": _called(tx, guild, stem)})
            self._check_room(tx, guild, deck.id, len(deck.cards))
            base = imports.present(tx, guild, deck.id)
            return _Looked(
                deck=with_known_ids(tx, deck),
                base=base,
                before=() if base is None else decks.texts(tx, deck.id),
                content=None if base is None else imports.content_of(tx, base.id),
                hides=base is None and _shipped_called(tx, stem),
            )

        found = await self._db.read(look)
        progress.reach(Stage.COMPARING)
        changes, warnings = await asyncio.to_thread(compare, found.before, found.deck, loaded.places[stem], progress)
        return replace(found, changes=changes, warnings=warnings)

    async def confirm(self, guild: GuildId, which: ImportId) -> OwnDeck:
        """Let a preview be what is asked; a second time it changes nothing.

        Raises:
            ImportGone: There is no such preview (any more).
            ImportStale: The deck was changed since.
            TooManyDecks: The server has its fill of decks by now.
            TooManyCards: The server has its fill of cards by now.
        """
        return await self._apply(guild, which, confirms=True, leaving=None)

    async def go_back(self, guild: GuildId, which: ImportId, *, leaving: ImportId | None = None) -> OwnDeck:
        """Let an earlier version be what is asked, of a removed deck too; a second time it changes nothing.

        Args:
            guild: The server.
            which: The version.
            leaving: The version that is undone; where by now another one is asked, that stays. 0: it was removed.
                None: whichever.

        Raises:
            ImportGone: There is no such version (any more).
            TooManyDecks: The server has its fill of decks by now.
            TooManyCards: The server has its fill of cards by now.
        """
        return await self._apply(guild, which, confirms=False, leaving=leaving)

    async def change(self, version: Version, deck: Deck, *, by: UserId) -> OwnDeck:
        """Make a changed deck the version that is asked, to be undone as an import is.

        Args:
            version: The version that is asked now, which was changed.
            deck: With its changes.
            by: Who changed it.

        Raises:
            ImportStale: Another version is asked by now.
            TooManyCards: The server has its fill of cards by now.
        """
        content = await asyncio.to_thread(to_toml, deck)
        swapped = await self._db.read(lambda tx: imports.was_swapped(tx, version.guild, deck.id))
        changed = Version(
            guild=version.guild,
            deck=deck.id,
            file=f"{stem_of(deck.id)}.toml",
            cards=len(deck.cards),
            by=by,
            made_at=self._clock.now(),
            base=version.id,
        )
        return await self.confirm(version.guild, await self._keep(changed, content, None, swapped=swapped))

    async def cancel(self, guild: GuildId, which: ImportId) -> None:
        """Drop a preview; what was confirmed stays."""

        def act(tx: Transaction) -> None:
            found = imports.one(tx, which)
            if found is not None and found.guild == guild and found.confirmed_at is None:
                imports.drop(tx, which)

        await self._db.write(act)

    async def removal(self, guild: GuildId, typed: str) -> OwnDeck:
        """Return the own deck that would be removed.

        Raises:
            DeckUnknown: The server has no such deck.
            DeckShipped: It is not the server's own.
        """

        def look(tx: Transaction) -> OwnDeck:
            deck = find_deck(tx, guild, typed)
            version = imports.present(tx, guild, deck.id)
            if deck.guild is None or version is None:
                raise DeckShipped(deck=stem_of(deck.id))
            return self._shown(tx, deck.title, present=version, before=version)

        return await self._db.read(look)

    async def remove(self, guild: GuildId, which: ImportId) -> OwnDeck:
        """Remove an own deck, named by its present version; a second time it changes nothing.

        Raises:
            ImportGone: The server has no such version.
        """
        now = self._clock.now()

        def act(tx: Transaction) -> OwnDeck:
            version = imports.one(tx, which)
            deck = None if version is None else decks.one(tx, version.deck)
            if version is None or deck is None or version.guild != guild or version.confirmed_at is None:
                raise ImportGone
            present = imports.present(tx, guild, version.deck)
            if present is not None and present.id != which:
                return self._shown(tx, deck.title, present=present, before=version, superseded=True)
            if present is not None:
                decks.remove(tx, version.deck, now)
                imports.make_absent(tx, guild, version.deck)
                change = DeckChanged(guild=guild, deck=version.deck, cards=0, removed=True, at=now)
                self._features.on_deck_changed(tx, change)
            return self._shown(tx, deck.title, present=None, before=version)

        return await self._db.write(act)

    async def versions(self, guild: GuildId, typed: str) -> Versions:
        """Return what an own deck, removed or not, can go back to.

        Raises:
            DeckUnknown: The server never had such a deck.
        """

        def look(tx: Transaction) -> Versions:
            wanted = typed.strip().casefold()
            own = _own(tx, guild)
            for deck in own:
                if wanted in (stem_of(deck.id).casefold(), deck.title.casefold()):
                    kept = imports.versions(tx, guild, deck.id, VERSIONS_MOST + 1)
                    return Versions(stem=stem_of(deck.id), title=deck.title, versions=kept)
            raise DeckUnknown(given=typed.strip(), known=known_names(own))

        return await self._db.read(look)

    async def own(self, guild: GuildId) -> tuple[DeckInfo, ...]:
        """Return every deck a server imported, removed ones included."""
        return await self._db.read(lambda tx: _own(tx, guild))

    async def _keep(self, version: Version, text: str, draft: Draft | None, *, swapped: bool) -> ImportId:
        kept = None if draft is None else await asyncio.to_thread(_draft_schema().dump_json, draft)

        def act(tx: Transaction) -> ImportId:
            made = imports.insert_one(tx, version, text)
            if kept is not None or swapped:
                imports.keep_draft(tx, made, None if kept is None else kept.decode(), swapped=swapped)
            before = version.made_at - PREVIEW_LASTS
            imports.drop_previews(tx, version.guild, keep=PREVIEWS_MOST, before=before)
            return made

        return await self._db.write(act)

    async def _apply(self, guild: GuildId, which: ImportId, *, confirms: bool, leaving: ImportId | None) -> OwnDeck:
        version, text = await self._db.read(lambda tx: (imports.one(tx, which), imports.content_of(tx, which)))
        if version is None or version.guild != guild or text is None:
            raise ImportGone
        async with self._reading:
            loaded = await asyncio.to_thread(load_bytes, text.encode(), file=version.file, stem=stem_of(version.deck))
        if not loaded.decks:  # the format became stricter since
            raise ImportGone
        deck = loaded.decks[0].model_copy(update={"id": version.deck})
        deck = await self._db.read(lambda tx: with_known_ids(tx, deck))
        content = await asyncio.to_thread(content_of, deck)
        now = self._clock.now()

        def act(tx: Transaction) -> OwnDeck:
            version = imports.one(tx, which)
            present = imports.present(tx, guild, deck.id)
            at = ImportId(0) if present is None else present.id
            if version is None or not version.kept or (not confirms and version.confirmed_at is None):
                raise ImportGone
            if imports.content_of(tx, which) != text:  # swapped meanwhile: it is not what was seen
                raise ImportStale
            if version.present:  # pressed twice
                left = version.base if leaving is None else leaving
                return self._shown(tx, deck.title, present=version, before=imports.one(tx, left) if left else None)
            if confirms and (version.confirmed_at is not None or (version.base or 0) != at):
                raise ImportStale
            if leaving is not None and leaving != at:
                return self._shown(tx, deck.title, present=present, before=version, superseded=True)
            self._check_room(tx, guild, deck.id, len(deck.cards))
            decks.put(tx, content, guild)
            imports.make_present(tx, version, now)
            imports.drop_old(tx, guild, deck.id, keep=VERSIONS_MOST)
            change = DeckChanged(guild=guild, deck=deck.id, cards=len(deck.cards), removed=False, at=now)
            self._features.on_deck_changed(tx, change)
            asked = replace(version, present=True, confirmed_at=version.confirmed_at or now)
            return self._shown(tx, deck.title, present=asked, before=present)

        return await self._db.write(act)

    def _shown(
        self,
        tx: Transaction,
        title: str,
        *,
        present: Version | None,
        before: Version | None,
        superseded: bool = False,
    ) -> OwnDeck:
        version = present or before
        if version is None:
            raise ImportGone
        use = self._features.deck_use(tx, version.guild, version.deck)
        return OwnDeck(
            stem=stem_of(version.deck), title=title, present=present, before=before, use=use, superseded=superseded
        )

    def _check_room(self, tx: Transaction, guild: GuildId, deck: DeckId, cards: int) -> None:
        count, others = imports.others(tx, guild, deck)
        if count >= self.limits.decks:
            raise TooManyDecks(limit=self.limits.decks)
        if others + cards > self.limits.cards:
            raise TooManyCards(count=others + cards, limit=self.limits.cards)


def _again(kept: str, version: Version, *, swapped: bool) -> Loaded:
    draft = _draft_schema().validate_json(kept)
    return load_draft(draft, file=version.file, stem=stem_of(version.deck), swapped=swapped)


def _is_swappable(loaded: Loaded) -> bool:
    """Tell whether a file of this format may well have its two sides the other way round."""
    return loaded.draft is not None and loaded.draft.format in _TWO_SIDED


def _decoded(raw: bytes) -> str:
    found = decode(raw)
    # It was read already, so it is text.
    return "" if isinstance(found, Fault) else found.text


def _called(tx: Transaction, guild: GuildId, stem: str) -> DeckId:
    """Name a deck; one that the server had under that name, in any case of letters, is the same deck."""
    for name in imports.decks_of(tx, guild):
        if stem_of(name).casefold() == stem.casefold():
            return name
    return own_id(guild, stem)


def _shipped_called(tx: Transaction, stem: str) -> bool:
    return any(deck.id.casefold() == stem.casefold() for deck in decks.shipped(tx))


def _own(tx: Transaction, guild: GuildId) -> tuple[DeckInfo, ...]:
    found = (decks.one(tx, name) for name in imports.decks_of(tx, guild))
    return tuple(deck for deck in found if deck is not None)


def compare(
    before: tuple[str, ...], deck: Deck, place: Place, progress: Progress | None = None
) -> tuple[Diff, tuple[Fault, ...]]:
    """Compare a deck with what is kept of its cards, and grade what is new; slow for great decks.

    Args:
        before: The cards it has now, as JSON.
        deck: The version to compare with them.
        place: Where its cards stand.
        progress: Told how far the work is; None: nobody asks.

    Returns:
        What would change, and warnings that grading found, in the order of the cards.
    """
    changes = diff(read_cards(before), deck.cards)
    fresh = (*changes.new, *(change.after for change in changes.changed))
    context = context_of(deck)
    spelled = " ".join((*context.texts, *(" ".join(group) for group in deck.synonyms)))
    progress = progress or Progress()
    progress.reach(Stage.GRADING, of=min(GRADED_MOST, len(fresh)))
    graded: list[Fault] = []
    for card in fresh[:GRADED_MOST]:
        graded += check_card(card, context, spelled)
        progress.done += 1
    return changes, tuple(place.locate(replace(fault, level=Level.WARNING)) for fault in graded)
