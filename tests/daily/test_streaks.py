"""Streaks are counted when a day is over: in its dates' order, a few people at a time, and as the log says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from bot.chat.outbox.kinds import Refusal, Refused, Unknown
from bot.core.ids import GuildId, ScheduleId, UserId
from bot.daily.queries import streaks
from bot.daily.service import streaks as service
from bot.daily.service.streaks import Streaks, streak_of
from bot.daily.streak import Streak
from bot.db.database import Database
from tests.database import reading
from tests.fixtures.services import Order

HERE = GuildId(1)


async def _asked(evening: Any) -> Order:
    """Go to the next asking of the timetable."""
    (view,) = await evening.schedules.all(HERE)
    evening.clock.at = view.next_at
    (order,) = [order for order in await evening.due() if order.purpose == "question" and not order.edit]
    return order


async def _day(evening: Any, names: Sequence[str], *, gives_up: bool = False) -> Order:
    """Go to the next asking, let people answer, and close it."""
    order = await _asked(evening)
    await evening.deliver([order])
    question = order.open.questions[0].id
    for name in names:
        player = evening.player(name)
        if gives_up:
            await evening.answering.give_up(question, player, source=evening.source(), at=evening.clock.now())
        else:
            await evening.answers(question, player, "zebra")
    await _closes(evening, order)
    return order


async def _closes(evening: Any, order: Order) -> None:
    """Close a post and do all that is due then."""
    await evening.closes(order)
    while orders := await evening.due():
        await evening.deliver(orders)


async def _streaks(db: Database, schedule: ScheduleId) -> dict[UserId, Streak]:
    with reading(db) as tx:
        rows = streaks.of_users(tx, schedule, [UserId(number) for number in range(2_000)])
        return {user: kept.streak for user, kept in rows.items()}


async def test_a_weekday_quiz_knows_no_weekends(evening: Any, db: Database) -> None:
    """Who came on every weekday of a fortnight has kept ten days, and earned a freeze."""
    view = await evening.schedule()
    for _ in range(10):
        await _day(evening, ["ada"])
    assert evening.clock.now().date() == date(2026, 12, 4)
    ada = evening.player("ada").user
    assert await _streaks(db, view.id) == {ada: Streak(length=10, best=10, freezes=1)}


async def test_a_freeze_saves_the_first_missed_day_and_no_second(evening: Any, db: Database) -> None:
    """Missing one day uses the freeze up; missing another ends the streak."""
    view = await evening.schedule()
    for _ in range(10):
        await _day(evening, ["ada"])
    ada = evening.player("ada").user
    await _day(evening, ["ben"])
    assert (await _streaks(db, view.id))[ada] == Streak(length=10, best=10, freezes=0)
    await _day(evening, [])
    assert (await _streaks(db, view.id))[ada] == Streak(length=0, best=10, freezes=0)


async def test_i_dont_know_keeps_a_day(evening: Any, db: Database) -> None:
    """Taking part is what counts."""
    view = await evening.schedule()
    await _day(evening, ["ada"], gives_up=True)
    assert (await _streaks(db, view.id))[evening.player("ada").user].length == 1


async def test_a_day_the_bot_was_down_breaks_nothing(evening: Any, db: Database) -> None:
    """What was missed because the bot was away is no day."""
    view = await evening.schedule()
    await _day(evening, ["ada"])
    evening.clock.advance(days=1, hours=6)
    await evening.deliver(await evening.due())
    assert (await evening.schedules.all(HERE))[0].missed_on == date(2026, 11, 24)
    await _day(evening, ["ada"])
    assert await _streaks(db, view.id) == {evening.player("ada").user: Streak(length=2, best=2)}


async def test_a_refused_day_breaks_nothing(evening: Any, db: Database) -> None:
    """What Discord did not let us post is no day either."""
    view = await evening.schedule()
    await _day(evening, ["ada"])
    order = await _asked(evening)
    await evening.reports(order, Refused(Refusal.NO_PERMISSION))
    await evening.schedules.resume(HERE, view.id)
    await _day(evening, ["ada"])
    assert await _streaks(db, view.id) == {evening.player("ada").user: Streak(length=2, best=2)}


async def test_a_post_nobody_may_have_seen_only_helps(evening: Any, db: Database) -> None:
    """Where it is not known whether a post stands, coming counts and staying away breaks nothing."""
    view = await evening.schedule()
    await _day(evening, ["ada", "ben"])
    order = await _asked(evening)
    await evening.reports(order, Unknown())
    await evening.answers(order.open.questions[0].id, evening.player("ada"), "zebra")
    evening.clock.at = order.open.closes_at + timedelta(seconds=5)
    await evening.due()
    assert await _streaks(db, view.id) == {
        evening.player("ada").user: Streak(length=2, best=2),
        evening.player("ben").user: Streak(length=1, best=1),
    }


async def test_questions_asked_by_hand_count_for_no_streak(evening: Any, db: Database) -> None:
    """`/daily now` neither keeps nor breaks a streak, and no streak is told of it."""
    view = await evening.schedule()
    await _day(evening, ["ada"])
    order = await evening.asks_now(view.id)
    await evening.answers(order.open.questions[0].id, evening.player("ben"), "zebra")
    await _closes(evening, order)
    assert await _streaks(db, view.id) == {evening.player("ada").user: Streak(length=1, best=1)}
    with reading(db) as tx:
        assert streak_of(tx, order.open.round_id, evening.player("ben").user) is None


async def test_days_are_counted_in_the_order_of_their_dates(evening: Any, db: Database) -> None:
    """A day that closes late holds back those after it, which are then counted at once."""
    view = await evening.schedule(open_for="3d")
    first = await _asked(evening)
    await evening.deliver([first])
    await evening.answers(first.open.questions[0].id, evening.player("ada"), "zebra")
    await evening.schedules.edit(HERE, view.id, open_for="1h")
    second = await _day(evening, ["ada", "ben"])
    assert second.open.closes_at < first.open.closes_at
    assert await _streaks(db, view.id) == {}
    due_at = await evening.next_due()
    assert due_at > evening.clock.now(), "what waits must not keep the alarm busy"
    await _closes(evening, first)
    assert await _streaks(db, view.id) == {
        evening.player("ada").user: Streak(length=2, best=2),
        evening.player("ben").user: Streak(length=1, best=1),
    }


async def test_many_are_counted_in_batches_that_may_be_cut_off(
    evening: Any, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever was counted before a crash is not counted twice, and nobody is left out."""
    monkeypatch.setattr(service, "BATCH", 3)
    view = await evening.schedule()
    names = [chr(number) * 2 for number in range(ord("a"), ord("h"))]
    await _day(evening, names)
    assert {streak.length for streak in (await _streaks(db, view.id)).values()} == {1}
    order = await _asked(evening)
    await evening.deliver([order])
    for name in names[:5]:
        await evening.answers(order.open.questions[0].id, evening.player(name), "zebra")
    evening.clock.at = order.open.closes_at + timedelta(seconds=5)
    with reading(db) as tx:
        assert streaks.due(tx, evening.clock.now(), 9) == ()
    # Settled, its result counted, and one batch of streaks.
    for _ in range(2):
        await evening.chores.begin_due()
    lengths = sorted(streak.length for streak in (await _streaks(db, view.id)).values())
    assert lengths == [1, 1, 1, 1, 2, 2, 2], "one batch was counted"
    evening.restart()
    results = await evening.due()
    assert {order.purpose for order in results} == {"question", "result"}
    lengths = sorted(streak.length for streak in (await _streaks(db, view.id)).values())
    assert lengths == [0, 0, 2, 2, 2, 2, 2]
    with reading(db) as tx:
        assert streaks.next_due(tx) is None


