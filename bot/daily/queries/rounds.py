"""Rounds: one asking of a schedule each, unique by schedule, local date and slot, so that nothing comes twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select, true, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.core.ids import ChannelId, DeckId, GuildId, RoundId, ScheduleId, SourceId, UserId
from bot.core.instants import from_ms, to_ms
from bot.daily.owner import ROUND
from bot.daily.tables import rounds
from bot.db.database import Transaction
from bot.guilds.tables import people
from bot.questions.queries.answers import COUNTS, LATEST
from bot.questions.queries.questions import SECRET
from bot.questions.tables import answers, gradings, questions

#: The slot of a round that the timetable brought.
AUTO = "auto"
#: The id of a round that is not kept yet.
NOT_KEPT = RoundId(0)


class RoundState(StrEnum):
    """Where one asking of a schedule stands."""

    #: Recorded, its post not yet known to be in Discord.
    DUE = "due"
    #: Posted; its questions may be answered.
    OPEN = "open"
    #: Closed and counted; only messages may still be owed.
    SETTLED = "settled"
    #: The bot was away for longer than the grace: never posted.
    MISSED = "missed"
    #: Discord refused the post for good.
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One asking of a schedule."""

    id: RoundId = NOT_KEPT
    schedule: ScheduleId
    #: In the schedule's zone.
    local_date: date
    #: `AUTO`, or the interaction that asked for it.
    slot: str
    guild: GuildId
    channel: ChannelId
    deck: DeckId
    state: RoundState
    #: When it should have been posted.
    due_at: datetime
    opens_at: datetime
    closes_at: datetime


_INSERT = upsert(rounds).on_conflict_do_nothing().returning(rounds.c.id)
_ALL: Select[Any] = select(rounds)
_ONE = _ALL.where(rounds.c.id == bindparam("round"))
_SLOT = _ALL.where(rounds.c.schedule == bindparam("schedule"), rounds.c.slot == bindparam("slot"))
_LAST_AUTO = select(func.max(rounds.c.local_date)).where(
    rounds.c.schedule == bindparam("schedule"), rounds.c.slot == AUTO
)
_SETTLES, _COUNTS = rounds.c.settle_at_ms.is_not(None), rounds.c.count_at_ms.is_not(None)
_NEXT_SETTLING = select(func.min(rounds.c.settle_at_ms)).where(_SETTLES)
_NEXT_COUNTING = select(func.min(rounds.c.count_at_ms)).where(_COUNTS)
_TO_SETTLE = (
    _ALL.where(_SETTLES, rounds.c.settle_at_ms <= bindparam("now"))
    .order_by(rounds.c.settle_at_ms, rounds.c.id)
    .limit(bindparam("most"))
)
_TO_COUNT = (
    _ALL.where(_COUNTS, rounds.c.count_at_ms <= bindparam("now"))
    .order_by(rounds.c.count_at_ms, rounds.c.id)
    .limit(bindparam("most"))
)
# The few open questions of a server are indexed, its years of rounds are not.
_WITH_OPEN_QUESTIONS = select(questions.c.owner_id).where(
    questions.c.owner_kind == ROUND, questions.c.guild == bindparam("guild"), SECRET
)
_OPEN_IN = _ALL.where(rounds.c.id.in_(_WITH_OPEN_QUESTIONS), rounds.c.closes_at_ms > bindparam("now")).order_by(
    rounds.c.closes_at_ms, rounds.c.id
)
_CHANGE = update(rounds).where(rounds.c.id == bindparam("round"))
_RESULT = select(rounds.c.result).where(rounds.c.id == bindparam("round"))
_KEEP_RESULT = _CHANGE.where(rounds.c.count_at_ms == bindparam("counted_at", type_=rounds.c.count_at_ms.type)).values(
    count_at_ms=None
)
_TOTALS_OF_HIDDEN = (
    select(func.sum(gradings.c.points).label("total"))
    .join_from(people, answers, answers.c.user == people.c.user)
    .join(questions, questions.c.id == answers.c.question)
    .join(gradings, COUNTS)
    .where(
        people.c.hidden == true(),
        people.c.user != bindparam("user"),
        questions.c.owner_kind == ROUND,
        questions.c.owner_id == bindparam("round"),
        LATEST,
    )
    .group_by(answers.c.user)
)


def slot_now(source: SourceId) -> str:
    """Name the slot of a round that a person asked for."""
    return f"now:{source}"


def insert_one(tx: Transaction, new: Round) -> RoundId | None:
    """Keep a round; None: that schedule, date and slot has one already."""
    found = tx.execute(
        _INSERT,
        {
            "schedule": new.schedule,
            "local_date": new.local_date.isoformat(),
            "slot": new.slot,
            "guild": new.guild,
            "channel": new.channel,
            "deck": new.deck,
            "state": new.state.value,
            "due_at_ms": to_ms(new.due_at),
            "opens_at_ms": to_ms(new.opens_at),
            "closes_at_ms": to_ms(new.closes_at),
        },
    ).scalar()
    return None if found is None else RoundId(found)


