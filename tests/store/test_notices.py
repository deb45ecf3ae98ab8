"""Notices are told oldest first, to whom they were left, where they were left."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.core.ids import GuildId, UserId
from bot.db.database import Database
from bot.guilds.queries import notices
from bot.guilds.queries.notices import NewNotice
from tests.database import reading, writing

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HERE, ELSEWHERE = GuildId(1), GuildId(2)
ADA, BEN = UserId(10), UserId(11)


def _notice(guild: GuildId, user: UserId, number: int) -> NewNotice:
    return NewNotice(guild=guild, user=user, kind="points-changed", facts={"question": "What?", "points": number})


async def test_a_notice_is_for_one_person_in_one_server(db: Database) -> None:
    """What is left for one is there for nobody else, and nowhere else."""
    with writing(db) as tx:
        notices.leave(tx, [_notice(HERE, ADA, 1), _notice(HERE, ADA, 2), _notice(HERE, ADA, 3)], AT)
    with reading(db) as tx:
        found = notices.untold(tx, HERE, ADA, 2)
        assert [notice.facts["points"] for notice in found] == [1, 2]
        assert found[0].facts["question"] == "What?"
        assert notices.waiting(tx, HERE, ADA)
        assert not notices.waiting(tx, HERE, BEN)
        assert not notices.waiting(tx, ELSEWHERE, ADA)


async def test_what_was_told_is_gone_until_it_is_taken_back(db: Database) -> None:
    """A told notice waits no more; marked as not told, it waits again."""
    with writing(db) as tx:
        notices.leave(tx, [_notice(HERE, ADA, 1)], AT)
        (one,) = notices.untold(tx, HERE, ADA, 9)
        notices.set_told(tx, [one.id], AT)
        assert not notices.waiting(tx, HERE, ADA)
        notices.set_told(tx, [one.id], None)
        assert notices.untold(tx, HERE, ADA, 9) == (one,)


async def test_nothing_left_is_nothing_written(db: Database) -> None:
    """An empty list is no fault."""
    with writing(db) as tx:
        notices.leave(tx, [], AT)
        notices.set_told(tx, [], AT)
        assert not notices.waiting(tx, HERE, ADA)
