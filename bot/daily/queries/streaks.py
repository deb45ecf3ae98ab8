"""Streaks: how people stand with a schedule, how far its days are counted, and the longest ever, for leaderboards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, delete, exists, false, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.chat.feature import BoardMetric
from bot.chat.outbox.queries import PostState
from bot.chat.outbox.tables import posts
from bot.core.ids import GuildId, RoundId, ScheduleId, UserId
from bot.core.instants import from_ms, to_ms
from bot.daily.owner import QUESTION, ROUND
from bot.daily.queries.rounds import AUTO, RoundState
from bot.daily.streak import Day, Streak
from bot.daily.tables import rounds, schedules, streak_counts, streaks
from bot.db.database import Transaction
from bot.questions.tables import answers, questions

# A person keeps one streak per schedule; a board takes the best of those in its scope, and among equals what is longest
# at present.
_BEST = (
    select(
        streaks.c.user,
        func.max(streaks.c.best).label("value"),
        func.max(streaks.c.length).label("second"),
    )
    .join_from(streaks, schedules, schedules.c.id == streaks.c.schedule)
    .where(
        streaks.c.guild == bindparam("guild"),
        streaks.c.best > 0,
        or_(bindparam("whole"), schedules.c.channel == bindparam("channel"), schedules.c.deck == bindparam("deck")),
    )
    .group_by(streaks.c.user)
    .subquery("best")
)
#: The longest streak ever, in days.
STREAK = BoardMetric(name="streak", rows=_BEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedDay:
    """A day of a schedule, and what was asked on it."""

    round_id: RoundId
    guild: GuildId
    day: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredStreak:
    """One person's streak, and the last date it takes into account."""

    streak: Streak
    last_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one person stands with the schedule of a post."""

    #: The post's local date; None: it was asked by hand, and no streak counts it.
    on: date | None
    #: None: no streak was ever counted.
    kept: StoredStreak | None
    #: Whether they answered any of its questions in time.
    came: bool


_plan = upsert(streak_counts)
_PLAN = _plan.on_conflict_do_update(
    index_elements=[streak_counts.c.schedule], set_={"due_at_ms": _plan.excluded.due_at_ms}
)
_OWED = streak_counts.c.due_at_ms.is_not(None)
_NEXT_DUE = select(func.min(streak_counts.c.due_at_ms)).where(_OWED)
_DUE = (
    select(streak_counts.c.schedule)
    .where(_OWED, streak_counts.c.due_at_ms <= bindparam("now"))
    .order_by(streak_counts.c.due_at_ms, streak_counts.c.schedule)
    .limit(bindparam("most"))
)
_COUNTED_ON = select(streak_counts.c.counted_on).where(streak_counts.c.schedule == bindparam("of"))
_CHANGE_COUNT = update(streak_counts).where(streak_counts.c.schedule == bindparam("of"))

#: States of an asking that is, or may yet become, a day.
_ASKED = [state.value for state in (RoundState.DUE, RoundState.OPEN, RoundState.SETTLED)]
_SEEN = exists().where(
    posts.c.purpose == QUESTION,
    posts.c.owner == rounds.c.id,
    posts.c.state == PostState.SENT.value,
)
_DAYS: Select[Any] = (
    select(rounds.c.id, rounds.c.guild, rounds.c.local_date, rounds.c.state, _SEEN.label("binding"))
    .where(
        rounds.c.schedule == bindparam("of"),
        rounds.c.slot == AUTO,
        # What was missed or refused was no day at all.
        rounds.c.state.in_(_ASKED),
    )
    .order_by(rounds.c.local_date)
)
_NEXT_DAY = _DAYS.where(rounds.c.local_date > bindparam("after")).limit(1)
_COUNTED_DAYS = _DAYS.where(rounds.c.local_date <= bindparam("until"), rounds.c.state == RoundState.SETTLED.value)
_CAME: Select[Any] = (
    select(answers.c.user)
    .distinct()
    .join_from(answers, questions, questions.c.id == answers.c.question)
    .where(
        questions.c.owner_kind == ROUND,
        questions.c.owner_id == bindparam("round"),
        answers.c.late == false(),
        ~exists().where(
            streaks.c.schedule == bindparam("of"),
            streaks.c.user == answers.c.user,
            streaks.c.last_date >= bindparam("day"),
        ),
    )
    .limit(bindparam("most"))
)
_LOG = (
    select(answers.c.user, questions.c.local_date)
    .distinct()
    .join_from(answers, questions, questions.c.id == answers.c.question)
    .join(rounds, and_(questions.c.owner_kind == ROUND, rounds.c.id == questions.c.owner_id))
    .where(rounds.c.schedule == bindparam("of"), rounds.c.slot == AUTO, answers.c.late == false())
    .order_by(answers.c.user)
)
_STREAKS: Select[Any] = select(streaks)
_OF_USERS = _STREAKS.where(
    streaks.c.schedule == bindparam("of"), streaks.c.user.in_(bindparam("users", expanding=True))
)
_AWAY = _STREAKS.where(
    streaks.c.schedule == bindparam("of"), streaks.c.last_date < bindparam("day"), streaks.c.length > 0
).limit(bindparam("most"))
_put = upsert(streaks)
_PUT = _put.on_conflict_do_update(
    index_elements=[streaks.c.schedule, streaks.c.user],
    set_={name: _put.excluded[name] for name in ("length", "best", "freezes", "last_date")},
)
_CLEAR = delete(streaks).where(streaks.c.schedule == bindparam("of"))
_IDS_OF_ROUND = select(questions.c.id).where(
    questions.c.owner_kind == ROUND, questions.c.owner_id == bindparam("round")
)
_ANSWERED = (
    exists()
    .select_from(answers)
    .where(
        answers.c.question.in_(_IDS_OF_ROUND),
        answers.c.user == bindparam("who"),
        answers.c.late == false(),
    )
)
_STANDING = (
    select(rounds.c.slot, rounds.c.local_date, streaks, _ANSWERED.label("came"))
    .join_from(
        rounds,
        streaks,
        and_(streaks.c.schedule == rounds.c.schedule, streaks.c.user == bindparam("who")),
        isouter=True,
    )
    .where(rounds.c.id == bindparam("round"))
)
_SCHEDULES = select(schedules.c.id).where(schedules.c.guild == bindparam("in_guild")).order_by(schedules.c.id)


def plan(tx: Transaction, schedule: ScheduleId, at: datetime) -> None:
    """Plan to count a schedule's streaks on."""
    tx.execute(_PLAN, {"schedule": schedule, "due_at_ms": to_ms(at)})


