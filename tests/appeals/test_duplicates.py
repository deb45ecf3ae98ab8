"""The same long text from two accounts is for moderators to look at, and changes nothing by itself."""

from __future__ import annotations

from typing import Any

import pytest

from bot.appeals.errors import EntryGone
from bot.appeals.queries import channels
from bot.appeals.rules import Section
from bot.appeals.service import reports
from bot.appeals.service.entries import DuplicateEntry
from bot.appeals.service.moderation_queue import ModerationQueue
from bot.chat.feature import QuestionsClosed
from bot.core.ids import ChannelId, GuildId, UserId
from bot.daily.owner import owner_of
from bot.privacy import queries as privacy
from tests.database import writing

HERE, ELSEWHERE, MODS = GuildId(1), GuildId(2), ChannelId(99)
TEXT = "Copper and silver, of which coins were struck at the mint"
SAME = "copper and silver - of which coins were struck at the mint!"


async def asked(evening: Any, make_deck: Any, *, texts: dict[str, str], **changes: Any) -> Any:
    """Ask one question and have it answered, each name with a text; returns its order."""
    await evening.decks.sync([make_deck("long", "copper")])
    order = await evening.posted(deck="long", **changes)
    for name, text in texts.items():
        await evening.answers(order.open.questions[0].id, evening.player(name), text)
    return order


async def test_equal_long_texts_are_found_at_settling(evening: Any, make_deck: Any) -> None:
    """Moderators see the card, the text, who gave it and when; nobody's points differ; it is put away once."""
    order = await asked(evening, make_deck, texts={"Ada": TEXT, "Ben": SAME, "Chiyo": "copper"})
    queue = ModerationQueue(evening.db)
    assert (await queue.page(HERE, Section.DUPLICATES)).entry is None, "nothing is said before closing"
    result = await evening.closes(order)
    page = await queue.page(HERE, Section.DUPLICATES)
    assert isinstance(page.entry, DuplicateEntry)
    assert page.entry.text == TEXT
    assert [user for user, _ in page.entry.people] == [evening.player("Ada").user, evening.player("Ben").user]
    assert (page.number, page.counts[Section.DUPLICATES]) == (1, 1)
    assert result.result.questions[0].answered == 3, "the result counts them like everyone"
    at = evening.clock.now()
    with pytest.raises(EntryGone):
        await queue.settle(ELSEWHERE, Section.DUPLICATES, page.entry.id, moderator=UserId(9), at=at)
    await queue.settle(HERE, Section.DUPLICATES, page.entry.id, moderator=UserId(9), at=at)
    with pytest.raises(EntryGone):
        await queue.settle(HERE, Section.DUPLICATES, page.entry.id, moderator=UserId(9), at=at)
    assert (await queue.page(HERE, Section.DUPLICATES)).entry is None


@pytest.mark.parametrize(
    "texts",
    [
        {"Ada": "copper", "Ben": "copper"},
        {"Ada": TEXT, "Ben": TEXT + ", as the story goes"},
        {"Ada": TEXT},
    ],
)
async def test_what_is_not_flagged(evening: Any, make_deck: Any, texts: dict[str, str]) -> None:
    """Short texts, texts that differ, and one person alone."""
    await evening.closes(await asked(evening, make_deck, texts=texts))
    assert (await ModerationQueue(evening.db).page(HERE, Section.DUPLICATES)).entry is None


async def test_once_however_often_it_is_settled(evening: Any, make_deck: Any) -> None:
    """Looking again keeps and announces nothing a second time."""
    order = await asked(evening, make_deck, texts={"Ada": TEXT, "Ben": TEXT})
    with writing(evening.db) as tx:
        channels.set_channel(tx, HERE, MODS)
    await evening.closes(order)
    with writing(evening.db) as tx:
        closed = tuple(question.id for question in order.open.questions)
        owner = owner_of(order.open.round_id)
        told = QuestionsClosed(owner=owner, guild=HERE, questions=closed, at=evening.clock.now())
        reports.find_duplicates(tx, told)
    assert (await ModerationQueue(evening.db).page(HERE, Section.DUPLICATES)).counts[Section.DUPLICATES] == 1


async def test_told_where_appeals_are(evening: Any, make_deck: Any) -> None:
    """With a channel for appeals it is announced there, once, like an appeal."""
    order = await asked(evening, make_deck, texts={"Ada": TEXT, "Ben": TEXT})
    with writing(evening.db) as tx:
        channels.set_channel(tx, HERE, MODS)
    evening.clock.at = order.open.closes_at
    evening.clock.advance(seconds=5)
    orders = await evening.due()
    (told,) = [one for one in orders if one.purpose in ("appeal", "duplicate")]
    assert isinstance(told.value, DuplicateEntry)
    assert (told.post.channel, told.post.message) == (MODS, None)
    await evening.deliver(orders)
    evening.clock.advance(minutes=5)
    assert [one for one in await evening.due() if one.purpose in ("appeal", "duplicate")] == []


async def test_erased_with_its_text(evening: Any, make_deck: Any) -> None:
    """What retention or a person's wish takes from the log is not kept here either."""
    await evening.closes(await asked(evening, make_deck, texts={"Ada": TEXT, "Ben": TEXT}))
    with writing(evening.db) as tx:
        privacy.drop_texts(tx, "answers", 0, evening.clock.now())
    page = await ModerationQueue(evening.db).page(HERE, Section.DUPLICATES)
    assert isinstance(page.entry, DuplicateEntry)
    assert (page.entry.text, page.entry.people) == ("", ())
