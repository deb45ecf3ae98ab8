"""Imports: one version of a deck is asked, earlier ones can be gone back to, and previews do not pile up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.decks.deck import DeckContext
from bot.store import decks, imports
from bot.store.decks import DeckContent
from bot.store.imports import NewImport
from bot.store.store import Store, Unit
from bot.terms.ids import DeckId, GuildId, ImportId, UserId

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HERE, ELSEWHERE = GuildId(1), GuildId(2)
TEA = DeckId("1/tea")


async def _sent(unit: Unit, content: str = "x", *, guild: GuildId = HERE, at: datetime = AT) -> ImportId:
    new = NewImport(guild=guild, deck=TEA, file="tea.toml", content=content, cards=3, by=UserId(7), base=None)
    return await imports.insert_one(unit, new, at)


async def _confirmed(unit: Unit, content: str = "x", *, at: datetime = AT) -> ImportId:
    made = await _sent(unit, content, at=at)
    kept = await imports.one(unit, made)
    assert kept is not None
    await imports.make_present(unit, kept, at)
    return made


async def test_one_version_is_present(store: Store) -> None:
    """A preview is not asked; of confirmed versions the one last chosen is."""
    async with store.write() as unit:
        await _sent(unit)
        assert await imports.present(unit, HERE, TEA) is None
        first = await _confirmed(unit, "one")
        second = await _confirmed(unit, "two", at=AT + timedelta(hours=1))
        found = await imports.present(unit, HERE, TEA)
        assert found is not None
        assert (found.id, found.confirmed_at) == (second, AT + timedelta(hours=1))
        old = await imports.one(unit, first)
        assert old is not None
        assert await imports.content_of(unit, first) == "one"
        await imports.make_present(unit, old, AT + timedelta(hours=2))
        found = await imports.present(unit, HERE, TEA)
        assert found is not None
        assert (found.id, found.confirmed_at) == (first, AT)
        assert [version.id for version in await imports.versions(unit, HERE, TEA, 9)] == [second, first]
        await imports.make_absent(unit, HERE, TEA)
        assert await imports.present(unit, HERE, TEA) is None


async def test_previews_do_not_pile_up(store: Store) -> None:
    """Old previews lose their content, and so do all but a server's newest few; confirmed ones keep theirs."""
    async with store.write() as unit:
        confirmed = await _confirmed(unit)
        old = await _sent(unit, at=AT - timedelta(days=2))
        there = await _sent(unit, guild=ELSEWHERE)
        newer = [await _sent(unit) for _ in range(3)]
        await imports.drop_previews(unit, HERE, keep=2, before=AT - timedelta(days=1))
        contents = [await imports.content_of(unit, which) for which in (confirmed, old, there, *newer)]
        assert contents == ["x", None, "x", None, "x", "x"]
        dropped = await imports.one(unit, old)
        assert dropped is not None
        assert not dropped.kept


async def test_old_versions_are_dropped(store: Store) -> None:
    """Of earlier versions the newest few can be gone back to; the present one is never dropped."""
    async with store.write() as unit:
        made = [await _confirmed(unit, str(number), at=AT + timedelta(hours=number)) for number in range(4)]
        await imports.drop_old(unit, HERE, TEA, keep=2)
        assert [version.id for version in await imports.versions(unit, HERE, TEA, 9)] == made[:0:-1]


async def test_a_servers_room_is_counted(store: Store) -> None:
    """What counts is the server's other decks that are there, and their cards."""
    async with store.write() as unit:
        for guild, name in ((HERE, "1/tea"), (HERE, "1/milk"), (HERE, "1/gone"), (ELSEWHERE, "2/tea")):
            content = DeckContent(id=DeckId(name), title="T", language="en", source="", context=DeckContext(), cards=())
            await decks.put(unit, content, guild=guild)
        await decks.remove(unit, DeckId("1/gone"), AT)
        await _confirmed(unit)
        assert await imports.others(unit, HERE, TEA) == (1, 0)
        assert await imports.decks_of(unit, HERE) == (TEA,)
        assert await imports.decks_of(unit, ELSEWHERE) == ()
        assert await imports.one(unit, ImportId(99)) is None
