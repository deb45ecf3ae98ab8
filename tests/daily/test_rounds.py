"""The daily quiz asks once, when it should, and is never lost, wherever it is cut off."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.chat.outbox.kinds import Absent, Edited, Failed, Refusal, Refused, Sent, Unknown
from bot.core.ids import GuildId, MessageId, ScheduleId
from bot.daily.errors import DeckTooSmall, NothingOpen, ScheduleUnknown
from bot.daily.options import PauseReason, ScheduleState
from bot.daily.owner import PAUSE, QUESTION, RESULT
from bot.daily.service.rounds import Rounds
from bot.library.errors import DeckUnknown
from bot.questions.forms import Form
from tests.database import reading, tables
from tests.fixtures.services import a_record

HERE, ELSEWHERE = GuildId(1), GuildId(2)


def at(text: str) -> datetime:
    """Read an instant of UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def view_of(evening: Any, schedule: ScheduleId) -> Any:
    """Return a schedule as it stands."""
    return await evening.schedules.one(HERE, schedule)


# --- asking -----------------------------------------------------------------------------------------


async def test_nothing_before_the_time(evening: Any) -> None:
    """Before the first schedule nothing is ever due; then its next round is, and nothing is ordered earlier."""
    assert await evening.next_due() is None
    await evening.schedule()
    assert await evening.next_due() == at("2026-11-23T09:00")
    evening.clock.advance(minutes=59, seconds=59)
    assert await evening.due() == []


async def test_post(evening: Any) -> None:
    """At its time a schedule orders one post, with what people may see of the question."""
    order = await evening.posted(questions=4)
    post = order.open
    assert (order.retry, order.late) == (False, False)
    assert len(order.post.nonce) <= 25
    assert (post.guild, post.channel, post.deck_title, post.answered) == (HERE, 10, "Demo deck", 0)
    assert (post.opens_at, post.closes_at) == (at("2026-11-23T09:00"), at("2026-11-23T17:00"))
    assert [(question.number, question.of) for question in post.questions] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    by_ask = {question.ask: question for question in post.questions}
    assert by_ask["Which metals are meant?"].hints == 2
    assert by_ask["Which metals are meant?"].form is Form.RECALL
    assert set(by_ask["Which is a fruit?"].options) == {"apple", "stone", "brick", "cloud"}
    assert await evening.due() == []
    assert await evening.next_due() == at("2026-11-23T17:00:05")


async def test_questions_are_made_ready_as_soon_as_they_are_asked(evening: Any) -> None:
    """Whoever prepares cards for grading is told of questions of the timetable and of those asked at once."""
    told: list[None] = []
    rounds = Rounds(
        evening.db, evening.clock, Random(7), a_record(), unreachable=lambda: (), asked=lambda: told.append(None)
    )
    view = await evening.schedule()
    await rounds.ask_now(guild=HERE, schedule=view.id, source=evening.source(), at=evening.clock.now())
    assert len(told) == 1
    ask = next(chore for chore in rounds.chores() if chore.name == "ask-schedules")
    await ask.work(view.next_at)
    assert len(told) == 2


async def test_open_in(evening: Any) -> None:
    """What is open in a server is listed there and nowhere else."""
    order = await evening.posted()
    assert await evening.rounds.open_in(HERE) == (order.open,)
    assert await evening.rounds.open_in(ELSEWHERE) == ()
    evening.clock.at = order.open.closes_at
    assert await evening.rounds.open_in(HERE) == ()


async def test_every_weekday_once(evening: Any) -> None:
    """Over a week each chosen weekday is asked once, with another card each until the deck is through."""
    view, asked = await evening.schedule(open_for="2h"), []
    for _ in range(4):
        evening.clock.at = view.next_at
        orders = await evening.due()
        await evening.deliver(orders)
        asked += [question.ask for order in orders for question in order.open.questions]
        await evening.closes(orders[0])
        view = await view_of(evening, view.id)
    assert len(set(asked)) == 4
    assert view.next_at == at("2026-11-27T09:00")


