"""Appeals hold for every equal answer, can be taken back, and nobody decides their own."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.appeals.errors import AppealDecided, AppealedAlready, AppealGone, AppealTooLate, NothingToAppeal, OwnAppeal
from bot.appeals.rules import Decision, RulingState, Section
from bot.appeals.service.appeals import Appeals
from bot.appeals.service.moderation_queue import ModerationQueue
from bot.chat.outbox.kinds import Edited, Failed, Refusal, Refused, Sent
from bot.core.ids import ChannelId, GuildId, MessageId, QuestionId, RulingId, UserId
from bot.daily.service.playing import MyResult
from bot.grading.verdict import Outcome
from bot.questions.errors import QuestionGone, QuestionOpen
from tests.database import reading, tables, writing

ADA, BEN, CHIYO, DORA = "Ada", "Ben", "Chiyo", "Dora"
TEXT = "okapi"
GUILD = GuildId(1)


class Bench:
    """An evening with one closed question about stripes, and the hands of people and moderators."""

    def __init__(self, evening: Any) -> None:
        self.evening = evening
        self.appeals = Appeals(evening.db, evening.clock, evening.record)
        self.queue = ModerationQueue(evening.db)

    async def asks(self, **texts: str) -> QuestionId:
        """Ask the one card and let people answer; it closes."""
        self.order = await self.evening.posted(deck="stripes", days="every day")
        self.question = self.order.open.questions[0].id
        for name, text in texts.items():
            await self.evening.answers(self.question, self.evening.player(name), text)
        await self.evening.closes(self.order)
        return self.question

    async def appeal(self, name: str, argument: str = "") -> RulingId:
        """Appeal."""
        found: RulingId = await self.appeals.appeal(
            self.question, self.evening.player(name), argument=argument, at=self.evening.clock.now()
        )
        return found

    async def decide(self, ruling: RulingId, decision: Decision = Decision.ACCEPT, by: str = ADA) -> Any:
        """Decide, and grade again what is due."""
        entry = await self.appeals.decide(
            GUILD,
            ruling,
            decision,
            moderator=self.evening.player(by).user,
            reason="because",
            at=self.evening.clock.now(),
        )
        await self.evening.deliver(await self.evening.due())
        return entry

    async def undo(self, ruling: RulingId) -> Any:
        """Take it back, and grade again what is due."""
        moderator = self.evening.player(ADA).user
        entry = await self.appeals.undo(GUILD, ruling, moderator=moderator, at=self.evening.clock.now())
        await self.evening.deliver(await self.evening.due())
        return entry

    async def mine(self, name: str) -> MyResult:
        """Return what *My result* shows."""
        shown: MyResult = await self.evening.playing.my_result(self.order.open.round_id, self.evening.player(name))
        return shown

    async def points(self) -> dict[str, int]:
        """Return everyone's points of all time."""
        with reading(self.evening.db) as tx:
            tallies = tables["tallies"]
            rows = tx.execute(
                select(tallies.c.user, tallies.c.points).where(tallies.c.scope == "guild", tallies.c.period == "all")
            ).all()
        names = {self.evening.player(name).user: name for name in (ADA, BEN, CHIYO, DORA)}
        return {names[UserId(row.user)]: row.points for row in rows}

    async def notices(self) -> list[tuple[str, str]]:
        """Return who is told what, in the order it was left."""
        with reading(self.evening.db) as tx:
            rows = tx.execute(
                select(tables["notices"].c.user, tables["notices"].c.kind).order_by(tables["notices"].c.id)
            ).all()
        names = {self.evening.player(name).user: name for name in (ADA, BEN, CHIYO, DORA)}
        return [(names[UserId(row.user)], row.kind) for row in rows]


@pytest.fixture
async def bench(evening: Any, make_deck: Any) -> Bench:
    """Return an evening whose deck has one card."""
    await evening.decks.sync([make_deck("stripes", "zebra")])
    return Bench(evening)


