"""What several rooms need: a migrated database each, and something asked in it."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.decks.card import Card
from bot.decks.deck import DeckContext
from bot.services.record import Place
from bot.store import tables
from bot.store.states import OccurrenceState, Purpose, QuestionState
from bot.store.store import Store, Unit
from bot.terms.ids import CardVersionId, ChannelId, DeckId, DeckVersionId, OccurrenceId, QuestionId
from bot.terms.instants import to_ms

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DAY = NOON.date()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty, migrated database to copy: migrating one for each test would take most of the time."""
    path = tmp_path_factory.mktemp("store") / "migrated.sqlite"

    async def make() -> None:
        await (await Store.open(f"sqlite:///{path}")).close()

    asyncio.run(make())
    return path


@pytest.fixture
def database(migrated: Path, tmp_path: Path) -> Path:
    """Return the path of a migrated database of the test's own."""
    return Path(shutil.copy(migrated, tmp_path / "deckhand.sqlite"))


@pytest.fixture
async def store(database: Path) -> AsyncIterator[Store]:
    """Open a store for one test."""
    opened = await Store.open(f"sqlite:///{database}")
    yield opened
    await opened.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that a test can answer."""

    place: Place
    occurrence: OccurrenceId
    card_version: CardVersionId
    deck_version: DeckVersionId


class Asking:
    """Puts questions straight into the tables, for tests of what comes after."""

    noon = NOON

    async def question(
        self,
        unit: Unit,
        *,
        guild: int = 1,
        channel: int = 10,
        deck: str = "demo",
        local_date: date = DAY,
        purpose: Purpose = Purpose.DAILY,
        card: Card | None = None,
    ) -> Asked:
        """Ask one question at noon, for eight hours."""
        card = card or Card.model_validate(
            {"id": "rag", "ask": "What is RAG?", "answer": ["retrieval augmented generation"]}, strict=False
        )
        context = DeckContext(texts=("What is RAG?",)).model_dump_json()
        version = await _kept(
            unit, tables.deck_versions, {"deck": deck, "hash": _sha(context), "context": context}, ("deck", "hash")
        )
        content = card.model_dump_json()
        card_version = await _kept(
            unit,
            tables.card_versions,
            {"deck": deck, "card": card.id, "hash": _sha(content), "content": content, "position": 0},
            ("deck", "card", "hash"),
        )
        facts = {"title": deck, "language": "en", "source": "", "cards": 1, "version": version}
        await unit.execute(upsert(tables.decks).on_conflict_do_nothing(), {"id": deck, **facts})
        opens, closes = to_ms(NOON), to_ms(NOON + timedelta(hours=8))
        where = {"guild": guild, "channel": channel, "deck": deck}
        schedule = await _new(
            unit,
            tables.schedules,
            {
                **where,
                "at_minute": 720,
                "zone": "UTC",
                "days": 31,
                "questions": 1,
                "open_for_s": 28_800,
                "state": "active",
                "made_by": 1,
                "made_at_ms": opens,
            },
        )
        occurrence = await _new(
            unit,
            tables.occurrences,
            {
                **where,
                "schedule": schedule,
                "local_date": local_date.isoformat(),
                "slot": "auto",
                "state": OccurrenceState.OPEN,
                "due_at_ms": opens,
                "opens_at_ms": opens,
                "closes_at_ms": closes,
                "settle_at_ms": closes + 5_000,
            },
        )
        question = await _new(
            unit,
            tables.questions,
            {
                **where,
                "purpose": purpose,
                "schedule": schedule,
                "occurrence": occurrence,
                "number": 1,
                "card": card.id,
                "card_version": card_version,
                "deck_version": version,
                "form": "recall",
                "state": QuestionState.OPEN,
                "opens_at_ms": opens,
                "closes_at_ms": closes,
                "local_date": local_date.isoformat(),
            },
        )
        return Asked(
            place=Place(
                question=QuestionId(question),
                channel=ChannelId(channel),
                deck=DeckId(deck),
                local_date=local_date,
                purpose=purpose,
            ),
            occurrence=OccurrenceId(occurrence),
            card_version=CardVersionId(card_version),
            deck_version=DeckVersionId(version),
        )


@pytest.fixture
def asking() -> Asking:
    """Return the hand that asks."""
    return Asking()


async def _new(unit: Unit, table: Any, row: dict[str, object]) -> int:
    return int(await unit.scalar(insert(table).returning(table.c.id), row))


async def _kept(unit: Unit, table: Any, row: dict[str, object], key: tuple[str, ...]) -> int:
    statement = upsert(table)
    same = statement.on_conflict_do_update(index_elements=key, set_={"hash": statement.excluded.hash})
    return int(await unit.scalar(same.returning(table.c.id), row))


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