def one(tx: Transaction, round_id: RoundId) -> Round | None:
    """Return a round; None if there is none."""
    row = tx.execute(_ONE, {"round": round_id}).first()
    return None if row is None else _from_row(row)


def of_slot(tx: Transaction, schedule: ScheduleId, slot: str) -> Round | None:
    """Return a schedule's round of a slot that names its source, whatever the date; None if there is none."""
    row = tx.execute(_SLOT, {"schedule": schedule, "slot": slot}).first()
    return None if row is None else _from_row(row)


def last_auto(tx: Transaction, schedule: ScheduleId) -> date | None:
    """Return the last local date that the timetable asked or missed; None: none yet."""
    found = tx.execute(_LAST_AUTO, {"schedule": schedule}).scalar()
    return None if found is None else date.fromisoformat(found)


def open_in(tx: Transaction, guild: GuildId, now: datetime) -> tuple[Round, ...]:
    """Return what a server may answer now, or in a moment when it is posted; the one that closes first first."""
    return tuple(_from_row(row) for row in tx.execute(_OPEN_IN, {"guild": guild, "now": to_ms(now)}).all())


# --- from posted to settled -------------------------------------------------------------------------


def next_settling(tx: Transaction) -> datetime | None:
    """Return when the next round is to be settled."""
    return _instant(tx.execute(_NEXT_SETTLING).scalar())


def to_settle(tx: Transaction, now: datetime, most: int) -> tuple[Round, ...]:
    """Return what is posted, closed and not yet settled, the longest closed first."""
    return tuple(_from_row(row) for row in tx.execute(_TO_SETTLE, {"now": to_ms(now), "most": most}).all())


def opened(tx: Transaction, round_id: RoundId, *, settle_at: datetime) -> None:
    """Learn that a round stands in Discord, and plan to settle it."""
    values = {"state": RoundState.OPEN.value, "settle_at_ms": to_ms(settle_at)}
    tx.execute(_CHANGE.values(**values), {"round": round_id})


def close(tx: Transaction, round_id: RoundId, at: datetime, *, settle_at: datetime | None) -> None:
    """Close before the time; `settle_at` None: not yet known to be posted."""
    values = {"closes_at_ms": to_ms(at), "settle_at_ms": None if settle_at is None else to_ms(settle_at)}
    tx.execute(_CHANGE.values(**values), {"round": round_id})


def end(tx: Transaction, round_id: RoundId, state: RoundState) -> None:
    """Move on to a last state; nothing is planned for it any more."""
    tx.execute(_CHANGE.values(state=state.value, settle_at_ms=None), {"round": round_id})


# --- what is kept of its result -----------------------------------------------------------------------


def plan_counting(tx: Transaction, round_id: RoundId, at: datetime) -> None:
    """Plan to count the result of a settled round, perhaps again."""
    settled = _CHANGE.where(rounds.c.state == RoundState.SETTLED.value)
    tx.execute(settled.values(count_at_ms=to_ms(at)), {"round": round_id})


def next_counting(tx: Transaction) -> datetime | None:
    """Return when the next result is to be counted."""
    return _instant(tx.execute(_NEXT_COUNTING).scalar())


def to_count(tx: Transaction, now: datetime, most: int) -> tuple[tuple[Round, datetime], ...]:
    """Return rounds whose results are to be counted, each with since when."""
    rows = tx.execute(_TO_COUNT, {"now": to_ms(now), "most": most}).all()
    return tuple((_from_row(row), from_ms(row.count_at_ms)) for row in rows)


def keep_result(tx: Transaction, round_id: RoundId, result: str, counted_at: datetime) -> bool:
    """Keep a counted result, unless it was to be counted again meanwhile; returns whether it is kept."""
    given = {"round": round_id, "counted_at": to_ms(counted_at)}
    return tx.execute(_KEEP_RESULT.values(result=result), given).rowcount > 0


def result_kept(tx: Transaction, round_id: RoundId) -> str | None:
    """Return what is kept of a round's result; None: it is not counted yet."""
    found = tx.execute(_RESULT, {"round": round_id}).scalar()
    return None if found is None else str(found)


def totals_of_hidden(tx: Transaction, round_id: RoundId, besides: UserId) -> tuple[int, ...]:
    """Return the points of each person who answered a round and is hidden now, but for one."""
    rows = tx.execute(_TOTALS_OF_HIDDEN, {"round": round_id, "user": besides}).all()
    return tuple(int(row.total) for row in rows)


def _instant(ms: int | None) -> datetime | None:
    return None if ms is None else from_ms(ms)


def _from_row(row: Row[Any]) -> Round:
    return Round(
        id=RoundId(row.id),
        schedule=ScheduleId(row.schedule),
        local_date=date.fromisoformat(row.local_date),
        slot=row.slot,
        guild=GuildId(row.guild),
        channel=ChannelId(row.channel),
        deck=DeckId(row.deck),
        state=RoundState(row.state),
        due_at=from_ms(row.due_at_ms),
        opens_at=from_ms(row.opens_at_ms),
        closes_at=from_ms(row.closes_at_ms),
    )
