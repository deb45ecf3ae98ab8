"""Streaks: counted when a day is over, a few hundred people at a time, so that no answer waits for ten thousand.

Days are counted in the order of their dates: one that is open for a week holds back those that closed before it.
"""

from __future__ import annotations

from functools import partial

from bot.core.ids import GuildId, RoundId, ScheduleId, UserId
from bot.daily.queries import streaks
from bot.daily.queries.streaks import StoredStreak
from bot.daily.streak import Streak, count, keep, miss
from bot.db.database import Database, Transaction

#: So many people's streaks are counted in one transaction.
BATCH = 500


def count_some(tx: Transaction, schedule: ScheduleId) -> None:
    """Count on for a few people of the first day that is not counted; with nothing left to count, rest."""
    asked = streaks.next_day(tx, schedule, streaks.counted_on(tx, schedule))
    if asked is None:
        streaks.rest(tx, schedule)
        return
    on = asked.day.on
    users = streaks.came(tx, schedule, asked, BATCH)
    before = streaks.of_users(tx, schedule, users)
    came = {user: StoredStreak(streak=keep(_streak(before.get(user))), last_date=on) for user in users}
    streaks.put(tx, schedule, asked.guild, came)
    if len(users) == BATCH:
        return
    if asked.day.binding:
        away = streaks.away(tx, schedule, on, BATCH)
        missed = {user: StoredStreak(streak=miss(kept.streak), last_date=on) for user, kept in away.items()}
        streaks.put(tx, schedule, asked.guild, missed)
        if len(missed) == BATCH:
            return
    streaks.set_counted(tx, schedule, on)
    if streaks.next_day(tx, schedule, on) is None:
        streaks.rest(tx, schedule)


def streak_of(tx: Transaction, round_id: RoundId, user: UserId) -> Streak | None:
    """Return how a person stands with the schedule of a post, that post's day included if they came in time.

    Returns:
        None where the post was asked by hand: no streak counts it.
    """
    standing = streaks.standing(tx, round_id, user)
    if standing is None or standing.on is None:
        return None
    known = standing.kept is not None and standing.kept.last_date >= standing.on
    streak = _streak(standing.kept)
    return keep(streak) if standing.came and not known else streak


class Streaks:
    """Streaks as a whole."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def recount(self, guild: GuildId) -> int:
        """Count a server's streaks again from the log, as far as they were counted; return how many there are."""
        counted = 0
        there = await self._db.read(lambda tx: streaks.schedules_in(tx, guild))
        for schedule in there:
            counted += await self._db.write(partial(_recount, schedule=schedule, guild=guild))
        return counted


def _recount(tx: Transaction, schedule: ScheduleId, guild: GuildId) -> int:
    until = streaks.counted_on(tx, schedule)
    if until is None:
        return 0
    days = [asked.day for asked in streaks.days_until(tx, schedule, until)]
    anew = {}
    for user, dates in (streaks.log_of(tx, schedule)).items():
        streak, last_date = count(days, dates)
        if last_date is not None:
            anew[user] = StoredStreak(streak=streak, last_date=last_date)
    streaks.clear(tx, schedule)
    streaks.put(tx, schedule, guild, anew)
    return len(anew)


def _streak(kept: StoredStreak | None) -> Streak:
    return Streak() if kept is None else kept.streak