def next_due(tx: Transaction) -> datetime | None:
    """Return when a schedule's streaks are to be counted on next."""
    found = tx.execute(_NEXT_DUE).scalar()
    return None if found is None else from_ms(found)


def due(tx: Transaction, now: datetime, most: int) -> tuple[ScheduleId, ...]:
    """Return schedules whose streaks are to be counted on."""
    return tuple(ScheduleId(row.schedule) for row in tx.execute(_DUE, {"now": to_ms(now), "most": most}).all())


def counted_on(tx: Transaction, schedule: ScheduleId) -> date | None:
    """Return the last local date that is counted for everyone; None: none is."""
    found = tx.execute(_COUNTED_ON, {"of": schedule}).scalar()
    return None if found is None else date.fromisoformat(found)


def set_counted(tx: Transaction, schedule: ScheduleId, day: date) -> None:
    """Remember that a date is counted for everyone."""
    tx.execute(_CHANGE_COUNT.values(counted_on=day.isoformat()), {"of": schedule})


def rest(tx: Transaction, schedule: ScheduleId) -> None:
    """Count no further until it is planned again."""
    tx.execute(_CHANGE_COUNT.values(due_at_ms=None), {"of": schedule})


def next_day(tx: Transaction, schedule: ScheduleId, after: date | None) -> AskedDay | None:
    """Return the first day after a date if it is settled; None: there is none, or it is not over yet."""
    row = tx.execute(_NEXT_DAY, {"of": schedule, "after": "" if after is None else after.isoformat()}).first()
    return None if row is None or row.state != RoundState.SETTLED.value else _asked(row)


