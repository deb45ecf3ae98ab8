"""Options are changed one by one, refused whole, come back as they were kept, and what is due follows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.calendar.errors import DatesUnreadable
from bot.core.ids import DeckId, GuildId, RoleId, ScheduleId
from bot.daily.errors import GraceOutOfRange, MixUnreadable, ScheduleUnknown
from bot.daily.options import PLAIN, Choosable, Options, Reveal
from bot.daily.queries import schedules
from bot.daily.service.options import OptionChanges, ScheduleOptions
from bot.daily.tables import schedules as table
from bot.db.database import Database
from bot.library.errors import DeckUnknown
from bot.questions.forms import FormsMix
from tests.database import writing

HERE, ELSEWHERE = GuildId(1), GuildId(2)


async def test_the_next_date_follows(evening: Any) -> None:
    """A day that is left out is not the next one; given back it is."""
    options, view = ScheduleOptions(evening.db, evening.clock), await evening.schedule()
    first = view.next_at
    skipped = await options.change(HERE, view.id, OptionChanges(skip="2026-11-23"))
    assert skipped.next_at == first + timedelta(days=1)
    assert skipped.options.skip == (date(2026, 11, 23),)
    assert (await options.change(HERE, view.id, OptionChanges(reset=Choosable.SKIP))).next_at == first


async def test_one_by_one(evening: Any) -> None:
    """What is not named stays; one deck named by `edit` ends the mix."""
    options, view = ScheduleOptions(evening.db, evening.clock), await evening.schedule()
    await options.change(HERE, view.id, OptionChanges(typed=True, ping=RoleId(5)))
    changed = await options.change(HERE, view.id, OptionChanges(reveal=Reveal.NEXT, decks="Demo deck:2"))
    assert (changed.options.typed, changed.options.ping, changed.options.mix) == (True, 5, (("demo", 2),))
    edited = await evening.schedules.edit(HERE, view.id, deck="demo")
    assert edited.options.mix == ()
    assert edited.options.typed
    assert (await options.change(HERE, view.id, OptionChanges(reset=Choosable.EVERYTHING))).options == PLAIN


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (OptionChanges(decks="nowhere:1"), DeckUnknown),
        (OptionChanges(decks="demo, Demo deck"), MixUnreadable),
        (OptionChanges(skip="soon"), DatesUnreadable),
        (OptionChanges(grace="9h"), GraceOutOfRange),
        (OptionChanges(grace="0m"), GraceOutOfRange),
    ],
)
async def test_refused_whole(evening: Any, wish: OptionChanges, refusal: type[Exception]) -> None:
    """A wish that cannot be granted changes nothing."""
    options, view = ScheduleOptions(evening.db, evening.clock), await evening.schedule()
    with pytest.raises(refusal):
        await options.change(HERE, view.id, wish)
    assert (await evening.schedules.one(HERE, view.id)).options == PLAIN


async def test_another_servers_schedule_is_unknown(evening: Any) -> None:
    """Ids of other servers lead nowhere."""
    view = await evening.schedule()
    with pytest.raises(ScheduleUnknown):
        await ScheduleOptions(evening.db, evening.clock).change(ELSEWHERE, view.id, OptionChanges(typed=True))


def test_countries(evening: Any) -> None:
    """Countries are suggested by name."""
    assert ScheduleOptions(evening.db, evening.clock).countries("germ")[0] == ("DE", "Germany")


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
        schedules.change_options(tx, ScheduleId(1), CHOSEN)
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
        schedules.change_options(tx, ScheduleId(1), CHOSEN)
        schedules.change_options(tx, ScheduleId(1), PLAIN)
        row = tx.execute(select(*(table.c[name] for name in columns))).first()
        assert row is not None
        assert tuple(row) == (None,) * len(columns)
