"""What of streaks is kept says itself how far it was counted."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import insert

from bot.core.ids import GuildId, RoundId, ScheduleId, UserId
from bot.daily.queries import streaks
from bot.daily.queries.streaks import StoredStreak
from bot.daily.streak import Streak
from bot.daily.tables import schedules
from bot.db.database import Database
from bot.library.tables import deck_versions, decks
from tests.database import reading, writing

AT = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
HERE, ONE = GuildId(1), ScheduleId(1)
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
ADA, BEN = UserId(10), UserId(11)


async def _schedule(db: Database) -> None:
    with writing(db) as tx:
        tx.execute(insert(deck_versions), {"id": 1, "deck": "demo", "hash": "0", "context": "{}"})
        deck = {"id": "demo", "title": "Demo", "language": "en", "source": "", "cards": 0, "version": 1}
        tx.execute(insert(decks), deck)
        row = {"id": ONE, "guild": HERE, "channel": 1, "deck": "demo", "at_minute": 540, "zone": "UTC", "days": 31}
        rest = {"questions": 1, "open_for_s": 60, "state": "active", "made_by": 1, "made_at_ms": 0}
        tx.execute(insert(schedules), {**row, **rest})


async def test_counting_is_due_until_it_rests(db: Database) -> None:
    """A schedule is due when that was planned, and how far it got outlasts its rest."""
    await _schedule(db)
    with writing(db) as tx:
        assert streaks.next_due(tx) is None
        assert streaks.counted_on(tx, ONE) is None
        streaks.plan(tx, ONE, AT)
        assert streaks.next_due(tx) == AT
        assert streaks.due(tx, AT, 9) == (ONE,)
        streaks.set_counted(tx, ONE, MONDAY)
        streaks.rest(tx, ONE)
        assert streaks.due(tx, AT, 9) == ()
        streaks.plan(tx, ONE, AT)
        assert streaks.counted_on(tx, ONE) == MONDAY
        assert streaks.next_day(tx, ONE, MONDAY) is None


async def test_streaks_are_written_over(db: Database) -> None:
    """A person has one streak per schedule; those that do not know of a day are found, ended ones are not."""
    await _schedule(db)
    ada = StoredStreak(streak=Streak(length=10, best=12, freezes=1), last_date=MONDAY)
    ended = StoredStreak(streak=Streak(length=0, best=3), last_date=MONDAY)
    with writing(db) as tx:
        streaks.put(tx, ONE, HERE, {ADA: ada, BEN: ended})
        assert streaks.of_users(tx, ONE, [ADA, BEN]) == {ADA: ada, BEN: ended}
        assert streaks.away(tx, ONE, TUESDAY, 9) == {ADA: ada}
        assert streaks.away(tx, ONE, MONDAY, 9) == {}
        longer = StoredStreak(streak=Streak(length=11, best=12, freezes=1), last_date=TUESDAY)
        streaks.put(tx, ONE, HERE, {ADA: longer})
        assert streaks.of_users(tx, ONE, [ADA]) == {ADA: longer}
        streaks.clear(tx, ONE)
        assert streaks.of_users(tx, ONE, [ADA, BEN]) == {}


async def test_of_what_was_never_asked_nothing_is_known(db: Database) -> None:
    """No post, no standing; no log, nobody who came."""
    await _schedule(db)
    with reading(db) as tx:
        assert streaks.standing(tx, RoundId(7), ADA) is None
        assert streaks.log_of(tx, ONE) == {}
        assert streaks.days_until(tx, ONE, TUESDAY) == ()
        assert streaks.schedules_in(tx, HERE) == (ONE,)
