"""Imports: one version of a deck is asked, earlier ones can be gone back to, and previews do not pile up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.core.ids import DeckId, GuildId, ImportId, UserId
from bot.db.database import Database, Transaction
from bot.decks.deck import DeckContext
from bot.library.queries import decks, imports
from bot.library.queries.decks import DeckContent
from bot.library.queries.imports import NewImport
from tests.database import writing

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HERE, ELSEWHERE = GuildId(1), GuildId(2)
TEA = DeckId("1/tea")


def _sent(tx: Transaction, content: str = "x", *, guild: GuildId = HERE, at: datetime = AT) -> ImportId:
    new = NewImport(guild=guild, deck=TEA, file="tea.toml", content=content, cards=3, by=UserId(7), base=None)
    return imports.insert_one(tx, new, at)


def _confirmed(tx: Transaction, content: str = "x", *, at: datetime = AT) -> ImportId:
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
        second = _confirmed(tx, "two", at=AT + timedelta(hours=1))
        found = imports.present(tx, HERE, TEA)
        assert found is not None
        assert (found.id, found.confirmed_at) == (second, AT + timedelta(hours=1))
        old = imports.one(tx, first)
        assert old is not None
        assert imports.content_of(tx, first) == "one"
        imports.make_present(tx, old, AT + timedelta(hours=2))
        found = imports.present(tx, HERE, TEA)
        assert found is not None
        assert (found.id, found.confirmed_at) == (first, AT)
        assert [version.id for version in imports.versions(tx, HERE, TEA, 9)] == [second, first]
        imports.make_absent(tx, HERE, TEA)
        assert imports.present(tx, HERE, TEA) is None


async def test_previews_do_not_pile_up(db: Database) -> None:
    """Old previews lose their content, and so do all but a server's newest few; confirmed ones keep theirs."""
    with writing(db) as tx:
        confirmed = _confirmed(tx)
        old = _sent(tx, at=AT - timedelta(days=2))
        there = _sent(tx, guild=ELSEWHERE)
        newer = [_sent(tx) for _ in range(3)]
        imports.drop_previews(tx, HERE, keep=2, before=AT - timedelta(days=1))
        contents = [imports.content_of(tx, which) for which in (confirmed, old, there, *newer)]
        assert contents == ["x", None, "x", None, "x", "x"]
        dropped = imports.one(tx, old)
        assert dropped is not None
        assert not dropped.kept


async def test_old_versions_are_dropped(db: Database) -> None:
    """Of earlier versions the newest few can be gone back to; the present one is never dropped."""
    with writing(db) as tx:
        made = [_confirmed(tx, str(number), at=AT + timedelta(hours=number)) for number in range(4)]
        imports.drop_old(tx, HERE, TEA, keep=2)
        assert [version.id for version in imports.versions(tx, HERE, TEA, 9)] == made[:0:-1]


async def test_a_servers_room_is_counted(db: Database) -> None:
    """What counts is the server's other decks that are there, and their cards."""
    with writing(db) as tx:
        for guild, name in ((HERE, "1/tea"), (HERE, "1/milk"), (HERE, "1/gone"), (ELSEWHERE, "2/tea")):
            content = DeckContent(id=DeckId(name), title="T", language="en", source="", context=DeckContext(), cards=())
            decks.put(tx, content, guild=guild)
        decks.remove(tx, DeckId("1/gone"), AT)
        _confirmed(tx)
        assert imports.others(tx, HERE, TEA) == (1, 0)
        assert imports.decks_of(tx, HERE) == (TEA,)
        assert imports.decks_of(tx, ELSEWHERE) == ()
        assert imports.one(tx, ImportId(99)) is None
