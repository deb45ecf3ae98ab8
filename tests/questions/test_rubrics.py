"""Cards are made ready once, beside the event loop, and kept while there is room."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.core.ids import CardId, CardVersionId
from bot.db.database import Database
from bot.decks.card import Card
from bot.grading.verdict import Outcome
from bot.questions.service import rubrics as module
from bot.questions.service.rubrics import Rubrics
from tests.database import writing


@pytest.fixture
def rubrics(db: Database) -> Rubrics:
    """Return rubrics of their own."""
    return Rubrics(db)


async def test_a_card_is_compiled_once(db: Database, rubrics: Rubrics, asking: Any) -> None:
    """Many who ask for the same card in the same second get the same rubric, and it grades."""
    with writing(db) as tx:
        asked = asking.question(tx)
    versions = (asked.card_version, asked.deck_version)
    prepared = await asyncio.gather(*(rubrics.of(*versions) for _ in range(20)))
    assert len({id(one) for one in prepared}) == 1
    assert prepared[0].card.id == "rag"
    assert (await rubrics.judge(*versions, "Retrieval Augmented Generation")).outcome is Outcome.RIGHT
    assert (await rubrics.judge(*versions, "")).outcome is Outcome.WRONG
    with pytest.raises(LookupError):
        await rubrics.of(CardVersionId(99), asked.deck_version)


async def test_cards_not_asked_for_long_make_room(
    db: Database, rubrics: Rubrics, asking: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory is bounded: the card used least recently goes, and is compiled again when it is asked for."""
    monkeypatch.setattr(module, "_CARDS_KEPT", 2)
    monkeypatch.setattr(module, "_CONTEXTS_KEPT", 1)
    with writing(db) as tx:
        asked = [
            asking.question(tx, deck=f"deck-{n}", card=Card(id=CardId(f"c{n}"), ask="?", answer=(f"answer {n}",)))
            for n in range(3)
        ]
    first = await rubrics.of(asked[0].card_version, asked[0].deck_version)
    await rubrics.of(asked[1].card_version, asked[1].deck_version)
    assert await rubrics.of(asked[0].card_version, asked[0].deck_version) is first
    await rubrics.of(asked[2].card_version, asked[2].deck_version)
    assert await rubrics.of(asked[0].card_version, asked[0].deck_version) is first
    for one, n in zip(asked, range(3), strict=True):
        assert (await rubrics.judge(one.card_version, one.deck_version, f"answer {n}")).outcome is Outcome.RIGHT
