"""Reports: any member may say what is wrong with a card, within limits."""

from __future__ import annotations

from typing import Any

import pytest

from bot.appeals.errors import EntryGone, ReportedAlready, ReportEmpty, TooManyReports
from bot.appeals.rules import REPORTS_MOST, Section
from bot.appeals.service.entries import ReportEntry, card_shown
from bot.appeals.service.moderation_queue import ModerationQueue
from bot.appeals.service.reports import Reports
from bot.core.ids import GuildId, QuestionId, UserId
from bot.questions.errors import QuestionGone, QuestionOpen
from tests.database import reading

HERE, ELSEWHERE = GuildId(1), GuildId(2)


async def test_a_report_is_read_and_put_away(evening: Any) -> None:
    """After closing, by anybody, once; the moderators see who said what of which card."""
    reports, queue, ben = Reports(evening.db, evening.clock), ModerationQueue(evening.db), evening.player("Ben")
    order = await evening.posted(deck="demo")
    question = order.open.questions[0].id
    with pytest.raises(QuestionOpen):
        await reports.begin(question, ben)
    await evening.closes(order)
    assert (await reports.begin(question, ben)).ask == order.open.questions[0].ask
    with pytest.raises(ReportEmpty):
        await reports.report(question, ben, text=" ", at=evening.clock.now())
    with pytest.raises(QuestionGone):
        await reports.report(question, evening.player("Ben", ELSEWHERE), text="x", at=evening.clock.now())
    report = await reports.report(question, ben, text="a typo", at=evening.clock.now())
    with pytest.raises(ReportedAlready):
        await reports.report(question, ben, text="a typo", at=evening.clock.now())
    page = await queue.page(HERE, Section.REPORTS)
    assert isinstance(page.entry, ReportEntry)
    assert (page.entry.text, page.entry.user, page.counts[Section.REPORTS]) == ("a typo", ben.user, 1)
    with pytest.raises(EntryGone):
        await queue.settle(ELSEWHERE, Section.REPORTS, report, moderator=UserId(9), at=evening.clock.now())
    await queue.settle(HERE, Section.REPORTS, report, moderator=UserId(9), at=evening.clock.now())
    with pytest.raises(EntryGone):
        await queue.settle(HERE, Section.REPORTS, report, moderator=UserId(9), at=evening.clock.now())
    assert (await queue.page(HERE, Section.REPORTS)).entry is None


async def test_a_person_reports_so_many_a_day(evening: Any, make_deck: Any) -> None:
    """The next one has to wait until a day has passed."""
    await evening.decks.sync([make_deck("many", *(f"card{number}" for number in range(12)))])
    reports, ben = Reports(evening.db, evening.clock), evening.player("Ben")
    orders = [
        await evening.posted(deck="many", questions=6, at="09:00"),
        await evening.posted(deck="many", questions=6, at="10:00"),
    ]
    asked = [question.id for order in orders for question in order.open.questions]
    for order in orders:
        await evening.closes(order)
    for question in asked[:REPORTS_MOST]:
        await reports.report(question, ben, text="a typo", at=evening.clock.now())
    with pytest.raises(TooManyReports):
        await reports.report(asked[-1], ben, text="a typo", at=evening.clock.now())
    evening.clock.advance(days=1, seconds=1)
    await reports.report(asked[-1], ben, text="a typo", at=evening.clock.now())


async def test_what_is_not_there(evening: Any) -> None:
    """A question that never was cannot be shown."""
    with reading(evening.db) as tx, pytest.raises(LookupError):
        card_shown(tx, QuestionId(99))
