"""Cards: the versions questions point at, as they were."""

from __future__ import annotations

from typing import Any

import pytest

from bot.decks.card import Card
from bot.decks.deck import DeckContext
from bot.store import cards
from bot.store.store import Store
from bot.terms.ids import CardVersionId, DeckVersionId


async def test_a_version_is_read_as_it_was_written(store: Store, asking: Any) -> None:
    """Card and context come back as the JSON they went in as."""
    async with store.write() as unit:
        asked = await asking.question(unit)
        content = await cards.content_of(unit, asked.card_version)
        context = await cards.context_of(unit, asked.deck_version)
    assert Card.model_validate_json(content).answer == ("retrieval augmented generation",)
    assert DeckContext.model_validate_json(context).texts == ("What is RAG?",)


async def test_an_unknown_version_is_our_mistake(store: Store) -> None:
    """Questions point at versions by key, so a missing one is a bug."""
    async with store.read() as unit:
        with pytest.raises(LookupError):
            await cards.content_of(unit, CardVersionId(1))
        with pytest.raises(LookupError):
            await cards.context_of(unit, DeckVersionId(1))
