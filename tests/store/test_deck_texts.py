"""Deck texts: a deck as it is now, whole or in parts."""

from __future__ import annotations

from bot.decks.card import Card
from bot.decks.deck import DeckContext
from bot.store import deck_texts, decks
from bot.store.decks import DeckContent
from bot.store.store import Store
from bot.terms.ids import CardId, DeckId

CARDS = tuple(Card(id=CardId(name), ask=f"What is {name}?", answer=(name,)) for name in "abcd")
DECK = DeckContent(
    id=DeckId("demo"), title="Demo", language="en", source="Here", context=DeckContext(language="de"), cards=CARDS
)


async def test_a_deck_is_read_in_parts(store: Store) -> None:
    """Its own words, and its cards in its order, without some, page by page."""
    async with store.write() as unit:
        await decks.put(unit, DECK, guild=None)
    async with store.read() as unit:
        text = await deck_texts.text_of(unit, DECK.id)
        assert text is not None
        assert (text.title, text.source, DeckContext.model_validate_json(text.context)) == (
            "Demo",
            "Here",
            DECK.context,
        )
        assert await deck_texts.text_of(unit, DeckId("never")) is None
        whole = await deck_texts.cards_of(unit, DECK.id)
        assert tuple(map(Card.model_validate_json, whole)) == CARDS
        page = await deck_texts.cards_of(unit, DECK.id, without={CardId("b")}, skip=1, most=1)
        assert [Card.model_validate_json(card).id for card in page] == ["c"]
        assert await deck_texts.count(unit, DECK.id) == 4
        assert await deck_texts.count(unit, DECK.id, without={CardId("b"), CardId("never")}) == 3
