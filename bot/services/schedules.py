"""Schedules: when a server is asked, what, and for how long."""

from __future__ import annotations

from bot.quiz.zones import suggest_zones
from bot.services.outcomes import ScheduleView
from bot.store.store import Store
from bot.terms.ids import ChannelId, GuildId, ScheduleId, UserId
from bot.terms.instants import Clock

#: More schedules than this in a server are a mistake or mischief.
SCHEDULES_MOST = 25


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
    ) -> ScheduleView:
        """Make a schedule from what a person typed; without a zone it takes the server's last one, else UTC.

        Raises:
            DeckUnknown: The server has no such deck.
            TimeUnreadable: No time of day.
            DaysUnreadable: No weekdays.
            ZoneUnknown: No IANA zone.
            DurationUnreadable: No duration.
            DurationOutOfRange: Shorter than 5 minutes or longer than 7 days.
            TooManySchedules: The server has its fill.
        """
        raise NotImplementedError

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
        raise NotImplementedError

    async def pause(self, guild: GuildId, schedule: ScheduleId) -> ScheduleView:
        """Let a schedule stand still; what is open goes on.

        Raises:
            ScheduleUnknown: This server has no such schedule.
            AlreadyPaused: It stands still already.
        """
        raise NotImplementedError

    async def resume(self, guild: GuildId, schedule: ScheduleId) -> ScheduleView:
        """Let a paused schedule go on from its next date; dates in between are not made up for.

        Raises:
            ScheduleUnknown: This server has no such schedule.
            NotPaused: It is running.
            DeckUnknown: Its deck is gone.
        """
        raise NotImplementedError

    async def remove(self, guild: GuildId, schedule: ScheduleId) -> ScheduleView:
        """Remove a schedule; what is open goes on to its result.

        Raises:
            ScheduleUnknown: This server has no such schedule.
        """
        raise NotImplementedError

    async def all(self, guild: GuildId) -> tuple[ScheduleView, ...]:
        """Return a server's schedules, oldest first."""
        raise NotImplementedError

    async def one(self, guild: GuildId, schedule: ScheduleId) -> ScheduleView:
        """Return one schedule.

        Raises:
            ScheduleUnknown: This server has no such schedule.
        """
        raise NotImplementedError

    def zones(self, typed: str) -> list[str]:
        """Return up to 25 time zones that fit what was typed so far, best first."""
        return suggest_zones(typed)