async def test_late_start(evening: Any) -> None:
    """A start within the grace asks, closing as if it had been on time; posts are dated by the round."""
    view = await evening.schedule()
    evening.clock.at = at("2026-11-23T12:00")
    orders = await evening.due()
    assert orders[0].open.closes_at == at("2026-11-23T17:00")
    assert orders[0].open.opens_at == at("2026-11-23T12:00")
    assert (await view_of(evening, view.id)).missed_on is None


async def test_missed(evening: Any) -> None:
    """A start later than the grace asks nothing, says so, and goes on with the next date."""
    view = await evening.schedule()
    evening.clock.at = at("2026-11-23T12:00:00.001")
    assert await evening.due() == []
    after = await view_of(evening, view.id)
    assert (after.missed_on, after.next_at, after.state) == (
        date(2026, 11, 23),
        at("2026-11-24T09:00"),
        ScheduleState.ACTIVE,
    )


async def test_never_two_days_at_once(evening: Any) -> None:
    """After days away only the latest date is asked, if it is not too late; the others are missed."""
    view = await evening.schedule()
    evening.clock.at = at("2026-11-26T09:30")
    orders = await evening.due()
    assert [order.open.opens_at for order in orders] == [at("2026-11-26T09:30")]
    after = await view_of(evening, view.id)
    assert (after.missed_on, after.next_at) == (date(2026, 11, 25), at("2026-11-27T09:00"))


async def test_away_for_years(evening: Any) -> None:
    """However long the bot was away, it goes on at once."""
    view = await evening.schedule()
    evening.clock.at = at("2029-11-23T08:59")
    assert await evening.due() == []
    after = await view_of(evening, view.id)
    assert (after.missed_on, after.next_at) == (date(2029, 11, 22), at("2029-11-23T09:00"))


async def test_fewer_cards_than_questions(evening: Any, make_deck: Any) -> None:
    """A deck with fewer cards than questions asks what it has."""
    await evening.decks.sync([make_deck("small", "a", "b")])
    order = await evening.posted(deck="small", questions=10)
    assert [question.of for question in order.open.questions] == [2, 2]


async def test_open_cards_are_withheld(evening: Any, make_deck: Any) -> None:
    """A card that is open in a server is not asked there by another schedule, but may be elsewhere."""
    await evening.decks.sync([make_deck("small", "a")])
    await evening.posted(deck="small")
    second = await evening.schedule(deck="small", at="09:30")
    await evening.schedule(deck="small", at="09:30", guild=ELSEWHERE)
    evening.clock.at = at("2026-11-23T09:30")
    assert [order.open.guild for order in await evening.due()] == [ELSEWHERE]
    assert (await view_of(evening, second.id)).missed_on == date(2026, 11, 23)


async def test_deck_gone(evening: Any, make_deck: Any) -> None:
    """A schedule whose deck is gone or empty is paused with the reason, and goes on once it is back."""
    view = await evening.schedule()
    await evening.decks.sync([])
    evening.clock.at = view.next_at
    assert [order.purpose for order in await evening.due()] == [PAUSE]
    paused = await view_of(evening, view.id)
    assert (paused.state, paused.paused, paused.next_at) == (ScheduleState.PAUSED, PauseReason.DECK_GONE, None)
    await evening.decks.sync([make_deck("demo", "a")])
    assert (await evening.schedules.resume(HERE, view.id)).next_at == at("2026-11-24T09:00")


async def test_batches(evening: Any) -> None:
    """Many due at once come in batches of fifty, each once."""
    for guild in range(1, 53):
        await evening.schedule(guild=GuildId(guild))
    evening.clock.at = at("2026-11-23T09:00")
    sizes, guilds = [], []
    while orders := await evening.due():
        sizes.append(len(orders))
        guilds += [order.open.guild for order in orders]
        await evening.deliver(orders)
    assert sizes == [50, 2]
    assert sorted(guilds) == list(range(1, 53))


# --- cut off anywhere ----------------------------------------------------------------------------------


