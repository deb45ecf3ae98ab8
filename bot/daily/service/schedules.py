"""Schedules: when a server is asked, what, and for how long."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.calendar.timetable import Timetable
from bot.calendar.typed import read_days, read_open_for, read_time
from bot.calendar.zones import UTC_NAME, read_zone
from bot.chat.feature import DeckChanged, DeckUse
from bot.chat.outbox import queries as posts
from bot.chat.outbox.kinds import DIRECT
from bot.core.ids import ChannelId, DeckId, GuildId, ScheduleId, UserId
from bot.core.instants import Clock
from bot.daily.errors import AlreadyPaused, NotPaused, ScheduleUnknown, TooManySchedules
from bot.daily.options import PLAIN, Options, PauseReason, ScheduleState
from bot.daily.owner import PAUSE
from bot.daily.queries import rounds, schedules
from bot.daily.queries.schedules import Schedule, ScheduleInput
from bot.db.database import Database, Transaction
from bot.guilds import queries as guilds
from bot.library.queries.decks import DeckInfo
from bot.library.service.decks import check_there, find_deck

#: More schedules than this in a server are a mistake or mischief.
SCHEDULES_MOST = 25
#: How many questions one post may hold. Source: the project's design, "Discord face".
QUESTIONS_MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleView:
    """A schedule, as `/daily list` shows it."""

    id: ScheduleId
    channel: ChannelId
    deck: DeckId
    deck_title: str
    #: How many cards its deck has, if that is less than it asks in a week; None: it has enough.
    repeats_after: int | None = None
    at: time
    zone: str
    #: Weekdays, Monday = 0, ascending.
    days: tuple[int, ...]
    questions: int
    open_for: timedelta
    state: ScheduleState
    paused: PauseReason | None
    #: None while paused.
    next_at: datetime | None
    #: Local date of the last round_id that was missed because the bot started too late; None for none.
    missed_on: date | None
    options: Options = PLAIN


class Schedules:
    """The schedules of all servers."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def add(
        self,
        *,
        guild: GuildId,
        channel: ChannelId,
        deck: str,
        at: str,
        days: str,
        zone: str | None,
        questions: int,
        open_for: str,
        by: UserId,
        once: bool = False,
    ) -> ScheduleView:
        """Make a schedule from what a person typed; without a zone it takes the server's last one, else UTC.

        With `once` a schedule that asks the same at the same times is returned instead of made a second time.

        Raises:
            DeckUnknown: The server has no such deck.
            TimeUnreadable: No time of day.
            DaysUnreadable: No weekdays.
            ZoneUnknown: No IANA zone.
            DurationUnreadable: No duration.
            DurationOutOfRange: Shorter than 5 minutes or longer than 7 days.
            TooManySchedules: The server has its fill.
        """
        now = self._clock.now()
        asked_times = Timetable(
            at=read_time(at), days=read_days(days), zone=UTC_NAME if zone is None else read_zone(zone)
        )
        lasts = read_open_for(open_for)

        def act(tx: Transaction) -> ScheduleView:
            asked = deck_named(tx, guild, deck)
            if schedules.count(tx, guild) >= SCHEDULES_MOST:
                raise TooManySchedules(limit=SCHEDULES_MOST)
            timetable = asked_times
            if zone is None:
                timetable = replace(timetable, zone=guilds.zone_of(tx, guild) or UTC_NAME)
            for there in schedules.in_guild(tx, guild) if once else ():
                if (there.channel, there.deck, there.timetable) == (channel, asked.id, timetable):
                    return view_of(there)
            guilds.set_zone(tx, guild, timetable.zone, now)
            new = ScheduleInput(
                guild=guild,
                channel=channel,
                deck=asked.id,
                timetable=timetable,
                questions=_count(questions),
                open_for=lasts,
                by=by,
            )
            made = schedules.insert_one(
                tx, new, state=ScheduleState.ACTIVE.value, next_=timetable.next_after(now), at=now
            )
            return view_of(own(tx, guild, made))

        return await self._db.write(act)

    async def edit(
        self,
        guild: GuildId,
        schedule: ScheduleId,
        *,
        channel: ChannelId | None = None,
        deck: str | None = None,
        at: str | None = None,
        days: str | None = None,
        zone: str | None = None,
        questions: int | None = None,
        open_for: str | None = None,
    ) -> ScheduleView:
        """Change what is given and keep the rest; what is open stays as it was asked.

        Raises:
            ScheduleUnknown: This server has no such schedule.
            UserError: Whatever `add` refuses.
        """

        def act(tx: Transaction) -> ScheduleView:
            old = own(tx, guild, schedule)
            times = old.timetable
            timetable = replace(
                times,
                at=times.at if at is None else read_time(at),
                zone=times.zone if zone is None else read_zone(zone),
                days=times.days if days is None else read_days(days),
            )
            new = ScheduleInput(
                guild=guild,
                channel=old.channel if channel is None else channel,
                deck=old.deck if deck is None else (deck_named(tx, guild, deck)).id,
                timetable=timetable,
                questions=old.questions if questions is None else _count(questions),
                open_for=old.open_for if open_for is None else read_open_for(open_for),
                by=old.by,
            )
            if zone is not None:
                guilds.set_zone(tx, guild, timetable.zone, self._clock.now())
            schedules.change(tx, schedule, new)
            if deck is not None:
                # Who names one deck means that deck alone.
                schedules.change_options(tx, schedule, replace(old.options, mix=()))
            if timetable != times and old.next_at is not None:
                plan(tx, schedule, timetable, self._clock.now())
            return view_of(own(tx, guild, schedule))

        return await self._db.write(act)

    async def pause(self, guild: GuildId, schedule: ScheduleId) -> ScheduleView:
        """Let a schedule stand still; what is open goes on.

        Raises:
            ScheduleUnknown: This server has no such schedule.
            AlreadyPaused: It stands still already.
        """

        def act(tx: Transaction) -> ScheduleView:
            if (own(tx, guild, schedule)).state == ScheduleState.PAUSED.value:
                raise AlreadyPaused
            schedules.set_state(tx, schedule, state=ScheduleState.PAUSED.value, paused=PauseReason.ASKED.value)
            return view_of(own(tx, guild, schedule))

        return await self._db.write(act)

    async def resume(self, guild: GuildId, schedule: ScheduleId) -> ScheduleView:
        """Let a paused schedule go on from its next date; dates in between are not made up for.

        Raises:
            ScheduleUnknown: This server has no such schedule.
            NotPaused: It is running.
            DeckUnknown: Its deck is gone.
        """

        def act(tx: Transaction) -> ScheduleView:
            old = own(tx, guild, schedule)
            if old.state == ScheduleState.ACTIVE.value:
                raise NotPaused
            check_there(tx, guild, old.deck)
            schedules.set_state(tx, schedule, state=ScheduleState.ACTIVE.value, paused=None)
            plan(tx, schedule, old.timetable, self._clock.now())
            return view_of(own(tx, guild, schedule))

        return await self._db.write(act)

    async def remove(self, guild: GuildId, schedule: ScheduleId) -> ScheduleView:
        """Remove a schedule; what is open goes on to its result.

        Raises:
            ScheduleUnknown: This server has no such schedule.
        """

        def act(tx: Transaction) -> ScheduleView:
            old = own(tx, guild, schedule)
            schedules.remove(tx, schedule, self._clock.now())
            return view_of(replace(old, next_at=None))

        return await self._db.write(act)

    async def all(self, guild: GuildId) -> tuple[ScheduleView, ...]:
        """Return a server's schedules, oldest first."""

        def act(tx: Transaction) -> tuple[ScheduleView, ...]:
            return tuple(view_of(schedule) for schedule in schedules.in_guild(tx, guild))

        return await self._db.read(act)

    async def one(self, guild: GuildId, schedule: ScheduleId) -> ScheduleView:
        """Return one schedule.

        Raises:
            ScheduleUnknown: This server has no such schedule.
        """

        def act(tx: Transaction) -> ScheduleView:
            return view_of(own(tx, guild, schedule))

        return await self._db.read(act)


