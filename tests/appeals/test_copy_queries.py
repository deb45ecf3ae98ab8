"""Equal long texts are found by their key, kept once, and wait until they are put away."""

from __future__ import annotations

from typing import Any

from sqlalchemy import update

from bot.appeals.queries import copies
from bot.appeals.queries.copies import Alike
from bot.core.ids import CopyId, GuildId, RoundId, UserId
from bot.daily.owner import owner_of
from bot.db.database import Database
from tests.appeals.test_rulings import answered
from tests.database import tables, writing

HERE = GuildId(1)


async def test_found_and_kept(db: Database, asking: Any) -> None:
    """Two accounts with one key are one find, however many attempts they made; options that are chosen are none."""
    key = "k" * 40
    with writing(db) as tx:
        asked = asking.question(tx)
        first = answered(tx, asking, asked, 7, key)
        answered(tx, asking, asked, 7, key, attempt=2)
        round_id = RoundId(1)
        assert copies.alike(tx, owner_of(round_id), 40) == ()
        answered(tx, asking, asked, 8, key)
        answered(tx, asking, asked, 9, "short")
        found = copies.alike(tx, owner_of(round_id), 40)
        assert found == (Alike(question=asked.question.id, answer=first),)
        assert copies.alike(tx, owner_of(round_id), 41) == ()
        copy = copies.insert(tx, HERE, found[0], asking.noon)
        assert copy is not None
        assert copies.insert(tx, HERE, found[0], asking.noon) is None
        assert [user for user, _ in copies.people(tx, first)] == [7, 8]
        tx.execute(update(tables["questions"]).values(options='["a", "b"]'))
        assert copies.alike(tx, owner_of(round_id), 40) == ()


async def test_shelf(db: Database, asking: Any) -> None:
    """Those that wait are turned through in order; one that was put away is still known, and waits no more."""
    with writing(db) as tx:
        asked = asking.question(tx)
        ids = []
        for number in range(3):
            answer = answered(tx, asking, asked, 10 + number, "k" * (40 + number))
            ids.append(copies.insert(tx, HERE, Alike(question=asked.question.id, answer=answer), asking.noon))
        second = ids[1]
        assert second is not None
        assert copies.count(tx, HERE) == 3
        assert copies.count_before(tx, HERE, second) == 1
        assert copies.settle(tx, HERE, second, UserId(5), asking.noon)
        assert not copies.settle(tx, HERE, second, UserId(5), asking.noon)
        after = copies.next_to(tx, HERE, second, forth=True)
        before = copies.next_to(tx, HERE, second, forth=False)
        kept = copies.one(tx, second)
        assert after is not None
        assert before is not None
        assert kept is not None
        assert (before.id, kept.id, after.id) == tuple(ids)
        assert copies.next_to(tx, GuildId(2), CopyId(0), forth=True) is None
