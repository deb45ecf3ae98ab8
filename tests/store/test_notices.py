"""Notices are told oldest first, to whom they were left, where they were left."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.store import notices
from bot.store.notices import NewNotice
from bot.store.store import Store
from bot.terms.ids import GuildId, UserId

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HERE, ELSEWHERE = GuildId(1), GuildId(2)
ADA, BEN = UserId(10), UserId(11)


def _notice(guild: GuildId, user: UserId, number: int) -> NewNotice:
    return NewNotice(guild=guild, user=user, kind="points-changed", facts={"question": "What?", "points": number})


async def test_a_notice_is_for_one_person_in_one_server(store: Store) -> None:
    """What is left for one is there for nobody else, and nowhere else."""
    async with store.write() as unit:
        await notices.leave(unit, [_notice(HERE, ADA, 1), _notice(HERE, ADA, 2), _notice(HERE, ADA, 3)], AT)
    async with store.read() as unit:
        found = await notices.untold(unit, HERE, ADA, 2)
        assert [notice.facts["points"] for notice in found] == [1, 2]
        assert found[0].facts["question"] == "What?"
        assert await notices.waiting(unit, HERE, ADA)
        assert not await notices.waiting(unit, HERE, BEN)
        assert not await notices.waiting(unit, ELSEWHERE, ADA)


async def test_what_was_told_is_gone_until_it_is_taken_back(store: Store) -> None:
    """A told notice waits no more; marked as not told, it waits again."""
    async with store.write() as unit:
        await notices.leave(unit, [_notice(HERE, ADA, 1)], AT)
        (one,) = await notices.untold(unit, HERE, ADA, 9)
        await notices.set_told(unit, [one.id], AT)
        assert not await notices.waiting(unit, HERE, ADA)
        await notices.set_told(unit, [one.id], None)
        assert await notices.untold(unit, HERE, ADA, 9) == (one,)


async def test_nothing_left_is_nothing_written(store: Store) -> None:
    """An empty list is no fault."""
    async with store.write() as unit:
        await notices.leave(unit, [], AT)
        await notices.set_told(unit, [], AT)
        assert not await notices.waiting(unit, HERE, ADA)