async def test_claim_runs_out(evening: Any) -> None:
    """What was claimed and not reported is ordered again after 60 s, as a retry with the same nonce and questions."""
    view = await evening.schedule()
    evening.clock.at = view.next_at
    first = (await evening.due())[0]
    evening.restart()
    assert await evening.due() == []
    assert await evening.next_due() == evening.clock.now() + timedelta(seconds=60)
    evening.clock.advance(seconds=60)
    again = (await evening.due())[0]
    assert (first.retry, again.retry) == (False, True)
    assert (again.post.nonce, again.open) == (first.post.nonce, first.open)
    await evening.deliver([again])
    evening.clock.advance(minutes=5)
    assert await evening.due() == []


async def test_restart_between_any_two_steps(evening: Any) -> None:
    """With nothing kept in memory between steps, an evening runs from due to told."""
    view = await evening.schedule()
    evening.clock.at = view.next_at
    evening.restart()
    order = (await evening.due())[0]
    evening.restart()
    await evening.reports(order, Sent(MessageId(5)))
    evening.restart()
    await evening.answers(order.open.questions[0].id, evening.player("Ada"), "something")
    evening.restart()
    evening.clock.at = order.open.closes_at + timedelta(seconds=5)
    evening.restart()
    results = await evening.due()
    evening.restart()
    await evening.deliver(results)
    evening.restart()
    assert await evening.next_due() == at("2026-11-24T09:00")


async def test_overdue_search(evening: Any) -> None:
    """Past the grace a claim that ran out is only looked for; found it is attached and settled as ever."""
    view = await evening.schedule()
    evening.clock.at = view.next_at
    await evening.due()
    evening.clock.at = at("2026-11-23T12:30")
    order = (await evening.due())[0]
    assert (order.retry, order.late) == (True, True)
    await evening.reports(order, Sent(MessageId(5)))
    evening.clock.at = at("2026-11-23T17:00:05")
    assert [found.purpose for found in await evening.due()] == [QUESTION, RESULT]
    assert (await view_of(evening, view.id)).missed_on is None


async def test_found_after_closing(evening: Any) -> None:
    """A post found only after its closing time is settled at once."""
    view = await evening.schedule()
    evening.clock.at = view.next_at
    await evening.due()
    evening.clock.at = at("2026-11-23T20:00")
    order = (await evening.due())[0]
    assert order.late
    await evening.reports(order, Sent(MessageId(5)))
    assert [found.purpose for found in await evening.due()] == [QUESTION, RESULT]


async def test_absent(evening: Any) -> None:
    """An overdue post that is not found was missed, and its cards are free again."""
    view = await evening.schedule(questions=4)
    evening.clock.at = view.next_at
    await evening.due()
    evening.clock.at = at("2026-11-23T12:30")
    order = (await evening.due())[0]
    await evening.reports(order, Absent())
    await evening.reports(order, Absent())
    assert (await view_of(evening, view.id)).missed_on == date(2026, 11, 23)
    assert await evening.rounds.open_in(HERE) == ()
    assert len((await evening.asks_now(view.id)).open.questions) == 4


async def test_never_tried(evening: Any) -> None:
    """A post that nobody claimed within the grace is missed without a look, for it was never sent."""
    view = await evening.schedule()
    await evening.rounds.ask_now(guild=HERE, schedule=view.id, source=evening.source(), at=evening.clock.now())
    await evening.schedules.pause(HERE, view.id)
    evening.clock.advance(hours=4)
    assert await evening.due() == []
    assert (await view_of(evening, view.id)).missed_on == date(2026, 11, 23)
    assert await evening.next_due() is None


async def test_search_is_given_up(evening: Any) -> None:
    """A search that never ends in a report is tried less and less often, and given up after about half a day."""
    view = await evening.schedule()
    evening.clock.at = view.next_at
    await evening.due()
    await evening.schedules.pause(HERE, view.id)
    evening.clock.at = at("2026-11-23T12:30")
    tries = 0
    while (due := await evening.next_due()) is not None:
        evening.clock.at = max(due, evening.clock.now())
        for order in await evening.due():
            tries += 1
            await evening.reports(order, Failed())
    assert tries < 20
    assert timedelta(hours=11) < evening.clock.now() - at("2026-11-23T12:30") < timedelta(hours=13)


