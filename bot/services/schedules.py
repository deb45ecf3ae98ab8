"""Schedules: when a server is asked, what, and for how long."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.quiz.timetable import Timetable
from bot.quiz.typed import read_days, read_open_for, read_time
from bot.quiz.zones import UTC_NAME, read_zone, suggest_zones
from bot.services.finding import check_there, find_deck
from bot.services.outcomes import PauseReason, ScheduleState, ScheduleView
from bot.store import guilds, occurrences, options, schedules
from bot.store.decks import KeptDeck
from bot.store.schedules import KeptSchedule, NewSchedule
from bot.store.store import Store, Unit
from bot.terms.ids import ChannelId, DeckId, GuildId, ScheduleId, UserId
from bot.terms.instants import Clock
from bot.terms.refusals import AlreadyPaused, NotPaused, ScheduleUnknown, TooManySchedules

#: More schedules than this in a server are a mistake or mischief.
SCHEDULES_MOST = 25
#: How many questions one post may hold. Source: the project's design, "Discord face".
QUESTIONS_MOST = 10


class Schedules:
    """The schedules of all servers."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
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
        timetable = Timetable(
            at=read_time(at), days=read_days(days), zone=UTC_NAME if zone is None else read_zone(zone)
        )
        lasts = read_open_for(open_for)
        async with self._store.write() as unit:
            asked = await deck_named(unit, guild, deck)
            if await schedules.count(unit, guild) >= SCHEDULES_MOST:
                raise TooManySchedules(limit=SCHEDULES_MOST)
            if zone is None:
                timetable = replace(timetable, zone=await guilds.zone_of(unit, guild) or UTC_NAME)
            for there in await schedules.in_guild(unit, guild) if once else ():
                if (there.channel, there.deck, there.timetable) == (channel, asked.id, timetable):
                    return view_of(there)
            await guilds.set_zone(unit, guild, timetable.zone, now)
            new = NewSchedule(
                guild=guild,
                channel=channel,
                deck=asked.id,
                timetable=timetable,
                questions=_count(questions),
                open_for=lasts,
                by=by,
            )
            made = await schedules.insert_one(
                unit, new, state=ScheduleState.ACTIVE.value, next_=timetable.next_after(now), at=now
            )
            return view_of(await own(unit, guild, made))

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
            Refusal: Whatever `add` refuses.
        """
        async with self._store.write() as unit:
            old = await own(unit, guild, schedule)
            times = old.timetable
            timetable = replace(
                times,
                at=times.at if at is None else read_time(at),
                zone=times.zone if zone is None else read_zone(zone),
                days=times.days if days is None else read_days(days),
            )
            new = NewSchedule(
                guild=guild,
                channel=old.channel if channel is None else channel,
                deck=old.deck if deck is None else (await deck_named(unit, guild, deck)).id,
                timetable=timetable,
                questions=old.questions if questions is None else _count(questions),
                open_for=old.open_for if open_for is None else read_open_for(open_for),
                by=old.by,
            )
            if zone is not None:
                await guilds.set_zone(unit, guild, timetable.zone, self._clock.now())
            await schedules.change(unit, schedule, new)
            if deck is not None:
                # Who names one deck means that deck alone.
                await options.change(unit, schedule, replace(old.options, mix=()))
            if timetable != times and old.next_at is not None:
                await plan(unit, schedule, timetable, self._clock.now())
            return view_of(await own(unit, guild, schedule))

    async def pause(self, guild: GuildId, schedule: ScheduleId) -> ScheduleView:
        """Let a schedule stand still; what is open goes on.

        Raises:
            ScheduleUnknown: This server has no such schedule.
            AlreadyPaused: It stands still already.
        """
        async with self._store.write() as unit:
            if (await own(unit, guild, schedule)).state == ScheduleState.PAUSED.value:
                raise AlreadyPaused
            await schedules.set_state(unit, schedule, state=ScheduleState.PAUSED.value, paused=PauseReason.ASKED.value)
            return view_of(await own(unit, guild, schedule))

    async def resume(self, guild: GuildId, schedule: ScheduleId) -> ScheduleView:
        """Let a paused schedule go on from its next date; dates in between are not made up for.

        Raises:
            ScheduleUnknown: This server has no such schedule.
            NotPaused: It is running.
            DeckUnknown: Its deck is gone.
        """
        async with self._store.write() as unit:
            old = await own(unit, guild, schedule)
            if old.state == ScheduleState.ACTIVE.value:
                raise NotPaused
            await check_there(unit, guild, old.deck)
            await schedules.set_state(unit, schedule, state=ScheduleState.ACTIVE.value, paused=None)
            await plan(unit, schedule, old.timetable, self._clock.now())
            return view_of(await own(unit, guild, schedule))

    async def remove(self, guild: GuildId, schedule: ScheduleId) -> ScheduleView:
        """Remove a schedule; what is open goes on to its result.

        Raises:
            ScheduleUnknown: This server has no such schedule.
        """
        async with self._store.write() as unit:
            old = await own(unit, guild, schedule)
            await schedules.remove(unit, schedule, self._clock.now())
            return view_of(replace(old, next_at=None))

    async def all(self, guild: GuildId) -> tuple[ScheduleView, ...]:
        """Return a server's schedules, oldest first."""
        async with self._store.read() as unit:
            return tuple(view_of(schedule) for schedule in await schedules.in_guild(unit, guild))

    async def one(self, guild: GuildId, schedule: ScheduleId) -> ScheduleView:
        """Return one schedule.

        Raises:
            ScheduleUnknown: This server has no such schedule.
        """
        async with self._store.read() as unit:
            return view_of(await own(unit, guild, schedule))

    def zones(self, typed: str) -> list[str]:
        """Return up to 25 time zones that fit what was typed so far, best first."""
        return suggest_zones(typed)


async def plan(unit: Unit, schedule: ScheduleId, timetable: Timetable, now: datetime) -> None:
    """Let a schedule go on with its next date; one that was asked already does not come again."""
    last = await occurrences.last_auto(unit, schedule)
    await schedules.set_next(unit, schedule, timetable.next_after(now, last=last))


def _count(questions: int) -> int:
    if not 1 <= questions <= QUESTIONS_MOST:
        raise ValueError(f"{questions} questions")  # the command's option lets no other number through
    return questions


async def own(unit: Unit, guild: GuildId, schedule: ScheduleId) -> KeptSchedule:
    """Return a server's schedule.

    Raises:
        ScheduleUnknown: It has no such schedule.
    """
    found = await schedules.one(unit, schedule)
    if found is None or found.guild != guild:
        raise ScheduleUnknown
    return found


async def deck_named(unit: Unit, guild: GuildId, typed: str) -> KeptDeck:
    """Return the deck of a server that a person means, by its id or title.

    Raises:
        DeckUnknown: It has none of that name.
    """
    return await find_deck(unit, guild, typed)


def view_of(schedule: KeptSchedule) -> ScheduleView:
    """Show a schedule."""
    return ScheduleView(
        id=schedule.id,
        channel=schedule.channel,
        deck=DeckId(schedule.deck),
        deck_title=schedule.deck_title,
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
