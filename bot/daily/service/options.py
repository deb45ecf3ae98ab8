"""Options: how a schedule asks, changed by its managers one by one and set back one by one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.calendar.days_off import read_country, read_dates, suggest_countries
from bot.calendar.typed import read_span
from bot.core.ids import DeckId, GuildId, RoleId, ScheduleId
from bot.core.instants import Clock
from bot.daily.errors import GraceOutOfRange, MixUnreadable
from bot.daily.mix import read_mix
from bot.daily.options import PLAIN, Choosable, Options, Reveal
from bot.daily.queries import schedules
from bot.daily.queries.schedules import Schedule
from bot.daily.service.schedules import ScheduleView, deck_named, own, plan, view_of
from bot.db.database import Database, Transaction
from bot.questions.forms import FormsMix

#: A shorter grace would miss a question by a slow start.
GRACE_LEAST = timedelta(minutes=1)
#: Which field each option is.
_FIELDS = {
    Choosable.DECKS: "mix",
    Choosable.FORMS: "forms",
    Choosable.SKIP: "skip",
    Choosable.HOLIDAYS: "holidays",
    Choosable.GRACE: "grace",
    Choosable.REVEAL: "reveal",
    Choosable.CHANGEABLE: "changeable",
    Choosable.TYPED: "typed",
    Choosable.THREAD: "thread",
    Choosable.REMIND: "remind",
    Choosable.PING: "ping",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionChanges:
    """What a person asked for, as typed or chosen; None leaves an option alone."""

    #: "aws-bedrock:2, python:1".
    decks: str | None = None
    forms: FormsMix | None = None
    #: Dates and spans of dates.
    skip: str | None = None
    #: A country or region.
    holidays: str | None = None
    #: Such as "30m".
    grace: str | None = None
    reveal: Reveal | None = None
    changeable: bool | None = None
    typed: bool | None = None
    thread: bool | None = None
    remind: bool | None = None
    ping: RoleId | None = None
    #: An option to set back first.
    reset: Choosable | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return self == _NO_WISH


_NO_WISH = OptionChanges()


class ScheduleOptions:
    """The options of all schedules."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def change(self, guild: GuildId, schedule: ScheduleId, wish: OptionChanges) -> ScheduleView:
        """Change what is wished and keep the rest; what is open stays as it was asked.

        Raises:
            ScheduleUnknown: This server has no such schedule.
            MixUnreadable: No decks with weights.
            DeckUnknown: The server has no such deck.
            DatesUnreadable: No dates.
            HolidaysUnknown: No country or region whose holidays are known.
            DurationUnreadable: No duration.
            GraceOutOfRange: Under a minute, or longer than a question is open.
        """
        # The first look at holidays loads a library.
        holidays = None if wish.holidays is None else await asyncio.to_thread(read_country, wish.holidays)

        def act(tx: Transaction) -> ScheduleView:
            old = own(tx, guild, schedule)
            before = _without(old.options, wish.reset)
            read = replace(
                before,
                mix=before.mix if wish.decks is None else _mix(tx, guild, wish.decks),
                forms=wish.forms or before.forms,
                skip=before.skip if wish.skip is None else read_dates(wish.skip),
                holidays=holidays or before.holidays,
                grace=before.grace if wish.grace is None else _grace(wish.grace, old.open_for),
                reveal=wish.reveal or before.reveal,
                changeable=before.changeable if wish.changeable is None else wish.changeable,
                typed=before.typed if wish.typed is None else wish.typed,
                thread=before.thread if wish.thread is None else wish.thread,
                remind=before.remind if wish.remind is None else wish.remind,
                ping=wish.ping or before.ping,
            )
            schedules.change_options(tx, schedule, read)
            self._follow(tx, old, read)
            return view_of(own(tx, guild, schedule))

        return await self._db.write(act)

    def countries(self, typed: str) -> list[tuple[str, str]]:
        """Return codes and names of up to 25 countries and regions that fit what was typed so far, best first."""
        return suggest_countries(typed)

    def _follow(self, tx: Transaction, old: Schedule, new: Options) -> None:
        """Let the schedule's own deck and its next date follow."""
        if new.mix:
            schedules.set_deck(tx, old.id, new.mix[0][0])
        timetable = replace(old.timetable, skip=new.skip, holidays=new.holidays)
        if timetable != old.timetable and old.next_at is not None:
            plan(tx, old.id, timetable, self._clock.now())


def _without(options: Options, reset: Choosable | None) -> Options:
    if reset is None:
        return options
    if reset is Choosable.EVERYTHING:
        return PLAIN
    field = _FIELDS[reset]
    return replace(options, **{field: getattr(PLAIN, field)})


def _mix(tx: Transaction, guild: GuildId, typed: str) -> tuple[tuple[DeckId, int], ...]:
    named = [((deck_named(tx, guild, name)).id, weight) for name, weight in read_mix(typed)]
    if len(dict(named)) < len(named):
        # One by its id and its title.
        raise MixUnreadable(given=typed.strip(), decks=len(named), weight=max(weight for _, weight in named))
    # One deck needs no weights.
    return tuple(named)


def _grace(typed: str, open_for: timedelta) -> timedelta:
    given = read_span(typed)
    if not GRACE_LEAST <= given <= open_for:
        raise GraceOutOfRange(given=given, shortest=GRACE_LEAST, longest=open_for)
    return given