async def test_unknown(evening: Any) -> None:
    """Where the history cannot be read nothing is sent; people may still answer, and managers are told."""
    view = await evening.schedule()
    evening.clock.at = view.next_at
    order = (await evening.due())[0]
    await evening.reports(order, Unknown())
    await evening.reports(order, Unknown())
    assert (await view_of(evening, view.id)).missed_on == date(2026, 11, 23)
    evening.clock.advance(minutes=5)
    assert await evening.due() == []
    assert (await evening.answers(order.open.questions[0].id, evening.player("Ada"), "something")).new
    evening.clock.at = order.open.closes_at + timedelta(seconds=5)
    assert await evening.due() == []
    assert await evening.next_due() == at("2026-11-24T09:00")


@pytest.mark.parametrize("reason", list(Refusal))
async def test_refused(evening: Any, reason: Refusal) -> None:
    """A refused post pauses its schedule with the reason; its cards are free, and it can be resumed."""
    view = await evening.schedule(questions=4)
    evening.clock.at = view.next_at
    order = (await evening.due())[0]
    for _ in range(2):
        await evening.reports(order, Refused(reason))
    paused = await view_of(evening, view.id)
    assert (paused.state, paused.paused, paused.next_at) == (ScheduleState.PAUSED, PauseReason(reason.value), None)
    assert [order.purpose for order in await evening.due()] == [PAUSE]
    assert (await evening.schedules.resume(HERE, view.id)).next_at == at("2026-11-24T09:00")
    assert len((await evening.asks_now(view.id)).open.questions) == 4


async def test_refused_result(evening: Any) -> None:
    """A result that Discord refuses for good is owed no more, and the schedule is paused; the answers stay."""
    order = await evening.posted()
    await evening.answers(order.open.questions[0].id, evening.player("Ada"), "something")
    evening.clock.at = order.open.closes_at + timedelta(seconds=5)
    edit, reply = await evening.due()
    await evening.reports(edit, Edited())
    await evening.reports(reply, Refused(Refusal.CHANNEL_GONE))
    assert [order.purpose for order in await evening.due()] == [PAUSE]
    assert (await evening.schedules.all(HERE))[0].paused is PauseReason.CHANNEL_GONE
    assert (await evening.playing.my_result(order.open.round_id, evening.player("Ada"))).answered == 1


async def test_a_pause_keeps_its_reason(evening: Any) -> None:
    """A schedule that a person paused stays paused for that reason."""
    view = await evening.schedule()
    await evening.schedules.pause(HERE, view.id)
    await evening.rounds.ask_now(guild=HERE, schedule=view.id, source=evening.source(), at=evening.clock.now())
    order = (await evening.due())[0]
    await evening.reports(order, Refused(Refusal.NO_PERMISSION))
    assert (await view_of(evening, view.id)).paused is PauseReason.ASKED


async def test_two_processes(evening: Any, other: Any) -> None:
    """Of two processes on one file that claim at once, one asks; together they order each post once."""
    for guild in range(1, 11):
        await evening.schedule(guild=GuildId(guild))
    evening.clock.at = at("2026-11-23T09:00")
    rival = type(evening)(other, evening.clock, seed=2)
    ours, theirs = await evening.due(5), await rival.due()
    assert sorted([order.open.guild for order in [*ours, *theirs]]) == list(range(1, 11))
    assert await evening.due() == []


async def test_two_processes_at_the_same_moment(evening: Any, other: Any) -> None:
    """However the steps of two processes fall between each other, each date is asked and each post ordered once."""
    for guild in range(1, 21):
        await evening.schedule(guild=GuildId(guild))
    evening.clock.at = at("2026-11-23T09:00")
    rival = type(evening)(other, evening.clock, seed=2)
    ours, theirs = await asyncio.gather(evening.due(), rival.due())
    ours += await evening.due()
    assert sorted([order.open.guild for order in [*ours, *theirs]]) == list(range(1, 21))
    with reading(evening.db) as tx:
        assert tx.execute(select(func.count()).select_from(tables["rounds"])).scalar() == 20


