"""What of streaks is kept says itself how far it was counted."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import insert

from bot.quiz.streak import Streak
from bot.store import dues, streaks
from bot.store.store import Store
from bot.store.streaks import Kept
from bot.store.tables import deck_versions, decks, schedules
from bot.terms.ids import GuildId, OccurrenceId, ScheduleId, UserId

AT = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
HERE, ONE = GuildId(1), ScheduleId(1)
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
ADA, BEN = UserId(10), UserId(11)


async def _schedule(store: Store) -> None:
    async with store.write() as unit:
        await unit.execute(insert(deck_versions), {"id": 1, "deck": "demo", "hash": "0", "context": "{}"})
        deck = {"id": "demo", "title": "Demo", "language": "en", "source": "", "cards": 0, "version": 1}
        await unit.execute(insert(decks), deck)
        row = {"id": ONE, "guild": HERE, "channel": 1, "deck": "demo", "at_minute": 540, "zone": "UTC", "days": 31}
        rest = {"questions": 1, "open_for_s": 60, "state": "active", "made_by": 1, "made_at_ms": 0}
        await unit.execute(insert(schedules), {**row, **rest})


async def test_counting_is_due_until_it_rests(store: Store) -> None:
    """A schedule is due when that was planned, and how far it got outlasts its rest."""
    await _schedule(store)
    async with store.write() as unit:
        assert (await dues.of(unit)).streaks is None
        assert await streaks.counted_on(unit, ONE) is None
        await streaks.plan(unit, ONE, AT)
        assert (await dues.of(unit)).streaks == AT
        assert await streaks.due(unit, AT, 9) == (ONE,)
        await streaks.set_counted(unit, ONE, MONDAY)
        await streaks.rest(unit, ONE)
        assert await streaks.due(unit, AT, 9) == ()
        await streaks.plan(unit, ONE, AT)
        assert await streaks.counted_on(unit, ONE) == MONDAY
        assert await streaks.next_day(unit, ONE, MONDAY) is None


async def test_streaks_are_written_over(store: Store) -> None:
    """A person has one streak per schedule; those that do not know of a day are found, ended ones are not."""
    await _schedule(store)
    ada = Kept(streak=Streak(length=10, best=12, freezes=1), last_date=MONDAY)
    ended = Kept(streak=Streak(length=0, best=3), last_date=MONDAY)
    async with store.write() as unit:
        await streaks.put(unit, ONE, HERE, {ADA: ada, BEN: ended})
        assert await streaks.of_users(unit, ONE, [ADA, BEN]) == {ADA: ada, BEN: ended}
        assert await streaks.away(unit, ONE, TUESDAY, 9) == {ADA: ada}
        assert await streaks.away(unit, ONE, MONDAY, 9) == {}
        longer = Kept(streak=Streak(length=11, best=12, freezes=1), last_date=TUESDAY)
        await streaks.put(unit, ONE, HERE, {ADA: longer})
        assert await streaks.of_users(unit, ONE, [ADA]) == {ADA: longer}
        await streaks.clear(unit, ONE)
        assert await streaks.of_users(unit, ONE, [ADA, BEN]) == {}


async def test_of_what_was_never_asked_nothing_is_known(store: Store) -> None:
    """No post, no standing; no log, nobody who came."""
    await _schedule(store)
    async with store.read() as unit:
        assert await streaks.standing(unit, OccurrenceId(7), ADA) is None
        assert await streaks.log_of(unit, ONE) == {}
        assert await streaks.days_until(unit, ONE, TUESDAY) == ()
        assert await streaks.schedules_in(unit, HERE) == (ONE,)
