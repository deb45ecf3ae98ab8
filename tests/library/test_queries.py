"""Decks are kept by content, so that what a question points at never changes; of imports one version is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from bot.core.ids import CardId, DeckId, GuildId, ImportId, UserId
from bot.db.database import Database, Transaction
from bot.decks.card import Card
from bot.decks.deck import Deck
from bot.library.queries import decks, imports
from bot.library.queries.decks import MembersSee
from bot.library.queries.imports import Version
from bot.library.service.decks import content_of
from bot.library.tables import card_versions, deck_versions
from tests.database import reading, writing

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FIRST, SECOND = (Card(id=CardId(name), ask=f"What is {name}?", answer=(name,)) for name in ("first", "second"))
SHIPPED = Deck(id=DeckId("demo"), title="Demo", language="en", source="Here", cards=(FIRST, SECOND))
DECK = content_of(SHIPPED)
HERE, ELSEWHERE = GuildId(1), GuildId(2)
TEA = DeckId("1/tea")


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
        decks.put(tx, content_of(SHIPPED.model_copy(update={"cards": (SECOND, changed)})), guild=None)
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


async def test_a_deck_is_read_in_parts(db: Database) -> None:
    """Its own words, and its cards in its order, without some, page by page."""
    cards = tuple(Card(id=CardId(name), ask=f"What is {name}?", answer=(name,)) for name in "abcd")
    with writing(db) as tx:
        decks.put(tx, content_of(SHIPPED.model_copy(update={"cards": cards, "language": "de"})), guild=None)
    with reading(db) as tx:
        deck = decks.one(tx, DECK.id)
        assert deck is not None
        assert (deck.title, deck.source, deck.cards) == ("Demo", "Here", 4)
        assert decks.context(tx, deck.version).language == "de"
        assert tuple(map(Card.model_validate_json, decks.texts(tx, DECK.id))) == cards
        page = decks.texts(tx, DECK.id, without={CardId("b")}, skip=1, most=1)
        assert [Card.model_validate_json(card).id for card in page] == ["c"]
        assert decks.count(tx, DECK.id) == 4
        assert decks.count(tx, DECK.id, without={CardId("b"), CardId("never")}) == 3


async def test_what_members_see_is_set_per_server(db: Database) -> None:
    """A server that chose nothing shows members what was asked; a choice is its own."""
    with writing(db) as tx:
        decks.let_members_see(tx, HERE, MembersSee.EVERYTHING)
        assert decks.members_see(tx, HERE) is MembersSee.EVERYTHING
        assert decks.members_see(tx, ELSEWHERE) is MembersSee.ASKED
        decks.let_members_see(tx, HERE, MembersSee.ASKED)
        assert decks.members_see(tx, HERE) is MembersSee.ASKED


def _sent(tx: Transaction, content: str = "x", *, guild: GuildId = HERE, at: datetime = NOW) -> ImportId:
    sent = Version(guild=guild, deck=TEA, file="tea.toml", cards=3, by=UserId(7), made_at=at, base=None)
    return imports.insert_one(tx, sent, content)


def _confirmed(tx: Transaction, content: str = "x", *, at: datetime = NOW) -> ImportId:
    made = _sent(tx, content, at=at)
    kept = imports.one(tx, made)
    assert kept is not None
    imports.make_present(tx, kept, at)
    return made


async def test_one_version_is_present(db: Database) -> None:
    """A preview is not asked; of confirmed versions the one last chosen is."""
    with writing(db) as tx:
        _sent(tx)
        assert imports.present(tx, HERE, TEA) is None
        first = _confirmed(tx, "one")
        second = _confirmed(tx, "two", at=NOW + timedelta(hours=1))
        found = imports.present(tx, HERE, TEA)
        assert found is not None
        assert (found.id, found.confirmed_at) == (second, NOW + timedelta(hours=1))
        old = imports.one(tx, first)
        assert old is not None
        assert imports.content_of(tx, first) == "one"
        imports.make_present(tx, old, NOW + timedelta(hours=2))
        found = imports.present(tx, HERE, TEA)
        assert found is not None
        assert (found.id, found.confirmed_at) == (first, NOW)
        assert [version.id for version in imports.versions(tx, HERE, TEA, 9)] == [second, first]
        imports.make_absent(tx, HERE, TEA)
        assert imports.present(tx, HERE, TEA) is None


async def test_previews_do_not_pile_up(db: Database) -> None:
    """Old previews lose their content, and so do all but a server's newest few; confirmed ones keep theirs."""
    with writing(db) as tx:
        confirmed = _confirmed(tx)
        old = _sent(tx, at=NOW - timedelta(days=2))
        there = _sent(tx, guild=ELSEWHERE)
        newer = [_sent(tx) for _ in range(3)]
        imports.drop_previews(tx, HERE, keep=2, before=NOW - timedelta(days=1))
        contents = [imports.content_of(tx, which) for which in (confirmed, old, there, *newer)]
        assert contents == ["x", None, "x", None, "x", "x"]
        dropped = imports.one(tx, old)
        assert dropped is not None
        assert not dropped.kept


async def test_old_versions_are_dropped(db: Database) -> None:
    """Of earlier versions the newest few can be gone back to; the present one is never dropped."""
    with writing(db) as tx:
        made = [_confirmed(tx, str(number), at=NOW + timedelta(hours=number)) for number in range(4)]
        imports.drop_old(tx, HERE, TEA, keep=2)
        assert [version.id for version in imports.versions(tx, HERE, TEA, 9)] == made[:0:-1]


async def test_a_servers_room_is_counted(db: Database) -> None:
    """What counts is the server's other decks that are there, and their cards."""
    with writing(db) as tx:
        for guild, name in ((HERE, "1/tea"), (HERE, "1/milk"), (HERE, "1/gone"), (ELSEWHERE, "2/tea")):
            decks.put(tx, replace(DECK, id=DeckId(name), cards=()), guild=guild)
        decks.remove(tx, DeckId("1/gone"), NOW)
        _confirmed(tx)
        assert imports.others(tx, HERE, TEA) == (1, 0)
        assert imports.decks_of(tx, HERE) == (TEA,)
        assert imports.decks_of(tx, ELSEWHERE) == ()
        assert imports.one(tx, ImportId(99)) is None
