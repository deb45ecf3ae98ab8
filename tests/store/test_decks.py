"""Decks and their cards are kept by content; what a question points at never changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import func, select

from bot.core.ids import CardId, DeckId, GuildId
from bot.db.database import Database
from bot.decks.card import Card
from bot.decks.deck import DeckContext
from bot.library.queries import decks
from bot.library.queries.decks import DeckContent
from bot.library.tables import card_versions, deck_versions
from tests.database import writing

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FIRST, SECOND = (Card(id=CardId(name), ask=f"What is {name}?", answer=(name,)) for name in ("first", "second"))
DECK = DeckContent(
    id=DeckId("demo"),
    title="Demo",
    language="en",
    source="",
    context=DeckContext(texts=("first",)),
    cards=(FIRST, SECOND),
)


async def test_put_twice(db: Database) -> None:
    """The same content is kept once."""
    with writing(db) as tx:
        decks.put(tx, DECK, guild=None)
        decks.put(tx, DECK, guild=None)
        assert tx.execute(select(func.count()).select_from(card_versions)).scalar() == 2
        assert tx.execute(select(func.count()).select_from(deck_versions)).scalar() == 1


async def test_old_versions_stay(db: Database) -> None:
    """A changed card keeps its old version beside the new one, and a new context is a new version of the deck."""
    with writing(db) as tx:
        decks.put(tx, DECK, guild=None)
        before = decks.present(tx, DECK.id)
        old = decks.one(tx, DECK.id)
        changed = FIRST.model_copy(update={"ask": "What was first?"})
        decks.put(tx, replace(DECK, cards=(SECOND, changed), context=DeckContext()), guild=None)
        after = decks.present(tx, DECK.id)
        new = decks.one(tx, DECK.id)
        contents = decks.contents(tx, [before[0].version, after[1].version])
    assert [card.id for card in after] == ["second", "first"]
    assert after[0].version == before[1].version
    assert contents == {before[0].version: FIRST, after[1].version: changed}
    assert old is not None
    assert new is not None
    assert new.version != old.version


async def test_whose(db: Database) -> None:
    """A server sees the shipped decks and its own; a removed one is kept but not seen."""
    with writing(db) as tx:
        decks.put(tx, DECK, guild=None)
        decks.put(tx, replace(DECK, id=DeckId("own"), title="a own"), guild=GuildId(1))
        assert [deck.id for deck in decks.in_guild(tx, GuildId(1))] == ["own", "demo"]
        assert [deck.id for deck in decks.in_guild(tx, GuildId(2))] == ["demo"]
        assert [deck.id for deck in decks.shipped(tx)] == ["demo"]
        decks.remove(tx, DECK.id, NOW)
        assert decks.shipped(tx) == ()
        found = decks.one(tx, DECK.id)
        assert found is not None
        assert found.removed
        decks.put(tx, DECK, guild=None)
        assert [deck.id for deck in decks.shipped(tx)] == ["demo"]
        assert decks.one(tx, DeckId("never")) is None


async def test_an_own_deck_hides_a_shipped_one(db: Database) -> None:
    """A server that has a deck of the same name, in any case of letters, sees its own alone; others see the shipped."""
    with writing(db) as tx:
        decks.put(tx, DECK, guild=None)
        decks.put(tx, replace(DECK, id=DeckId("1/Demo")), guild=GuildId(1))
        assert [deck.id for deck in decks.in_guild(tx, GuildId(1))] == ["1/Demo"]
        assert [deck.id for deck in decks.in_guild(tx, GuildId(2))] == ["demo"]
        decks.remove(tx, DeckId("1/Demo"), NOW)
        assert [deck.id for deck in decks.in_guild(tx, GuildId(1))] == ["demo"]


async def test_rows_made_before_are_what_is_kept(db: Database) -> None:
    """Rows made outside a unit are the same as those made inside."""
    with writing(db) as tx:
        decks.put(tx, replace(DECK, rows=decks.rows_of(DECK.cards)), guild=None)
        before = decks.present(tx, DECK.id)
        decks.put(tx, DECK, guild=None)
        assert decks.present(tx, DECK.id) == before