# --- now and close -----------------------------------------------------------------------------------


async def test_ask_now(evening: Any) -> None:
    """A schedule asks at once for its own time, paused or not, once per command; its timetable goes on."""
    view = await evening.schedule()
    await evening.schedules.pause(HERE, view.id)
    source, now = evening.source(), evening.clock.now()
    post = (await evening.rounds.ask_now(guild=HERE, schedule=view.id, source=source, at=now)).post
    assert (post.opens_at, post.closes_at) == (now, now + timedelta(hours=8))
    assert (await evening.rounds.ask_now(guild=HERE, schedule=view.id, source=source, at=now)).post == post
    await evening.schedules.resume(HERE, view.id)
    assert [order.open for order in await evening.due()] == [post]
    evening.clock.at = at("2026-11-23T09:00")
    assert len(await evening.due()) == 2  # the round of the day, and the unreported post again


async def test_ask_now_refused(evening: Any, make_deck: Any) -> None:
    """Asking at once is refused for unknown schedules, and where there is nothing to ask."""
    await evening.decks.sync([make_deck("small", "a")])
    view = await evening.schedule(deck="small")
    asked = {"source": evening.source(), "at": evening.clock.now()}
    for guild, schedule in ((ELSEWHERE, view.id), (HERE, ScheduleId(99))):
        with pytest.raises(ScheduleUnknown):
            await evening.rounds.ask_now(guild=guild, schedule=schedule, **asked)
    await evening.asks_now(view.id)
    with pytest.raises(DeckTooSmall) as small:
        await evening.rounds.ask_now(guild=HERE, schedule=view.id, source=evening.source(), at=evening.clock.now())
    assert small.value.deck == "Small"
    await evening.decks.sync([make_deck("other", "a")])
    with pytest.raises(DeckUnknown) as gone:
        await evening.rounds.ask_now(guild=HERE, schedule=view.id, source=evening.source(), at=evening.clock.now())
    assert (gone.value.given, gone.value.known) == ("Small", "other")


async def test_close_now(evening: Any) -> None:
    """Closing at once settles at once, without waiting, and needs no reply for a post that was open briefly."""
    order = await evening.posted()
    question = order.open.questions[0].id
    evening.clock.advance(minutes=1)
    assert await evening.rounds.close_now(guild=HERE, schedule=None, at=evening.clock.now()) == 1
    (result,) = await evening.due()
    assert (result.result.closed_at, result.edit) == (evening.clock.now(), True)
    assert (await evening.answers(question, evening.player("Ada"), "in time")).new


async def test_close_now_chooses(evening: Any) -> None:
    """One schedule's post is closed, or all of a server, never another server's."""
    first, second = await evening.schedule(), await evening.schedule()
    elsewhere = await evening.schedule(guild=ELSEWHERE)
    evening.clock.at = at("2026-11-23T09:00")
    await evening.deliver(await evening.due())
    for guild, schedule in ((ELSEWHERE, first.id), (HERE, elsewhere.id)):
        with pytest.raises(ScheduleUnknown):
            await evening.rounds.close_now(guild=guild, schedule=schedule, at=evening.clock.now())
    assert await evening.rounds.close_now(guild=HERE, schedule=first.id, at=evening.clock.now()) == 1
    with pytest.raises(NothingOpen):
        await evening.rounds.close_now(guild=HERE, schedule=first.id, at=evening.clock.now())
    assert await evening.rounds.close_now(guild=HERE, schedule=None, at=evening.clock.now()) == 1
    with pytest.raises(NothingOpen):
        await evening.rounds.close_now(guild=HERE, schedule=None, at=evening.clock.now())
    assert [post.guild for post in await evening.rounds.open_in(ELSEWHERE)] == [ELSEWHERE]
    assert second.id != first.id


