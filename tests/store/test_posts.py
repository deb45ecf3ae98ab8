"""Posts are claimed by one, released, and owed until they are known."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store import dues, posts
from bot.store.posts import NewPost
from bot.store.states import PostPurpose, PostState
from bot.store.store import Store
from bot.terms.ids import ChannelId, GuildId, MessageId, OccurrenceId, PostId

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LATER = NOW + timedelta(seconds=60)
POST = PostId(1)
NEW = NewPost(
    purpose=PostPurpose.QUESTION,
    owner=OccurrenceId(7),
    guild=GuildId(1),
    channel=ChannelId(10),
    nonce="n",
    due_at=NOW,
)


@pytest.fixture
async def kept(store: Store) -> Store:
    """Return a store that owes one post."""
    async with store.write() as unit:
        await posts.insert_one(unit, NEW)
    return store


@pytest.fixture
async def other(database: Path, kept: Store) -> AsyncIterator[Store]:
    """Open the same file as another process would."""
    opened = await Store.open(f"sqlite:///{database}")
    yield opened
    await opened.close()


async def test_planned_once(kept: Store) -> None:
    """An owner has one message for each purpose."""
    async with kept.write() as unit:
        await posts.insert_one(unit, NEW)
        assert [post.id for post in await posts.due(unit, NOW, 50)] == [POST]
        found = await posts.of(unit, PostPurpose.QUESTION, OccurrenceId(7))
        assert found == await posts.one(unit, POST)
        assert await posts.of(unit, PostPurpose.RESULT, OccurrenceId(7)) is None
        assert await posts.one(unit, PostId(2)) is None


async def test_one_claims(kept: Store, other: Store) -> None:
    """Of two processes one claims; the other may when the claim ran out, and not a millisecond earlier."""
    async with kept.write() as unit:
        assert await posts.claim(unit, POST, by="a", now=NOW, until=LATER) == 1
    early = LATER - timedelta(milliseconds=1)
    async with other.write() as unit:
        assert await posts.claim(unit, POST, by="b", now=NOW, until=LATER) is None
        assert await posts.claim(unit, POST, by="b", now=early, until=LATER) is None
        assert (await dues.of(unit)).post == LATER
        assert await posts.claim(unit, POST, by="b", now=LATER, until=LATER + timedelta(seconds=60)) == 2


async def test_not_due_cannot_be_claimed(kept: Store) -> None:
    """A message that is owed later, or no more, cannot be claimed."""
    async with kept.write() as unit:
        assert await posts.claim(unit, POST, by="a", now=NOW - timedelta(seconds=1), until=LATER) is None
        await posts.given_up(unit, POST, PostState.UNKNOWN)
        assert await posts.claim(unit, POST, by="a", now=NOW, until=LATER) is None
        assert (await dues.of(unit)).post is None
        found = await posts.one(unit, POST)
    assert found is not None
    assert found.state is PostState.UNKNOWN


async def test_sent_then_edited(kept: Store) -> None:
    """A message that is known is owed nothing until its edit is, whose tries are counted anew."""
    async with kept.write() as unit:
        await posts.claim(unit, POST, by="a", now=NOW, until=LATER)
        await posts.sent(unit, POST, MessageId(5))
        assert (await dues.of(unit)).post is None
        await posts.owe_edit(unit, POST, LATER)
        assert await posts.claim(unit, POST, by="a", now=LATER, until=LATER + timedelta(seconds=60)) == 1
        await posts.postpone(unit, POST, LATER + timedelta(hours=1))
        assert (await dues.of(unit)).post == LATER + timedelta(hours=1)
        await posts.edited(unit, POST)
        found = await posts.one(unit, POST)
        assert (await dues.of(unit)).post is None
    assert found is not None
    assert (found.message, found.state, found.edit) == (5, PostState.SENT, False)


async def test_an_amendment_outlives_the_edit_under_way(kept: Store) -> None:
    """What comes to be owed while an edit runs is owed when it ends; what is not in Discord is owed nothing."""
    both = (PostPurpose.QUESTION, PostPurpose.RESULT)
    async with kept.write() as unit:
        found = await posts.one(unit, POST)
        assert found is not None
        await posts.amend(unit, [found.owner], NOW, purposes=both, closed_since=None)
        found = await posts.one(unit, POST)
        assert found is not None
        assert not found.edit
        await posts.sent(unit, POST, MessageId(5))
        await posts.amend(unit, [found.owner], NOW, purposes=both, closed_since=None)
        assert await posts.claim(unit, POST, by="a", now=NOW, until=LATER) == 1
        await posts.amend(unit, [found.owner], NOW, purposes=both, closed_since=None)
        await posts.edited(unit, POST)
        again = LATER + timedelta(milliseconds=1)
        assert (await dues.of(unit)).post == again
        assert await posts.claim(unit, POST, by="a", now=again, until=again + timedelta(seconds=60)) == 1
        await posts.edited(unit, POST)
        assert (await dues.of(unit)).post is None
        await posts.amend(unit, [found.owner], NOW, purposes=(PostPurpose.APPEAL,), closed_since=None)
        await posts.amend(unit, [found.owner], NOW, purposes=both, closed_since=NOW)
        found = await posts.one(unit, POST)
    assert found is not None
    assert not found.edit, "its occurrence is not settled"
