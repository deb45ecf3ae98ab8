"""Browsing: what a deck says, page by page for everyone and as a file for managers; nothing that is open is told.

A card that is open is left out for everybody who was seen in the server where it is asked, wherever they look, but for
those who manage that server and may have to mend the card. Which answers of the other cards members are told, the
server decides.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.chat.feature import Features
from bot.core.ids import CardId, GuildId, UserId
from bot.core.instants import Clock
from bot.db.database import Database, Transaction
from bot.decks.card import Card
from bot.decks.deck import DeckContext
from bot.decks.naming import stem_of
from bot.decks.writing.export import ExportFormat, write_deck
from bot.library.errors import DeckWithheld
from bot.library.queries import decks, imports
from bot.library.queries.decks import DeckInfo, MembersSee
from bot.library.service.decks import find_deck, read_cards, whole_deck

#: Cards on a page.
PAGE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who looks, and where."""

    guild: GuildId
    user: UserId
    #: Whether they manage that server.
    manages: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckPage:
    """Some cards of a deck."""

    stem: str
    title: str
    language: str
    cards: tuple[Card, ...]
    #: Number of the first card on the page, from 1.
    first: int
    #: This page and how many there are, from 1.
    page: int
    pages: int
    #: How many cards are left out because they are open.
    withheld: int
    #: Those on the page that are open here; only managers ever see any.
    open: frozenset[CardId]
    #: Those on the page whose answers the person is not told.
    untold: frozenset[CardId]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckFile:
    """A deck as a file to take along."""

    name: str
    content: bytes
    title: str
    cards: int
    #: How many cards are left out because they are open in another server the person is in.
    withheld: int


class Browsing:
    """Looks into decks."""

    def __init__(self, db: Database, clock: Clock, features: Features) -> None:
        """Take what it stands on.

        Args:
            db: Where decks are kept.
            clock: What time it is.
            features: Who knows what is open and what was asked.
        """
        self._db = db
        self._clock = clock
        self._features = features

    async def page(self, viewer: Viewer, typed: str, number: int = 1) -> DeckPage:
        """Show a page of a deck; beyond the last it is the last.

        Args:
            viewer: Who looks.
            typed: The deck's name or title.
            number: The page, from 1.

        Raises:
            DeckUnknown: The server has no such deck.
        """

        def look(tx: Transaction) -> DeckPage:
            deck = find_deck(tx, viewer.guild, typed)
            without = self._withheld(tx, viewer, deck)
            total = decks.count(tx, deck.id, without=without)
            pages = max(1, -(-total // PAGE))
            page = min(max(number, 1), pages)
            skip = (page - 1) * PAGE
            cards = read_cards(decks.texts(tx, deck.id, without=without, skip=skip, most=PAGE))
            shown = frozenset(card.id for card in cards)
            return DeckPage(
                stem=stem_of(deck.id),
                title=deck.title,
                language=deck.language,
                cards=cards,
                first=skip + 1,
                page=page,
                pages=pages,
                withheld=deck.cards - total,
                open=shown & self._features.withheld(tx, viewer.guild, None, deck.id),
                untold=self._untold(tx, viewer, deck, shown),
            )

        return await self._db.read(look)

    async def export(self, viewer: Viewer, typed: str, form: ExportFormat | None = None) -> DeckFile:
        """Hand out a deck as a file.

        Args:
            viewer: Who wants it.
            typed: The deck's name or title.
            form: As what; None: an own deck as it is kept, with its author's comments, all else, and what lacks open
                cards, as TOML.

        Raises:
            DeckUnknown: The server has no such deck.
            DeckWithheld: All of its cards are open.
        """

        def look(tx: Transaction) -> tuple[DeckInfo, int, tuple[str, str] | None, DeckContext, tuple[str, ...]]:
            deck = find_deck(tx, viewer.guild, typed)
            without = self._withheld(tx, viewer, deck)
            total = decks.count(tx, deck.id, without=without)
            if not total and deck.cards:
                raise DeckWithheld(deck=deck.title)
            version = None if form is not None or total < deck.cards else imports.present(tx, viewer.guild, deck.id)
            content = None if version is None else imports.content_of(tx, version.id)
            sent = None if version is None or content is None else (version.file, content)
            cards = decks.texts(tx, deck.id, without=without) if sent is None else ()
            return deck, total, sent, decks.context(tx, deck.version), cards

        deck, total, sent, context, cards = await self._db.read(look)
        if sent is None:
            form = form or ExportFormat.TOML
            whole = await asyncio.to_thread(whole_deck, deck, context, cards)
            name = f"{stem_of(deck.id)}{form.suffix}"
            content = await asyncio.to_thread(write_deck, whole, form, at=self._clock.now())
        else:
            name, content = sent[0], sent[1].encode()
        return DeckFile(name=name, content=content, title=deck.title, cards=total, withheld=deck.cards - total)

    async def members_see(self, guild: GuildId, answers: MembersSee | None = None) -> MembersSee:
        """Set which answers members are told, unless None; returns which they are told."""

        def act(tx: Transaction) -> MembersSee:
            if answers is not None:
                decks.let_members_see(tx, guild, answers)
            return decks.members_see(tx, guild)

        return await (self._db.read(act) if answers is None else self._db.write(act))

    def _withheld(self, tx: Transaction, viewer: Viewer, deck: DeckInfo) -> frozenset[CardId]:
        return self._features.withheld(tx, viewer.guild, viewer.user, deck.id, manages=viewer.manages)

    def _untold(self, tx: Transaction, viewer: Viewer, deck: DeckInfo, shown: frozenset[CardId]) -> frozenset[CardId]:
        if viewer.manages or decks.members_see(tx, viewer.guild) is MembersSee.EVERYTHING:
            return frozenset()
        return shown - self._features.revealed(tx, viewer.guild, deck.id)
