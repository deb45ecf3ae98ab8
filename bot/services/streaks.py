"""Streaks: counted when a day is over, a few hundred people at a time, so that no answer waits for ten thousand.

Days are counted in the order of their dates: one that is open for a week holds back those that closed before it.
"""

from __future__ import annotations

from datetime import date

from bot.quiz.streak import Streak, count, keep, miss
from bot.store import streaks
from bot.store.store import Store, Unit
from bot.store.streaks import Kept
from bot.terms.ids import GuildId, OccurrenceId, ScheduleId, UserId

#: So many people's streaks are counted in one unit of work.
BATCH = 500


async def count_some(unit: Unit, schedule: ScheduleId) -> None:
    """Count on for a few people of the first day that is not counted; with nothing left to count, rest."""
    asked = await streaks.next_day(unit, schedule, await streaks.counted_on(unit, schedule))
    if asked is None:
        await streaks.rest(unit, schedule)
        return
    on = asked.day.on
    users = await streaks.came(unit, schedule, asked, BATCH)
    before = await streaks.of_users(unit, schedule, users)
    came = {user: Kept(streak=keep(_streak(before.get(user))), last_date=on) for user in users}
    await streaks.put(unit, schedule, asked.guild, came)
    if len(users) == BATCH:
        return
    if asked.day.binding:
        away = await streaks.away(unit, schedule, on, BATCH)
        missed = {user: Kept(streak=miss(kept.streak), last_date=on) for user, kept in away.items()}
        await streaks.put(unit, schedule, asked.guild, missed)
        if len(missed) == BATCH:
            return
    await streaks.set_counted(unit, schedule, on)
    if await streaks.next_day(unit, schedule, on) is None:
        await streaks.rest(unit, schedule)


async def streak_of(unit: Unit, occurrence: OccurrenceId, user: UserId) -> Streak | None:
    """Return how a person stands with the schedule of a post, that post's day included if they came in time.

    Returns:
        None where the post was asked by hand: no streak counts it.
    """
    standing = await streaks.standing(unit, occurrence, user)
    if standing is None or standing.on is None:
        return None
    known = standing.kept is not None and standing.kept.last_date >= standing.on
    streak = _streak(standing.kept)
    return keep(streak) if standing.came and not known else streak


class Streaks:
    """Streaks as a whole."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def recount(self, guild: GuildId) -> int:
        """Count a server's streaks again from the log, as far as they were counted; return how many there are."""
        counted = 0
        async with self._store.read() as unit:
            there = await streaks.schedules_in(unit, guild)
        for schedule in there:
            async with self._store.write() as unit:
                until = await streaks.counted_on(unit, schedule)
                if until is not None:
                    counted += await _recount(unit, schedule, guild, until)
        return counted


async def _recount(unit: Unit, schedule: ScheduleId, guild: GuildId, until: date) -> int:
    days = [asked.day for asked in await streaks.days_until(unit, schedule, until)]
    anew = {}
    for user, dates in (await streaks.log_of(unit, schedule)).items():
        streak, last_date = count(days, dates)
        if last_date is not None:
            anew[user] = Kept(streak=streak, last_date=last_date)
    await streaks.clear(unit, schedule)
    await streaks.put(unit, schedule, guild, anew)
    return len(anew)


def _streak(kept: Kept | None) -> Streak:
    return Streak() if kept is None else kept.streak
