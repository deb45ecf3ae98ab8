"""Notices reach a person once, a few at a time, and only if what they tell of happened."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.core.ids import GuildId, UserId
from bot.db.database import Database
from bot.guilds.queries.notices import NewNotice
from bot.guilds.service.notices import AT_ONCE, NoticeKind, Notices
from bot.text.catalogue import say
from tests.database import writing

HERE, ADA, BEN = GuildId(1), UserId(10), UserId(11)


async def _left(db: Database, told: Notices, count: int) -> None:
    with writing(db) as tx:
        for number in range(count):
            told.leave(tx, HERE, ADA, NoticeKind.POINTS_CHANGED, {"question": "What?", "points": number})


async def test_each_notice_is_taken_once(db: Database, evening: Any) -> None:
    """However many replies ask at the same time, a notice is in one of them."""
    told = Notices(db, evening.clock)
    await _left(db, told, 2)
    taken = await asyncio.gather(*(told.take(HERE, ADA) for _ in range(5)))
    assert sorted(notice.facts["points"] for some in taken for notice in some) == [0, 1]
    assert await told.take(HERE, ADA) == ()


async def test_a_reply_carries_a_few(db: Database, evening: Any) -> None:
    """More than a few wait for the next reply, in their order."""
    told = Notices(db, evening.clock)
    await _left(db, told, AT_ONCE + 1)
    assert [notice.facts["points"] for notice in await told.take(HERE, ADA)] == list(range(AT_ONCE))
    assert [notice.facts["points"] for notice in await told.take(HERE, ADA)] == [AT_ONCE]
    assert await told.take(HERE, BEN) == ()


async def test_a_notice_of_what_did_not_happen_is_none(db: Database, evening: Any) -> None:
    """A unit that is rolled back takes its notices with it."""
    told = Notices(db, evening.clock)

    async def fails() -> None:
        with writing(db) as tx:
            told.leave(tx, HERE, ADA, NoticeKind.APPEAL_DENIED, {"question": "What?", "reason": ""})
            raise LookupError

    with pytest.raises(LookupError):
        await fails()
    assert await told.take(HERE, ADA) == ()


async def test_what_did_not_get_through_is_told_the_next_time(db: Database, evening: Any) -> None:
    """Given back, a notice waits again."""
    told = Notices(db, evening.clock)
    await _left(db, told, 1)
    taken = await told.take(HERE, ADA)
    await told.give_back(taken)
    assert await told.take(HERE, ADA) == taken


async def test_a_kind_of_another_version_is_passed_over(db: Database, evening: Any) -> None:
    """What has no words here is not told, and hinders nothing after it."""
    told = Notices(db, evening.clock)
    with writing(db) as tx:
        told.leave_all(tx, [NewNotice(guild=HERE, user=ADA, kind="tea-is-ready", facts={})])
    await _left(db, told, 1)
    assert [notice.kind for notice in await told.take(HERE, ADA)] == [NoticeKind.POINTS_CHANGED]
    assert await told.take(HERE, ADA) == ()


async def test_a_closed_store_fails_no_reply(db: Database, evening: Any) -> None:
    """Where notices cannot be read there are none, and nothing is raised."""
    told = Notices(db, evening.clock)
    await db.close()
    assert await told.take(HERE, ADA) == ()


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_kind_has_words(kind: NoticeKind) -> None:
    """Each kind's sentence is there and needs no more than the facts its kind names."""
    facts = {"question": "What is RAG?", "points": 3, "reason": "a reason", "has_question": "yes", "has_reason": "yes"}
    assert "What is RAG?" in say(f"notice-{kind.value}", **facts)
