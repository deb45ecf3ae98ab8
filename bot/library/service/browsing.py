"""Browsing: what a deck says, page by page or as a file; what is open in the server is withheld until it closes.

Everybody may look at questions and answers: a deck is there to be learnt, and practice shows the same. What would spoil
a question that is open is left out, but for those who manage the server and may have to mend the card.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.core.ids import CardId, DeckId, GuildId
from bot.db.database import Database, Transaction
from bot.decks.deck import Deck, DeckContext
from bot.decks.own import stem_of
from bot.decks.toml_text import to_toml
from bot.library.errors import DeckUnknown, DeckWithheld
from bot.library.queries import deck_texts, imports
from bot.library.queries.deck_texts import DeckText
from bot.library.queries.decks import KeptDeck
from bot.library.service.deck_content import read_cards
from bot.library.service.finding import find_deck
from bot.library.service.import_outcomes import DeckFile, DeckPage
from bot.questions.queries.withheld import withheld

#: Cards on a page.
PAGE = 8
_NOTHING: frozenset[CardId] = frozenset()


class Browsing:
    """Looks into decks."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def page(self, guild: GuildId, typed: str, number: int = 1, *, manages: bool) -> DeckPage:
        """Show a page of a deck; beyond the last it is the last.

        Args:
            guild: The server.
            typed: The deck's name or title.
            number: The page, from 1.
            manages: Whether the person manages the server, and so sees what is open.

        Raises:
            DeckUnknown: The server has no such deck.
        """

        def look(tx: Transaction) -> DeckPage:
            deck = find_deck(tx, guild, typed)
            opened = _opened(tx, guild, deck.id)
            without = _NOTHING if manages else opened
            total = deck_texts.count(tx, deck.id, without=without)
            pages = max(1, -(-total // PAGE))
            page = min(max(number, 1), pages)
            skip = (page - 1) * PAGE
            texts = deck_texts.cards_of(tx, deck.id, without=without, skip=skip, most=PAGE)
            cards = read_cards(texts)
            return DeckPage(
                stem=stem_of(deck.id),
                title=deck.title,
                language=deck.language,
                own=deck.guild is not None,
                cards=cards,
                first=skip + 1,
                page=page,
                pages=pages,
                total=total,
                withheld=deck.cards - total,
                open=frozenset(card.id for card in cards) & opened,
            )

        return await self._db.read(look)

    async def export(self, guild: GuildId, typed: str, *, manages: bool) -> DeckFile:
        """Hand out a deck: an own one as it was imported, all else, and what lacks open cards, as TOML.

        Raises:
            DeckUnknown: The server has no such deck.
            DeckWithheld: All of its cards are open.
        """

        def look(tx: Transaction) -> DeckFile | _Selection:
            deck = find_deck(tx, guild, typed)
            without = _NOTHING if manages else _opened(tx, guild, deck.id)
            total = deck_texts.count(tx, deck.id, without=without)
            if not total and deck.cards:
                raise DeckWithheld(deck=deck.title)
            version = None if total < deck.cards else imports.present(tx, guild, deck.id)
            if version is not None and (content := imports.content_of(tx, version.id)) is not None:
                return _file(deck, version.file, content, total)
            text = deck_texts.text_of(tx, deck.id)
            if text is None:
                raise DeckUnknown(given=stem_of(deck.id), known="")
            return _Selection(deck, text, deck_texts.cards_of(tx, deck.id, without=without), total)

        found = await self._db.read(look)
        if isinstance(found, DeckFile):
            return found
        content = await asyncio.to_thread(_toml, found.deck.id, found.text, found.cards)
        return _file(found.deck, f"{stem_of(found.deck.id)}.toml", content, found.total)


@dataclass(frozen=True, slots=True)
class _Selection:
    """The cards of a deck that are handed out."""

    deck: KeptDeck
    text: DeckText
    cards: tuple[str, ...]
    total: int


def _opened(tx: Transaction, guild: GuildId, deck: DeckId) -> frozenset[CardId]:
    return withheld(tx, guild, None, deck)


def _toml(deck: DeckId, text: DeckText, cards: tuple[str, ...]) -> str:
    context = DeckContext.model_validate_json(text.context)
    return to_toml(
        Deck(
            id=deck,
            title=text.title,
            language=context.language,
            strictness=context.strictness,
            synonyms=context.synonyms,
            source=text.source,
            cards=read_cards(cards),
        )
    )


def _file(deck: KeptDeck, name: str, content: str, total: int) -> DeckFile:
    return DeckFile(
        name=name,
        content=content,
        stem=stem_of(deck.id),
        title=deck.title,
        cards=total,
        withheld=deck.cards - total,
    )
