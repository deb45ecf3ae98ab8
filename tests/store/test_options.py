"""Options of schedules come back as they were kept, and NULL means that nobody chose."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from bot.core.ids import DeckId, RoleId, ScheduleId
from bot.daily.options import PLAIN, Options, Reveal
from bot.daily.queries import options, schedules
from bot.daily.tables import schedules as table
from bot.db.database import Database
from bot.questions.forms import FormsMix
from tests.database import writing

CHOSEN = Options(
    mix=((DeckId("demo"), 2), (DeckId("other"), 1)),
    forms=FormsMix.MIXED,
    skip=(date(2026, 12, 24), date(2026, 12, 31)),
    holidays="DE-BE",
    grace=timedelta(minutes=30),
    reveal=Reveal.NEXT,
    changeable=True,
    typed=True,
    remind=True,
    ping=RoleId(2**60),
)


async def test_they_come_back(db: Database, asking: Any) -> None:
    """Every option survives the database, and the timetable leaves out what they say."""
    with writing(db) as tx:
        asking.question(tx)
        assert (schedules.options_of(tx, ScheduleId(1)))[0] == PLAIN
        options.change(tx, ScheduleId(1), CHOSEN)
        kept = schedules.one(tx, ScheduleId(1))
        assert kept is not None
        assert kept.options == CHOSEN
        assert (kept.timetable.skip, kept.timetable.holidays) == (CHOSEN.skip, "DE-BE")
        assert schedules.grace_of(tx, ScheduleId(1)) == timedelta(minutes=30)


async def test_nothing_chosen_is_null(db: Database, asking: Any) -> None:
    """Set back, the row is as it was at first."""
    columns = ("mix", "forms", "skip", "holidays", "grace_s", "reveal", "changeable", "typed", "remind", "ping")
    with writing(db) as tx:
        asking.question(tx)
        options.change(tx, ScheduleId(1), CHOSEN)
        options.change(tx, ScheduleId(1), PLAIN)
        row = tx.execute(select(*(table.c[name] for name in columns))).first()
        assert row is not None
        assert tuple(row) == (None,) * len(columns)