async def test_an_accepted_appeal_holds_for_every_equal_answer(bench: Bench) -> None:
    """Equal answers are right from now on, those to come included; points, result and everybody's notice follow."""
    await bench.asks(Ben=TEXT, Chiyo="OKAPI!", Dora="a horse")
    assert await bench.points() == {BEN: 0, CHIYO: 0, DORA: 0}
    ruling = await bench.appeal(BEN, "It has stripes too.")
    page = await bench.queue.page(GUILD, Section.OPEN)
    assert page.counts == {section: int(section is Section.OPEN) for section in Section}
    assert page.entry is not None
    assert (page.entry.text, page.entry.others, page.entry.argument) == (TEXT, 1, "It has stripes too.")
    entry = await bench.decide(ruling)
    assert (entry.decision, entry.reason) == (Decision.ACCEPT, "because")
    assert await bench.points() == {BEN: 100, CHIYO: 100, DORA: 0}
    assert await bench.notices() == [(BEN, "appeal-accepted"), (CHIYO, "points-changed")]
    own = await bench.mine(BEN)
    assert own.answers[0].outcome is Outcome.RIGHT
    assert own.answers[0].rules == ()
    assert [(one.decision, one.reason) for one in own.appeals] == [(Decision.ACCEPT, "because")]
    assert own.appealable == ()

    bench.evening.clock.advance(days=1)
    bench.evening.clock.at = bench.evening.clock.at.replace(hour=9, minute=0, second=0)
    orders = await bench.evening.due()
    await bench.evening.deliver(orders)
    again = next(order.open.questions[0].id for order in orders if hasattr(order, "open"))
    receipt = await bench.evening.answers(again, bench.evening.player(DORA), "okapi")
    assert (receipt.outcome, receipt.points, receipt.rules) == (Outcome.RIGHT, 100, ())


async def test_an_undone_ruling_leaves_no_trace_but_in_the_log(bench: Bench) -> None:
    """Gradings are appended, points are as before, the appellant is told, and it can be decided anew."""
    await bench.asks(Ben=TEXT, Chiyo=TEXT)
    ruling = await bench.appeal(BEN)
    await bench.decide(ruling)
    entry = await bench.undo(ruling)
    assert entry.undone
    assert await bench.points() == {BEN: 0, CHIYO: 0}
    assert (await bench.notices())[2:] == [(BEN, "appeal-undone"), (CHIYO, "points-changed")]
    with reading(bench.evening.db) as tx:
        rows = tx.execute(
            select(tables["gradings"]).order_by(tables["gradings"].c.answer, tables["gradings"].c.n)
        ).all()
        assert [(row.n, row.cause) for row in rows] == [(1, "first"), (2, "ruling"), (3, "undo")] * 2
        assert (tx.execute(select(tables["accepted_answers"])).all()) == []
    with pytest.raises(AppealDecided):
        await bench.undo(ruling)
    await bench.decide(ruling, Decision.PARTLY)
    assert await bench.points() == {BEN: 50, CHIYO: 50}
    assert (await bench.mine(CHIYO)).answers[0].outcome is Outcome.PARTLY


async def test_a_denied_appeal_changes_nothing(bench: Bench) -> None:
    """Only its author is told, with the reason."""
    await bench.asks(Ben=TEXT, Chiyo=TEXT)
    await bench.decide(await bench.appeal(BEN), Decision.DENY)
    assert await bench.points() == {BEN: 0, CHIYO: 0}
    assert await bench.notices() == [(BEN, "appeal-denied")]


async def test_one_decision_for_one_text(bench: Bench) -> None:
    """Appeals of equal answers are decided together, and taken back together."""
    await bench.asks(Ben=TEXT, Chiyo=TEXT)
    first, second = await bench.appeal(BEN), await bench.appeal(CHIYO)
    await bench.decide(second)
    assert await bench.notices() == [(BEN, "appeal-accepted"), (CHIYO, "appeal-accepted")]
    with pytest.raises(AppealDecided):
        await bench.decide(first)
    await bench.undo(first)
    assert await bench.points() == {BEN: 0, CHIYO: 0}
    with pytest.raises(AppealDecided):
        await bench.undo(second)


async def test_a_later_ruling_stands_on_an_earlier_one(bench: Bench) -> None:
    """Taking the later one back leaves what the earlier one said; taking the earlier one back first changes nothing."""
    await bench.asks(Ben=TEXT, Chiyo=TEXT)
    partly = await bench.appeal(BEN)
    await bench.decide(partly, Decision.PARTLY)
    whole = await bench.appeal(CHIYO)
    await bench.decide(whole)
    assert await bench.points() == {BEN: 100, CHIYO: 100}
    await bench.undo(whole)
    assert await bench.points() == {BEN: 50, CHIYO: 50}
    await bench.decide(whole)
    await bench.undo(partly)
    assert await bench.points() == {BEN: 100, CHIYO: 100}
    await bench.undo(whole)
    assert await bench.points() == {BEN: 0, CHIYO: 0}