def days_until(tx: Transaction, schedule: ScheduleId, until: date) -> tuple[AskedDay, ...]:
    """Return a schedule's settled days up to a date, oldest first."""
    return tuple(_asked(row) for row in tx.execute(_COUNTED_DAYS, {"of": schedule, "until": until.isoformat()}).all())


def came(tx: Transaction, schedule: ScheduleId, asked: AskedDay, most: int) -> tuple[UserId, ...]:
    """Return some of those who came on a day and whose streak does not know it yet."""
    given = {"round": asked.round_id, "of": schedule, "day": asked.day.on.isoformat(), "most": most}
    return tuple(UserId(row.user) for row in tx.execute(_CAME, given).all())


def away(tx: Transaction, schedule: ScheduleId, day: date, most: int) -> dict[UserId, StoredStreak]:
    """Return some of the streaks that go on and do not know of a day yet."""
    return _by_user(tx.execute(_AWAY, {"of": schedule, "day": day.isoformat(), "most": most}).all())


def of_users(tx: Transaction, schedule: ScheduleId, users: Sequence[UserId]) -> dict[UserId, StoredStreak]:
    """Return people's streaks; who has none is missing."""
    return _by_user(tx.execute(_OF_USERS, {"of": schedule, "users": list(users)}).all())


def standing(tx: Transaction, round_id: RoundId, user: UserId) -> Standing | None:
    """Return how a person stands with the schedule of a post; None: there is no such post."""
    row = tx.execute(_STANDING, {"round": round_id, "who": user}).first()
    if row is None:
        return None
    return Standing(
        on=date.fromisoformat(row.local_date) if row.slot == AUTO else None,
        kept=None if row.length is None else _kept(row),
        came=bool(row.came),
    )


def put(tx: Transaction, schedule: ScheduleId, guild: GuildId, changed: Mapping[UserId, StoredStreak]) -> None:
    """Write streaks down, in one call."""
    rows = [
        {
            "schedule": schedule,
            "user": user,
            "guild": guild,
            "length": one.streak.length,
            "best": one.streak.best,
            "freezes": one.streak.freezes,
            "last_date": one.last_date.isoformat(),
        }
        for user, one in changed.items()
    ]
    if rows:
        tx.execute(_PUT, rows)


def clear(tx: Transaction, schedule: ScheduleId) -> None:
    """Throw a schedule's streaks away, to be counted from the log."""
    tx.execute(_CLEAR, {"of": schedule})


def log_of(tx: Transaction, schedule: ScheduleId) -> dict[UserId, set[date]]:
    """Return, from the log, on which dates people came."""
    dates: dict[UserId, set[date]] = {}
    for row in tx.execute(_LOG, {"of": schedule}).all():
        dates.setdefault(UserId(row.user), set()).add(date.fromisoformat(row.local_date))
    return dates


def schedules_in(tx: Transaction, guild: GuildId) -> tuple[ScheduleId, ...]:
    """Return all schedules a server ever had."""
    return tuple(ScheduleId(row.id) for row in tx.execute(_SCHEDULES, {"in_guild": guild}).all())


def _asked(row: Row[Any]) -> AskedDay:
    return AskedDay(
        round_id=RoundId(row.id),
        guild=GuildId(row.guild),
        day=Day(on=date.fromisoformat(row.local_date), binding=bool(row.binding)),
    )


def _by_user(rows: Sequence[Row[Any]]) -> dict[UserId, StoredStreak]:
    return {UserId(row.user): _kept(row) for row in rows}


def _kept(row: Row[Any]) -> StoredStreak:
    return StoredStreak(
        streak=Streak(length=row.length, best=row.best, freezes=row.freezes),
        last_date=date.fromisoformat(row.last_date),
    )
