"""Learning: wordings that count as right in a server, offered to the deck, written into it or put away by a manager."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from hashlib import sha256

from bot.chat.feature import Features, Wording
from bot.core.ids import GuildId, UserId
from bot.core.instants import Clock
from bot.db.database import Database, Transaction
from bot.decks.card import Card
from bot.decks.deck import Deck, DeckContext
from bot.decks.naming import fingerprint, stem_of
from bot.decks.writing.toml import to_toml
from bot.grading.learning import Fit, Learned, learn
from bot.grading.words.normalise import answer_key
from bot.library.errors import DeckUnknown, WordingGone, WordingUnfit
from bot.library.queries import decks, imports
from bot.library.queries import wordings as queries
from bot.library.queries.decks import DeckInfo
from bot.library.queries.imports import Version
from bot.library.service.decks import find_deck, whole_deck
from bot.library.service.imports import Imports, OwnDeck

#: Wordings on a page: each has a row of buttons, and one is left for the page.
PAGE = 4
#: Each is tried with its card, which takes some milliseconds; those decided first are offered first.
OFFERED_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A wording that a deck may learn."""

    wording: Wording
    #: As it is now.
    card: Card
    learned: Learned

    @property
    def key(self) -> str:
        """What names it within its deck."""
        return wording_key(self.wording)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """Some wordings that a deck may learn, those of a card together, in the deck's order."""

    #: Names the deck in buttons.
    deck: str
    stem: str
    title: str
    #: Whether it is the server's own, so that it can be changed here.
    own: bool
    page: int
    pages: int
    #: On this page.
    offers: tuple[Offer, ...] = ()
    #: How many there are that the deck can hold.
    addable: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingsFile:
    """The cards of a shipped deck that learned something, as lines for its file."""

    name: str
    content: str
    title: str
    cards: int
    wordings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A deck with what is offered to it, as the database has it."""

    deck: DeckInfo
    context: DeckContext
    cards: tuple[str, ...]
    #: None: shipped.
    version: Version | None
    wordings: tuple[Wording, ...]


class Wordings:
    """What the decks of servers may learn from what people were right with."""

    def __init__(self, db: Database, clock: Clock, features: Features, imports: Imports) -> None:
        """Take what they stand on.

        Args:
            db: Where decks are kept.
            clock: What time it is.
            features: Who knows what counts as right beside what decks say.
            imports: Changes servers' own decks.
        """
        self._db = db
        self._clock = clock
        self._features = features
        self._imports = imports
        # One after the other, so that none is made from a version that another one replaces.
        self._changing = asyncio.Lock()

    async def page(self, guild: GuildId, typed: str, number: int = 1) -> Offers:
        """Show what a deck may learn; beyond the last page it is the last.

        Args:
            guild: The server.
            typed: The deck's name or title.
            number: The page, from 1.

        Raises:
            DeckUnknown: The server has no such deck.
        """
        known = await self._db.read(lambda tx: self._known(tx, guild, find_deck(tx, guild, typed)))
        return await self._page(known, number)

    async def turn(self, guild: GuildId, deck: str, number: int) -> Offers:
        """Show another page of a deck that a button names.

        Raises:
            DeckUnknown: The server has no such deck (any more).
        """
        return await self._page(await self._named(guild, deck), number)

    async def add(self, guild: GuildId, deck: str, wording: str = "", *, by: UserId) -> tuple[OwnDeck, int]:
        """Write a wording into a server's own deck, as a new version.

        Args:
            guild: The server.
            deck: As a button names it.
            wording: Likewise; "": all that were decided and that the deck can hold.
            by: The manager.

        Returns:
            The deck as it is then, and how many wordings it learned.

        Raises:
            DeckUnknown: The server has no such deck (any more).
            WordingGone: It is no longer offered, or the deck cannot hold it.
            ImportStale: The deck was changed at the same time.
        """
        async with self._changing:
            known = await self._named(guild, deck)
            if known.version is None:
                raise WordingGone
            changed, count = await asyncio.to_thread(_with, known, wording)
            if not count:
                raise WordingGone
            return await self._imports.change(known.version, changed, by=by), count

    async def one(self, guild: GuildId, deck: str, wording: str) -> tuple[Wording, Card]:
        """Return a wording with its card, to be changed.

        Raises:
            DeckUnknown: The server has no such deck (any more).
            WordingGone: It is no longer offered.
        """
        known = await self._named(guild, deck)
        for card in whole_deck(known.deck, known.context, known.cards).cards:
            for one in known.wordings:
                if one.card == card.id and wording_key(one).startswith(wording):
                    return one, card
        raise WordingGone

    async def add_changed(self, guild: GuildId, deck: str, wording: str, text: str, *, by: UserId) -> OwnDeck:
        """Write a wording into a server's own deck as a manager changed it; the wording itself is done with.

        Raises:
            DeckUnknown: The server has no such deck (any more).
            WordingGone: It is no longer offered.
            WordingUnfit: The card cannot learn the text.
            ImportStale: The deck was changed at the same time.
        """
        one, card = await self.one(guild, deck, wording)
        async with self._changing:
            known = await self._named(guild, deck)
            if known.version is None:
                raise WordingGone
            learned = await asyncio.to_thread(learn, card, known.context, text)
            if learned.fit is not Fit.ADDED:
                raise WordingUnfit(text=text.strip())
            whole = whole_deck(known.deck, known.context, known.cards)
            cards = tuple(learned.card if each.id == card.id else each for each in whole.cards)
            done = await self._imports.change(known.version, whole.model_copy(update={"cards": cards}), by=by)
        await self.dismiss(guild, deck, wording_key(one), by=by)
        return done

    async def file(self, guild: GuildId, deck: str) -> WordingsFile:
        """Return the cards of a deck that would learn something, with all they can hold, as TOML.

        Raises:
            DeckUnknown: The server has no such deck (any more).
            WordingGone: It has nothing to learn.
        """
        known = await self._named(guild, deck)
        changed, count = await asyncio.to_thread(_with, known, "")
        if not count:
            raise WordingGone
        before = {card.id: card for card in whole_deck(known.deck, known.context, known.cards).cards}
        cards = tuple(card for card in changed.cards if card != before[card.id])
        stem = stem_of(known.deck.id)
        return WordingsFile(
            name=f"{stem}-learned.toml",
            content=to_toml(changed.model_copy(update={"cards": cards})),
            title=known.deck.title,
            cards=len(cards),
            wordings=count,
        )

    async def dismiss(self, guild: GuildId, deck: str, wording: str, *, by: UserId) -> None:
        """Offer a wording no more; answers are judged as before.

        Raises:
            DeckUnknown: The server has no such deck (any more).
        """
        now = self._clock.now()
        known = await self._named(guild, deck)

        def act(tx: Transaction) -> None:
            for one in known.wordings:
                if wording_key(one).startswith(wording):
                    queries.dismiss(tx, guild, known.deck.id, one.card, wording_key(one), by=by, at=now)

        await self._db.write(act)

    async def _named(self, guild: GuildId, deck: str) -> _Known:
        def look(tx: Transaction) -> _Known:
            for one in decks.in_guild(tx, guild):
                if fingerprint(one.id) == deck:
                    return self._known(tx, guild, one)
            raise DeckUnknown(given="", known="")

        return await self._db.read(look)

    def _known(self, tx: Transaction, guild: GuildId, deck: DeckInfo) -> _Known:
        away = queries.dismissed(tx, guild, deck.id)
        offered = [one for one in self._features.wordings(tx, guild, deck.id) if wording_key(one) not in away]
        return _Known(
            deck=deck,
            context=decks.context(tx, deck.version),
            cards=decks.texts(tx, deck.id),
            version=imports.present(tx, guild, deck.id),
            wordings=tuple({wording_key(one): one for one in offered}.values())[:OFFERED_MOST],
        )

    async def _page(self, known: _Known, number: int) -> Offers:
        offers = await asyncio.to_thread(_offers, known)
        pages = max(1, -(-len(offers) // PAGE))
        page = min(max(number, 1), pages)
        return Offers(
            deck=fingerprint(known.deck.id),
            stem=stem_of(known.deck.id),
            title=known.deck.title,
            own=known.version is not None,
            page=page,
            pages=pages,
            offers=tuple(offers[(page - 1) * PAGE : page * PAGE]),
            addable=sum(_is_decided(offer) for offer in offers),
        )


def wording_key(wording: Wording) -> str:
    """Name a wording within its deck; no way leads back to the text."""
    return sha256(f"{wording.card}\0{answer_key(wording.text)}".encode()).hexdigest()


def _offers(known: _Known) -> list[Offer]:
    """Try each wording with its card, and leave out what the card judges right by now."""
    deck = whole_deck(known.deck, known.context, known.cards)
    offers = []
    for card in deck.cards:
        for wording in (one for one in known.wordings if one.card == card.id):
            learned = learn(card, known.context, wording.text)
            if learned.fit is not Fit.KNOWN:
                offers.append(Offer(wording=wording, card=card, learned=learned))
    return offers


def _with(known: _Known, wording: str) -> tuple[Deck, int]:
    """Return the deck with one wording, or with all that can be written, and how many these are."""
    deck = whole_deck(known.deck, known.context, known.cards)
    changed = {card.id: card for card in deck.cards}
    count = 0
    for offer in _offers(known):
        if offer.key.startswith(wording) if wording else _is_decided(offer):
            # Tried with what the card learned before.
            learned = learn(changed[offer.card.id], known.context, offer.wording.text)
            if learned.fit is Fit.ADDED:
                changed[offer.card.id] = learned.card
                count += 1
    return deck.model_copy(update={"cards": tuple(changed[card.id] for card in deck.cards)}), count


def _is_decided(offer: Offer) -> bool:
    return offer.learned.fit is Fit.ADDED and offer.wording.decided_by is not None