async def test_nobody_rules_on_their_own(bench: Bench) -> None:
    """Neither on their own appeal nor on one that decides theirs."""
    await bench.asks(Ada=TEXT, Ben=TEXT)
    own, other = await bench.appeal(ADA), await bench.appeal(BEN)
    for ruling in (own, other):
        with pytest.raises(OwnAppeal):
            await bench.decide(ruling)
    await bench.decide(own, by=DORA)
    with pytest.raises(OwnAppeal):
        await bench.undo(other)


async def test_two_moderators_at_once(bench: Bench) -> None:
    """The first decision stands, the second is told so, and nothing is done twice."""
    await bench.asks(Ben=TEXT)
    ruling = await bench.appeal(BEN)
    outcomes = await asyncio.gather(
        bench.decide(ruling, Decision.ACCEPT, by=ADA),
        bench.decide(ruling, Decision.DENY, by=DORA),
        return_exceptions=True,
    )
    assert isinstance(outcomes[1], AppealDecided)
    assert await bench.points() == {BEN: 100}


async def test_who_may_appeal_what(bench: Bench) -> None:
    """Own wrong answers to closed questions, once, for fourteen days, in their server."""
    evening = bench.evening
    order = await evening.posted(deck="stripes")
    bench.order, bench.question = order, order.open.questions[0].id
    await evening.answers(bench.question, evening.player(BEN), TEXT)
    await evening.answers(bench.question, evening.player(CHIYO), "zebra")
    await evening.answering.give_up(
        bench.question, evening.player(ADA), source=evening.source(), at=evening.clock.now()
    )
    with pytest.raises(QuestionOpen):
        await bench.appeal(BEN)
    await evening.closes(order)
    for name in (ADA, CHIYO, DORA):
        with pytest.raises(NothingToAppeal):
            await bench.appeal(name)
    with pytest.raises(QuestionGone):
        await bench.appeals.begin(bench.question, evening.player(BEN, GuildId(2)), evening.clock.now())
    evening.clock.at = order.open.closes_at + timedelta(days=14)
    assert (await bench.mine(BEN)).appealable == (bench.question,)
    form = await bench.appeals.begin(bench.question, evening.player(BEN), evening.clock.now())
    assert (form.ask, form.text) == ("What is zebra?", TEXT)
    evening.clock.advance(seconds=1)
    assert (await bench.mine(BEN)).appealable == ()
    with pytest.raises(AppealTooLate):
        await bench.appeal(BEN)
    evening.clock.advance(seconds=-1)
    ruling = await bench.appeal(BEN)
    with pytest.raises(AppealedAlready):
        await bench.appeal(BEN)
    with pytest.raises(AppealGone):
        await bench.appeals.entry(GuildId(2), ruling)
    with pytest.raises(AppealGone):
        await bench.appeals.decide(
            GuildId(2), ruling, Decision.ACCEPT, moderator=UserId(9), reason="", at=evening.clock.now()
        )


async def test_the_entry_in_the_moderators_channel(bench: Bench) -> None:
    """It is sent once, brought up to date after the decision, and given up if Discord does not take it."""
    evening = bench.evening
    await bench.appeals.announce_in(GUILD, ChannelId(77), evening.clock.now())
    await bench.asks(Ben=TEXT, Chiyo="a horse")
    ruling = await bench.appeal(BEN)
    (order,) = await evening.due()
    assert (order.purpose, order.post.channel, order.value.id, order.edit, order.retry) == (
        "appeal",
        77,
        ruling,
        False,
        False,
    )
    assert await evening.due() == []
    evening.clock.advance(seconds=61)
    (again,) = await evening.due()
    assert (again.retry, again.post.nonce) == (True, order.post.nonce)
    await evening.reports(again, Sent(MessageId(5)))
    assert await evening.due() == []
    await bench.appeals.decide(GUILD, ruling, Decision.ACCEPT, moderator=UserId(9), reason="", at=evening.clock.now())
    orders = {one.purpose: one for one in await evening.due()}
    assert orders.keys() == {"appeal", "question", "result"}
    assert all(one.edit for one in orders.values())
    changed = orders["appeal"]
    assert (changed.post.message, changed.value.decision) == (5, Decision.ACCEPT)
    await evening.reports(changed, Failed())
    evening.clock.advance(minutes=1)
    assert [one.post.message for one in await evening.due() if one.purpose == "appeal"] == [5]
    await bench.appeal(CHIYO)
    (order,) = [one for one in await evening.due() if one.purpose == "appeal"]
    await evening.reports(order, Refused(Refusal.NO_PERMISSION))
    evening.clock.advance(days=1)
    assert not [one for one in await evening.due() if one.post.id == order.post.id]
    assert (await bench.queue.page(GUILD, Section.OPEN)).number == 1


