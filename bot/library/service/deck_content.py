"""Deck content: a loaded deck made ready to be kept. Slow for great decks, so it runs beside the event loop."""

from __future__ import annotations

import asyncio

from bot.db.database import Transaction
from bot.decks.card import Card
from bot.decks.deck import Deck
from bot.decks.reload import keep_ids
from bot.grading.context import context_of
from bot.library.queries import deck_texts, decks
from bot.library.queries.decks import DeckContent, rows_of


def kept_as_known(tx: Transaction, deck: Deck) -> Deck:
    """Give a deck's cards the ids they have had, where only their questions' wording was corrected."""
    known = {card.id for card in decks.present(tx, deck.id)}
    here = {card.id for card in deck.cards}
    if known <= here or here <= known:
        return deck
    return keep_ids(deck, {card.id: card.ask for card in read_cards(deck_texts.cards_of(tx, deck.id))})


async def content_of(deck: Deck) -> DeckContent:
    """Make what is kept of a deck."""
    return await asyncio.to_thread(_content, deck)


def read_cards(texts: tuple[str, ...]) -> tuple[Card, ...]:
    """Read cards as they are kept."""
    return tuple(map(Card.model_validate_json, texts))


def _content(deck: Deck) -> DeckContent:
    return DeckContent(
        id=deck.id,
        title=deck.title,
        language=deck.language,
        source=deck.source,
        context=context_of(deck),
        cards=deck.cards,
        rows=rows_of(deck.cards),
    )
