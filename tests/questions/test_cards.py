"""Cards: the versions questions point at, as they were."""

from __future__ import annotations

from typing import Any

import pytest

from bot.core.ids import CardVersionId, DeckVersionId
from bot.db.database import Database
from bot.decks.card import Card
from bot.decks.deck import DeckContext
from bot.questions.queries import cards
from tests.database import reading, writing


async def test_a_version_is_read_as_it_was_written(db: Database, asking: Any) -> None:
    """Card and context come back as the JSON they went in as."""
    with writing(db) as tx:
        asked = asking.question(tx)
        content = cards.content_of(tx, asked.card_version)
        context = cards.context_of(tx, asked.deck_version)
    assert Card.model_validate_json(content).answer == ("retrieval augmented generation",)
    assert DeckContext.model_validate_json(context).texts == ("What is RAG?",)


async def test_an_unknown_version_is_our_mistake(db: Database) -> None:
    """Questions point at versions by key, so a missing one is a bug."""
    with reading(db) as tx:
        with pytest.raises(LookupError):
            cards.content_of(tx, CardVersionId(1))
        with pytest.raises(LookupError):
            cards.context_of(tx, DeckVersionId(1))