async def test_an_erased_answer_is_no_longer_judged(bench: Bench) -> None:
    """Its appeal leaves the queue, and whoever still presses is told so."""
    await bench.asks(Ben=TEXT)
    ruling = await bench.appeal(BEN)
    with writing(bench.evening.db) as tx:
        tx.execute(update(tables["answers"]).values(text="", answer_key="", user=999))
        tx.execute(update(tables["rulings"]).values(answer_key="", argument="", appellant=999))
    assert (await bench.queue.page(GUILD, Section.OPEN)).entry is None
    with pytest.raises(AppealGone):
        await bench.decide(ruling)


async def test_a_card_that_is_asked_again_is_not_spoiled(bench: Bench) -> None:
    """While it is open in the server moderators see the appeal without the card's answer."""
    await bench.asks(Ben=TEXT)
    ruling = await bench.appeal(BEN)
    assert (await bench.appeals.entry(GUILD, ruling)).card.answer == "zebra"
    (view,) = await bench.evening.schedules.all(GUILD)
    await bench.evening.asks_now(view.id)
    shown = (await bench.appeals.entry(GUILD, ruling)).card
    assert (shown.answer, shown.points, shown.withheld) == ("", (), True)


async def test_shelves_are_turned_one_by_one(bench: Bench) -> None:
    """The queue begins with the oldest appeal, decisions with the newest; at both ends the last one stays."""
    await bench.asks(Ben="one horse", Chiyo="two horses", Dora="three horses")
    ids = [await bench.appeal(name) for name in (BEN, CHIYO, DORA)]
    page = await bench.queue.page(GUILD, Section.OPEN)
    assert page.entry is not None
    assert (page.entry.id, page.number) == (ids[0], 1)
    page = await bench.queue.page(GUILD, Section.OPEN, beside=ids[0])
    assert page.entry is not None
    assert (page.entry.id, page.number) == (ids[1], 2)
    page = await bench.queue.page(GUILD, Section.OPEN, beside=ids[0], forward=False)
    assert page.entry is not None
    assert page.entry.id == ids[1]
    for ruling in ids[:2]:
        await bench.decide(ruling, Decision.DENY)
    page = await bench.queue.page(GUILD, Section.DECIDED)
    assert page.entry is not None
    assert (page.entry.id, page.number, page.counts[Section.DECIDED]) == (ids[1], 2, 2)
    with reading(bench.evening.db) as tx:
        states = [row.state for row in tx.execute(select(tables["rulings"].c.state)).all()]
    assert states == [RulingState.DENIED, RulingState.DENIED, RulingState.OPEN]


async def test_a_result_that_cannot_be_amended_yet(bench: Bench) -> None:
    """Discord slows edits of old messages down: post and reply are tried again, each on its own, later each time."""
    evening = bench.evening
    await bench.asks(Ben=TEXT)
    ruling = await bench.appeal(BEN)
    moderator = evening.player(ADA).user
    await bench.appeals.decide(GUILD, ruling, Decision.ACCEPT, moderator=moderator, reason="", at=evening.clock.now())
    edit, reply = await evening.due()
    assert edit.result.questions[0].bands == reply.result.questions[0].bands == (1, 0, 0)
    await evening.reports(edit, Failed())
    await evening.reports(reply, Edited())
    assert await evening.due() == []
    evening.clock.advance(minutes=1)
    (order,) = await evening.due()
    assert (order.purpose, order.edit) == ("question", True)
    await evening.reports(order, Edited())
    evening.clock.advance(days=1)
    assert not [one for one in await evening.due() if one.edit]
