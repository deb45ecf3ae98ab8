"""Decks and their cards are kept by content; what a question points at never changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import func, select

from bot.decks.card import Card
from bot.decks.deck import DeckContext
from bot.store import decks
from bot.store.decks import DeckContent
from bot.store.store import Store
from bot.store.tables import card_versions, deck_versions
from bot.terms.ids import CardId, DeckId, GuildId

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


async def test_put_twice(store: Store) -> None:
    """The same content is kept once."""
    async with store.write() as unit:
        await decks.put(unit, DECK, guild=None)
        await decks.put(unit, DECK, guild=None)
        assert await unit.scalar(select(func.count()).select_from(card_versions)) == 2
        assert await unit.scalar(select(func.count()).select_from(deck_versions)) == 1


async def test_old_versions_stay(store: Store) -> None:
    """A changed card keeps its old version beside the new one, and a new context is a new version of the deck."""
    async with store.write() as unit:
        await decks.put(unit, DECK, guild=None)
        before = await decks.present(unit, DECK.id)
        old = await decks.one(unit, DECK.id)
        changed = FIRST.model_copy(update={"ask": "What was first?"})
        await decks.put(unit, replace(DECK, cards=(SECOND, changed), context=DeckContext()), guild=None)
        after = await decks.present(unit, DECK.id)
        new = await decks.one(unit, DECK.id)
        contents = await decks.contents(unit, [before[0].version, after[1].version])
    assert [card.id for card in after] == ["second", "first"]
    assert after[0].version == before[1].version
    assert contents == {before[0].version: FIRST, after[1].version: changed}
    assert old is not None
    assert new is not None
    assert new.version != old.version


async def test_whose(store: Store) -> None:
    """A server sees the shipped decks and its own; a removed one is kept but not seen."""
    async with store.write() as unit:
        await decks.put(unit, DECK, guild=None)
        await decks.put(unit, replace(DECK, id=DeckId("own"), title="a own"), guild=GuildId(1))
        assert [deck.id for deck in await decks.in_guild(unit, GuildId(1))] == ["own", "demo"]
        assert [deck.id for deck in await decks.in_guild(unit, GuildId(2))] == ["demo"]
        assert [deck.id for deck in await decks.shipped(unit)] == ["demo"]
        await decks.remove(unit, DECK.id, NOW)
        assert await decks.shipped(unit) == ()
        found = await decks.one(unit, DECK.id)
        assert found is not None
        assert found.removed
        await decks.put(unit, DECK, guild=None)
        assert [deck.id for deck in await decks.shipped(unit)] == ["demo"]
        assert await decks.one(unit, DeckId("never")) is None


async def test_an_own_deck_hides_a_shipped_one(store: Store) -> None:
    """A server that has a deck of the same name, in any case of letters, sees its own alone; others see the shipped."""
    async with store.write() as unit:
        await decks.put(unit, DECK, guild=None)
        await decks.put(unit, replace(DECK, id=DeckId("1/Demo")), guild=GuildId(1))
        assert [deck.id for deck in await decks.in_guild(unit, GuildId(1))] == ["1/Demo"]
        assert [deck.id for deck in await decks.in_guild(unit, GuildId(2))] == ["demo"]
        await decks.remove(unit, DeckId("1/Demo"), NOW)
        assert [deck.id for deck in await decks.in_guild(unit, GuildId(1))] == ["demo"]


async def test_rows_made_before_are_what_is_kept(store: Store) -> None:
    """Rows made outside a unit are the same as those made inside."""
    async with store.write() as unit:
        await decks.put(unit, replace(DECK, rows=decks.rows_of(DECK.cards)), guild=None)
        before = await decks.present(unit, DECK.id)
        await decks.put(unit, DECK, guild=None)
        assert await decks.present(unit, DECK.id) == before
