"""Notices reach a person once, a few at a time, and only if what they tell of happened."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.appeals.rules import NoticeKind
from bot.chat.notices import AT_ONCE, Notices
from bot.chat.queries import Notice, leave_notices
from bot.core.ids import GuildId, UserId
from bot.db.database import Database
from bot.text.catalogue import say
from tests.database import writing

HERE, ELSEWHERE, ADA, BEN = GuildId(1), GuildId(2), UserId(10), UserId(11)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def _notice(number: int, kind: str = NoticeKind.POINTS_CHANGED, *, guild: GuildId = HERE, user: UserId = ADA) -> Notice:
    return Notice(guild=guild, user=user, kind=kind, facts={"question": "What?", "points": number})


def _left(db: Database, count: int) -> None:
    with writing(db) as tx:
        leave_notices(tx, [_notice(number) for number in range(count)], NOON)


async def test_a_notice_is_for_one_person_in_one_server(db: Database) -> None:
    """What is left for one is there for nobody else, and nowhere else."""
    _left(db, 1)
    told = Notices(db)
    assert await told.take(HERE, BEN, NOON) == ()
    assert await told.take(ELSEWHERE, ADA, NOON) == ()
    assert await told.take(HERE, ADA, NOON) == (replace(_notice(0), id=1),)


async def test_each_notice_is_taken_once(db: Database) -> None:
    """However many replies ask at the same time, a notice is in one of them."""
    told = Notices(db)
    _left(db, 2)
    taken = await asyncio.gather(*(told.take(HERE, ADA, NOON) for _ in range(5)))
    assert sorted(notice.facts["points"] for some in taken for notice in some) == [0, 1]
    assert await told.take(HERE, ADA, NOON) == ()


async def test_a_reply_carries_a_few(db: Database) -> None:
    """More than a few wait for the next reply, in their order."""
    told = Notices(db)
    _left(db, AT_ONCE + 1)
    assert [notice.facts["points"] for notice in await told.take(HERE, ADA, NOON)] == list(range(AT_ONCE))
    assert [notice.facts["points"] for notice in await told.take(HERE, ADA, NOON)] == [AT_ONCE]
    assert await told.take(HERE, BEN, NOON) == ()


async def test_what_did_not_get_through_is_told_the_next_time(db: Database) -> None:
    """Given back, a notice waits again."""
    told = Notices(db)
    _left(db, 1)
    taken = await told.take(HERE, ADA, NOON)
    await told.give_back(taken)
    assert await told.take(HERE, ADA, NOON) == taken


async def test_a_kind_of_another_version_is_passed_over(db: Database) -> None:
    """What has no words here is not told, and hinders nothing after it."""
    told = Notices(db)
    with writing(db) as tx:
        leave_notices(tx, [_notice(1, "tea-is-ready")], NOON)
    _left(db, 1)
    assert [notice.kind for notice in await told.take(HERE, ADA, NOON)] == [NoticeKind.POINTS_CHANGED]
    assert await told.take(HERE, ADA, NOON) == ()


async def test_a_closed_store_fails_no_reply(db: Database) -> None:
    """Where notices cannot be read there are none, and nothing is raised."""
    told = Notices(db)
    await db.close()
    assert await told.take(HERE, ADA, NOON) == ()


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_kind_has_words(kind: NoticeKind) -> None:
    """Each kind's sentence is there and needs no more than the facts its kind names."""
    facts = {"question": "What is RAG?", "points": 3, "reason": "a reason", "has_question": "yes", "has_reason": "yes"}
    assert "What is RAG?" in say(f"notice-{kind.value}", **facts)