def pause(tx: Transaction, schedule: Schedule, reason: PauseReason, now: datetime) -> None:
    """Let a schedule stand still with a reason, and owe its maker word; one that stands still already keeps its own."""
    if schedule.state == ScheduleState.ACTIVE.value:
        schedules.set_state(tx, schedule.id, state=ScheduleState.PAUSED.value, paused=reason.value)
        posts.owe(tx, PAUSE, schedule.id, guild=schedule.guild, channel=DIRECT, at=now, anew=True)


def deck_changed(tx: Transaction, change: DeckChanged) -> None:
    """Let the schedules of a server that ask a deck stand still once it is removed."""
    if change.removed and change.guild is not None:
        for schedule in schedules.in_guild(tx, change.guild):
            if schedule.deck == change.deck:
                pause(tx, schedule, PauseReason.DECK_GONE, change.at)


def deck_use(tx: Transaction, guild: GuildId, deck: DeckId) -> DeckUse:
    """Return how many schedules of a server ask a deck, and how many of them stand still because it was gone."""
    asking = [schedule for schedule in schedules.in_guild(tx, guild) if schedule.deck == deck]
    paused = sum(schedule.paused == PauseReason.DECK_GONE.value for schedule in asking)
    return DeckUse(asking=len(asking), paused=paused)


def plan(tx: Transaction, schedule: ScheduleId, timetable: Timetable, now: datetime) -> None:
    """Let a schedule go on with its next date; one that was asked already does not come again."""
    last = rounds.last_auto(tx, schedule)
    schedules.set_next(tx, schedule, timetable.next_after(now, last=last))


def _count(questions: int) -> int:
    if not 1 <= questions <= QUESTIONS_MOST:
        raise ValueError(f"{questions} questions")  # the command's option lets no other number through
    return questions


def own(tx: Transaction, guild: GuildId, schedule: ScheduleId) -> Schedule:
    """Return a server's schedule.

    Raises:
        ScheduleUnknown: It has no such schedule.
    """
    found = schedules.one(tx, schedule)
    if found is None or found.guild != guild:
        raise ScheduleUnknown
    return found


def deck_named(tx: Transaction, guild: GuildId, typed: str) -> DeckInfo:
    """Return the deck of a server that a person means, by its id or title.

    Raises:
        DeckUnknown: It has none of that name.
    """
    return find_deck(tx, guild, typed)


def _repeats_after(schedule: Schedule) -> int | None:
    """Return how many cards there are, if the schedule asks more questions than that in a week."""
    if len(schedule.options.mix) > 1 or not schedule.deck_cards:
        return None
    weekly = schedule.questions * len(schedule.timetable.days)
    return schedule.deck_cards if schedule.deck_cards < weekly else None


def view_of(schedule: Schedule) -> ScheduleView:
    """Show a schedule."""
    return ScheduleView(
        id=schedule.id,
        channel=schedule.channel,
        deck=DeckId(schedule.deck),
        deck_title=schedule.deck_title,
        repeats_after=_repeats_after(schedule),
        at=schedule.timetable.at,
        zone=schedule.timetable.zone,
        days=schedule.timetable.days,
        questions=schedule.questions,
        open_for=schedule.open_for,
        state=ScheduleState(schedule.state),
        paused=None if schedule.paused is None else PauseReason(schedule.paused),
        next_at=schedule.next_at,
        missed_on=schedule.missed_on,
        options=schedule.options,
    )
