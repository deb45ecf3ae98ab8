"""Posts are claimed by one, released, and owed until they are known."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.chat.outbox import queries as posts
from bot.chat.outbox.queries import NewPost
from bot.core.ids import ChannelId, GuildId, MessageId, OccurrenceId, PostId
from bot.daily.queries import dues
from bot.db.database import Database
from bot.questions.queries.states import PostPurpose, PostState
from tests.database import writing

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
async def kept(db: Database) -> Database:
    """Return a store that owes one post."""
    with writing(db) as tx:
        posts.insert_one(tx, NEW)
    return db


@pytest.fixture
async def other(database: Path, kept: Database) -> AsyncIterator[Database]:
    """Open the same file as another process would."""
    opened = await Database.open(f"sqlite:///{database}")
    yield opened
    await opened.close()


async def test_planned_once(kept: Database) -> None:
    """An owner has one message for each purpose."""
    with writing(kept) as tx:
        posts.insert_one(tx, NEW)
        assert [post.id for post in posts.due(tx, NOW, 50)] == [POST]
        found = posts.of(tx, PostPurpose.QUESTION, OccurrenceId(7))
        assert found == posts.one(tx, POST)
        assert posts.of(tx, PostPurpose.RESULT, OccurrenceId(7)) is None
        assert posts.one(tx, PostId(2)) is None


async def test_one_claims(kept: Database, other: Database) -> None:
    """Of two processes one claims; the other may when the claim ran out, and not a millisecond earlier."""
    with writing(kept) as tx:
        assert posts.claim(tx, POST, by="a", now=NOW, until=LATER) == 1
    early = LATER - timedelta(milliseconds=1)
    with writing(other) as tx:
        assert posts.claim(tx, POST, by="b", now=NOW, until=LATER) is None
        assert posts.claim(tx, POST, by="b", now=early, until=LATER) is None
        assert (dues.of(tx)).post == LATER
        assert posts.claim(tx, POST, by="b", now=LATER, until=LATER + timedelta(seconds=60)) == 2


async def test_not_due_cannot_be_claimed(kept: Database) -> None:
    """A message that is owed later, or no more, cannot be claimed."""
    with writing(kept) as tx:
        assert posts.claim(tx, POST, by="a", now=NOW - timedelta(seconds=1), until=LATER) is None
        posts.given_up(tx, POST, PostState.UNKNOWN)
        assert posts.claim(tx, POST, by="a", now=NOW, until=LATER) is None
        assert (dues.of(tx)).post is None
        found = posts.one(tx, POST)
    assert found is not None
    assert found.state is PostState.UNKNOWN


async def test_sent_then_edited(kept: Database) -> None:
    """A message that is known is owed nothing until its edit is, whose tries are counted anew."""
    with writing(kept) as tx:
        posts.claim(tx, POST, by="a", now=NOW, until=LATER)
        posts.sent(tx, POST, MessageId(5))
        assert (dues.of(tx)).post is None
        posts.owe_edit(tx, POST, LATER)
        assert posts.claim(tx, POST, by="a", now=LATER, until=LATER + timedelta(seconds=60)) == 1
        posts.postpone(tx, POST, LATER + timedelta(hours=1))
        assert (dues.of(tx)).post == LATER + timedelta(hours=1)
        posts.edited(tx, POST)
        found = posts.one(tx, POST)
        assert (dues.of(tx)).post is None
    assert found is not None
    assert (found.message, found.state, found.edit) == (5, PostState.SENT, False)


async def test_an_amendment_outlives_the_edit_under_way(kept: Database) -> None:
    """What comes to be owed while an edit runs is owed when it ends; what is not in Discord is owed nothing."""
    both = (PostPurpose.QUESTION, PostPurpose.RESULT)
    with writing(kept) as tx:
        found = posts.one(tx, POST)
        assert found is not None
        posts.amend(tx, [found.owner], NOW, purposes=both, closed_since=None)
        found = posts.one(tx, POST)
        assert found is not None
        assert not found.edit
        posts.sent(tx, POST, MessageId(5))
        posts.amend(tx, [found.owner], NOW, purposes=both, closed_since=None)
        assert posts.claim(tx, POST, by="a", now=NOW, until=LATER) == 1
        posts.amend(tx, [found.owner], NOW, purposes=both, closed_since=None)
        posts.edited(tx, POST)
        again = LATER + timedelta(milliseconds=1)
        assert (dues.of(tx)).post == again
        assert posts.claim(tx, POST, by="a", now=again, until=again + timedelta(seconds=60)) == 1
        posts.edited(tx, POST)
        assert (dues.of(tx)).post is None
        posts.amend(tx, [found.owner], NOW, purposes=(PostPurpose.APPEAL,), closed_since=None)
        posts.amend(tx, [found.owner], NOW, purposes=both, closed_since=NOW)
        found = posts.one(tx, POST)
    assert found is not None
    assert not found.edit, "its occurrence is not settled"