async def test_close_before_it_is_known(evening: Any) -> None:
    """A post that is closed before its message is known is looked for, and then settled."""
    view = await evening.schedule()
    evening.clock.at = view.next_at
    order = (await evening.due())[0]
    await evening.rounds.close_now(guild=HERE, schedule=None, at=evening.clock.now())
    evening.clock.advance(seconds=60)
    again = (await evening.due())[0]
    assert again.late
    await evening.reports(order, Sent(MessageId(5)))
    assert [found.purpose for found in await evening.due()] == [QUESTION]


# --- counting -----------------------------------------------------------------------------------------


async def test_counts(evening: Any) -> None:
    """The count is edited at most every ten seconds, and again after an answer that came during an edit."""
    order = await evening.posted()
    question = order.open.questions[0].id
    evening.clock.advance(seconds=2)
    await evening.answers(question, evening.player("Ada"), "something")
    assert await evening.next_due() == at("2026-11-23T09:00:10")
    evening.clock.at = at("2026-11-23T09:00:10")
    first = (await evening.due())[0]
    assert first.edit
    assert first.open.answered == 1
    await evening.answers(question, evening.player("Ben"), "something")
    await evening.reports(first, Edited())
    assert await evening.next_due() == at("2026-11-23T09:00:20")
    evening.clock.at = at("2026-11-23T09:00:20")
    second = (await evening.due())[0]
    assert second.open.answered == 2
    await evening.reports(second, Edited())
    assert await evening.next_due() == at("2026-11-23T17:00:05")


async def test_lost_count(evening: Any) -> None:
    """An edit of the count that was never reported is ordered again a minute later."""
    order = await evening.posted()
    await evening.answers(order.open.questions[0].id, evening.player("Ada"), "something")
    evening.clock.advance(seconds=10)
    assert len(await evening.due()) == 1
    evening.restart()
    evening.clock.advance(seconds=59)
    assert await evening.due() == []
    evening.clock.advance(seconds=1)
    assert [found.edit for found in await evening.due()] == [True]


async def test_no_count_before_closing(evening: Any) -> None:
    """In the last ten minutes no count is edited, though one was planned."""
    order = await evening.posted()
    evening.clock.at = order.open.closes_at - timedelta(minutes=11)
    await evening.answers(order.open.questions[0].id, evening.player("Ada"), "something")
    evening.clock.advance(minutes=2)
    await evening.answers(order.open.questions[0].id, evening.player("Ben"), "something")
    assert await evening.due() == []
    assert await evening.next_due() == at("2026-11-23T17:00:05")


# --- telling ------------------------------------------------------------------------------------------


async def test_result(evening: Any) -> None:
    """Five seconds after closing the result is owed, as an edit and a reply below the post, and told once."""
    order = await evening.posted()
    evening.clock.at = order.open.closes_at + timedelta(seconds=4, milliseconds=999)
    assert await evening.due() == []
    evening.clock.advance(milliseconds=1)
    edit, reply = await evening.due()
    assert (edit.purpose, edit.edit, reply.purpose, reply.edit) == (QUESTION, True, RESULT, False)
    assert edit.result == reply.result
    assert reply.claimed.composed.below == edit.post.message
    await evening.deliver([edit, reply])
    evening.clock.advance(hours=5)
    assert await evening.due() == []


async def test_no_reply_for_a_short_post(evening: Any) -> None:
    """A post that was open for a quarter of an hour is edited only."""
    order = await evening.posted(open_for="15m")
    evening.clock.at = order.open.closes_at + timedelta(seconds=5)
    assert [found.purpose for found in await evening.due()] == [QUESTION]


async def test_a_result_in_the_middle_of_an_edit(evening: Any) -> None:
    """Closed while the count is being edited, the post is edited into the result right after that, and once."""
    order = await evening.posted()
    await evening.answers(order.open.questions[0].id, evening.player("Ada"), "something")
    evening.clock.advance(seconds=10)
    (count,) = await evening.due()
    await evening.rounds.close_now(guild=HERE, schedule=None, at=evening.clock.now())
    assert await evening.due() == []
    await evening.reports(count, Edited())
    (edit,) = await evening.due()
    assert edit.result.answered == 1
    await evening.deliver([edit])
    assert await evening.due() == []
