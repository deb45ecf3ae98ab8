"""Deck texts: a deck as it is now, whole or in parts."""

from __future__ import annotations

from bot.core.ids import CardId, DeckId
from bot.db.database import Database
from bot.decks.card import Card
from bot.decks.deck import DeckContext
from bot.library.queries import deck_texts, decks
from bot.library.queries.decks import DeckContent
from tests.database import reading, writing

CARDS = tuple(Card(id=CardId(name), ask=f"What is {name}?", answer=(name,)) for name in "abcd")
DECK = DeckContent(
    id=DeckId("demo"), title="Demo", language="en", source="Here", context=DeckContext(language="de"), cards=CARDS
)


async def test_a_deck_is_read_in_parts(db: Database) -> None:
    """Its own words, and its cards in its order, without some, page by page."""
    with writing(db) as tx:
        decks.put(tx, DECK, guild=None)
    with reading(db) as tx:
        text = deck_texts.text_of(tx, DECK.id)
        assert text is not None
        assert (text.title, text.source, DeckContext.model_validate_json(text.context)) == (
            "Demo",
            "Here",
            DECK.context,
        )
        assert deck_texts.text_of(tx, DeckId("never")) is None
        whole = deck_texts.cards_of(tx, DECK.id)
        assert tuple(map(Card.model_validate_json, whole)) == CARDS
        page = deck_texts.cards_of(tx, DECK.id, without={CardId("b")}, skip=1, most=1)
        assert [Card.model_validate_json(card).id for card in page] == ["c"]
        assert deck_texts.count(tx, DECK.id) == 4
        assert deck_texts.count(tx, DECK.id, without={CardId("b"), CardId("never")}) == 3
