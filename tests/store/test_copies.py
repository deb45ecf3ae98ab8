"""Equal long texts are found by their key, kept once, and wait until they are put away."""

from __future__ import annotations

from typing import Any

from sqlalchemy import update

from bot.store import copies, tables
from bot.store.copies import Alike
from bot.store.store import Store
from bot.terms.ids import CopyId, GuildId, OccurrenceId, UserId
from tests.store.test_rulings import answered

HERE = GuildId(1)


async def test_found_and_kept(store: Store, asking: Any) -> None:
    """Two accounts with one key are one find, however many attempts they made; options that are chosen are none."""
    key = "k" * 40
    async with store.write() as unit:
        asked = await asking.question(unit)
        first = await answered(unit, asking, asked, 7, key)
        await answered(unit, asking, asked, 7, key, attempt=2)
        occurrence = OccurrenceId(1)
        assert await copies.alike(unit, occurrence, 40) == ()
        await answered(unit, asking, asked, 8, key)
        await answered(unit, asking, asked, 9, "short")
        found = await copies.alike(unit, occurrence, 40)
        assert found == (Alike(question=asked.place.question, answer=first),)
        assert await copies.alike(unit, occurrence, 41) == ()
        copy = await copies.insert(unit, HERE, found[0], asking.noon)
        assert copy is not None
        assert await copies.insert(unit, HERE, found[0], asking.noon) is None
        assert [user for user, _ in await copies.people(unit, first)] == [7, 8]
        await unit.execute(update(tables.questions).values(options='["a", "b"]'))
        assert await copies.alike(unit, occurrence, 40) == ()


async def test_shelf(store: Store, asking: Any) -> None:
    """Those that wait are turned through in order; one that was put away is still known, and waits no more."""
    async with store.write() as unit:
        asked = await asking.question(unit)
        ids = []
        for number in range(3):
            answer = await answered(unit, asking, asked, 10 + number, "k" * (40 + number))
            ids.append(
                await copies.insert(unit, HERE, Alike(question=asked.place.question, answer=answer), asking.noon)
            )
        second = ids[1]
        assert second is not None
        assert await copies.count(unit, HERE) == 3
        assert await copies.count_before(unit, HERE, second) == 1
        assert await copies.settle(unit, HERE, second, UserId(5), asking.noon)
        assert not await copies.settle(unit, HERE, second, UserId(5), asking.noon)
        after = await copies.next_to(unit, HERE, second, forth=True)
        before = await copies.next_to(unit, HERE, second, forth=False)
        kept = await copies.one(unit, second)
        assert after is not None
        assert before is not None
        assert kept is not None
        assert (before.id, kept.id, after.id) == tuple(ids)
        assert await copies.next_to(unit, GuildId(2), CopyId(0), forth=True) is None