async def test_counting_again_from_the_log_changes_nothing(evening: Any, db: Database) -> None:
    """Over weeks of coming and staying away the streaks kept are those that the log gives."""
    view = await evening.schedule()
    chance = Random(4)
    names = ["ada", "ben", "chiyo", "dora"]
    for _ in range(25):
        await _day(evening, [name for name in names if chance.random() < 0.85])
    before = await _streaks(db, view.id)
    assert len(before) == len(names)
    assert any(streak.length != streak.best for streak in before.values())
    assert await Streaks(db).recount(HERE) == len(names)
    assert await _streaks(db, view.id) == before
    assert await Streaks(db).recount(GuildId(2)) == 0


async def test_a_streak_is_told_with_its_newest_day(evening: Any, db: Database) -> None:
    """Before a day is counted, who came sees it counted already; who has not come yet sees what there was."""
    await evening.schedule()
    await _day(evening, ["ada"])
    order = await _asked(evening)
    await evening.deliver([order])
    ada, ben = evening.player("ada"), evening.player("ben")

    async def told(user: UserId) -> Streak | None:
        with reading(db) as tx:
            return streak_of(tx, order.open.round_id, user)

    assert await told(ada.user) == Streak(length=1, best=1)
    receipt = await evening.answers(order.open.questions[0].id, ada, "zebra")
    assert receipt.around.streak == await told(ada.user) == Streak(length=2, best=2)
    assert (await evening.answers(order.open.questions[0].id, ben, "a stone")).around.streak == Streak(length=1, best=1)
    await _closes(evening, order)
    mine = await evening.playing.my_result(order.open.round_id, ada)
    assert mine.streak == Streak(length=2, best=2)
    (view,) = await evening.schedules.all(HERE)
    assert mine.next_at == view.next_at
    assert (await evening.playing.my_result(order.open.round_id, evening.player("x"))).streak == Streak()
