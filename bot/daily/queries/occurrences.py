"""Occurrences: one asking of a schedule each, unique by schedule, local date and slot, so that nothing comes twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, case, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.core.ids import ChannelId, DeckId, GuildId, OccurrenceId, ScheduleId, SourceId
from bot.core.instants import from_ms, to_ms
from bot.daily.owner import ROUND
from bot.daily.tables import occurrences
from bot.db.database import Transaction
from bot.questions.queries.states import OccurrenceState
from bot.questions.rules import QuestionState, RevealRule
from bot.questions.tables import questions

#: The slot of an occurrence that the timetable brought.
AUTO = "auto"


def slot_now(source: SourceId) -> str:
    """Name the slot of an occurrence that a person asked for."""
    return f"now:{source}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOccurrence:
    """An asking to keep."""

    schedule: ScheduleId
    local_date: date
    slot: str
    guild: GuildId
    channel: ChannelId
    deck: DeckId
    state: OccurrenceState
    due_at: datetime
    opens_at: datetime
    closes_at: datetime
    #: When its post says that time runs out; None: never.
    remind_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptOccurrence:
    """An asking as it stands."""

    id: OccurrenceId
    schedule: ScheduleId
    local_date: date
    slot: str
    guild: GuildId
    channel: ChannelId
    deck: DeckId
    state: OccurrenceState
    due_at: datetime
    opens_at: datetime
    closes_at: datetime
    #: When the count on the post was last edited; None: never.
    refreshed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """When the count on a post was and will be edited."""

    opens_at: datetime
    closes_at: datetime
    #: The last edit; None: never.
    refreshed_at: datetime | None
    #: The next one; None: not planned.
    refresh_at: datetime | None


_INSERT = upsert(occurrences).on_conflict_do_nothing().returning(occurrences.c.id)
_KEPT: Select[Any] = select(occurrences)
_ONE = _KEPT.where(occurrences.c.id == bindparam("occurrence"))
_COUNTING = select(
    occurrences.c.opens_at_ms, occurrences.c.closes_at_ms, occurrences.c.refreshed_at_ms, occurrences.c.refresh_at_ms
).where(occurrences.c.id == bindparam("occurrence"))
_SLOT = _KEPT.where(
    occurrences.c.schedule == bindparam("schedule"),
    occurrences.c.slot == bindparam("slot"),
)
_LAST_AUTO = select(func.max(occurrences.c.local_date)).where(
    occurrences.c.schedule == bindparam("schedule"), occurrences.c.slot == AUTO
)
_SETTLES = occurrences.c.settle_at_ms.is_not(None)
_REFRESHES = occurrences.c.refresh_at_ms.is_not(None)
_TO_SETTLE = (
    _KEPT.where(_SETTLES, occurrences.c.settle_at_ms <= bindparam("now"))
    .order_by(occurrences.c.settle_at_ms, occurrences.c.id)
    .limit(bindparam("most"))
)
_TO_REFRESH = (
    _KEPT.where(_REFRESHES, occurrences.c.refresh_at_ms <= bindparam("now"))
    .order_by(occurrences.c.refresh_at_ms, occurrences.c.id)
    .limit(bindparam("most"))
)
# The few open questions of a server are indexed, its years of occurrences are not.
_WITH_OPEN_QUESTIONS = select(questions.c.owner_id).where(
    questions.c.owner_kind == ROUND,
    questions.c.guild == bindparam("guild"),
    questions.c.state == QuestionState.OPEN.value,
    questions.c.reveal != RevealRule.AT_ONCE.value,
)
_OPEN_IN = _KEPT.where(
    occurrences.c.id.in_(_WITH_OPEN_QUESTIONS), occurrences.c.closes_at_ms > bindparam("now")
).order_by(occurrences.c.closes_at_ms, occurrences.c.id)
_CHANGE = update(occurrences).where(occurrences.c.id == bindparam("occurrence"))
_PLAN_REFRESH = _CHANGE.where(
    or_(occurrences.c.refresh_at_ms.is_(None), occurrences.c.refresh_at_ms > bindparam("at"))
).values(refresh_at_ms=bindparam("at"))
# Once nothing else is planned, the reminder is: it is an edit like any other, and keeps its distance from the last one.
_LEASE = bindparam("lease", type_=occurrences.c.refresh_at_ms.type)
_REMIND = case((occurrences.c.remind_at_ms < _LEASE, _LEASE), else_=occurrences.c.remind_at_ms)
_END_REFRESH = _CHANGE.where(occurrences.c.refresh_at_ms == _LEASE).values(refresh_at_ms=_REMIND)
_LEASE_REFRESH = _CHANGE.values(
    refreshed_at_ms=bindparam("now"),
    refresh_at_ms=bindparam("until"),
    remind_at_ms=case((occurrences.c.remind_at_ms > bindparam("now"), occurrences.c.remind_at_ms), else_=None),
)
_OPENED = _CHANGE.values(
    state=OccurrenceState.OPEN.value,
    settle_at_ms=bindparam("settle_at"),
    refresh_at_ms=func.coalesce(occurrences.c.refresh_at_ms, occurrences.c.remind_at_ms),
)


def insert_one(tx: Transaction, new: NewOccurrence) -> OccurrenceId | None:
    """Keep an asking; None: that schedule, date and slot has one already."""
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
            "refresh_at_ms": None,
            "remind_at_ms": None if new.remind_at is None else to_ms(new.remind_at),
        },
    ).scalar()
    return None if found is None else OccurrenceId(found)


def one(tx: Transaction, occurrence: OccurrenceId) -> KeptOccurrence | None:
    """Return an asking; None if there is none."""
    row = tx.execute(_ONE, {"occurrence": occurrence}).first()
    return None if row is None else _kept(row)


def counting(tx: Transaction, occurrence: OccurrenceId) -> Counting | None:
    """Return when the count on a post was and will be edited; None if there is no such post."""
    row = tx.execute(_COUNTING, {"occurrence": occurrence}).first()
    if row is None:
        return None
    return Counting(
        opens_at=from_ms(row.opens_at_ms),
        closes_at=from_ms(row.closes_at_ms),
        refreshed_at=None if row.refreshed_at_ms is None else from_ms(row.refreshed_at_ms),
        refresh_at=None if row.refresh_at_ms is None else from_ms(row.refresh_at_ms),
    )


def of_slot(tx: Transaction, schedule: ScheduleId, slot: str) -> KeptOccurrence | None:
    """Return a schedule's asking of a slot that names its source, whatever the date; None if there is none."""
    row = tx.execute(_SLOT, {"schedule": schedule, "slot": slot}).first()
    return None if row is None else _kept(row)


def last_auto(tx: Transaction, schedule: ScheduleId) -> date | None:
    """Return the last local date that the timetable asked or missed; None: none yet."""
    found = tx.execute(_LAST_AUTO, {"schedule": schedule}).scalar()
    return None if found is None else date.fromisoformat(found)


def to_settle(tx: Transaction, now: datetime, most: int) -> tuple[KeptOccurrence, ...]:
    """Return what is posted, closed and not yet counted, the longest closed first."""
    return tuple(_kept(row) for row in tx.execute(_TO_SETTLE, {"now": to_ms(now), "most": most}).all())


def to_refresh(tx: Transaction, now: datetime, most: int) -> tuple[KeptOccurrence, ...]:
    """Return those whose count on the post should be edited now."""
    return tuple(_kept(row) for row in tx.execute(_TO_REFRESH, {"now": to_ms(now), "most": most}).all())


def open_in(tx: Transaction, guild: GuildId, now: datetime) -> tuple[KeptOccurrence, ...]:
    """Return what a server may answer now, or in a moment when it is posted; the one that closes first first."""
    return tuple(_kept(row) for row in tx.execute(_OPEN_IN, {"guild": guild, "now": to_ms(now)}).all())


def opened(tx: Transaction, occurrence: OccurrenceId, *, settle_at: datetime) -> None:
    """Learn that it stands in Discord, and plan to settle it and, before that, to say that time runs out."""
    tx.execute(_OPENED, {"occurrence": occurrence, "settle_at": to_ms(settle_at)})


def end(tx: Transaction, occurrence: OccurrenceId, state: OccurrenceState) -> None:
    """Move on to a last state; nothing is planned for it any more."""
    values = {"state": state.value, "settle_at_ms": None, "refresh_at_ms": None}
    tx.execute(_CHANGE.values(**values), {"occurrence": occurrence})


def close(tx: Transaction, occurrence: OccurrenceId, at: datetime, *, settle_at: datetime | None) -> None:
    """Close before the time; `settle_at` None: not yet known to be posted."""
    values = {
        "closes_at_ms": to_ms(at),
        "settle_at_ms": None if settle_at is None else to_ms(settle_at),
        "refresh_at_ms": None,
    }
    tx.execute(_CHANGE.values(**values), {"occurrence": occurrence})


def plan_refresh(tx: Transaction, occurrence: OccurrenceId, at: datetime) -> None:
    """Plan to edit the count, unless that is planned for earlier."""
    tx.execute(_PLAN_REFRESH, {"occurrence": occurrence, "at": to_ms(at)})


def lease_refresh(tx: Transaction, occurrence: OccurrenceId, now: datetime, until: datetime) -> None:
    """Begin an edit of the count; if its end is not learned by then, it is planned again."""
    tx.execute(_LEASE_REFRESH, {"occurrence": occurrence, "now": to_ms(now), "until": to_ms(until)})


def drop_refresh(tx: Transaction, occurrence: OccurrenceId) -> None:
    """Edit the count no more until the next answer."""
    tx.execute(_CHANGE.values(refresh_at_ms=None), {"occurrence": occurrence})


def end_refresh(tx: Transaction, occurrence: OccurrenceId, until: datetime) -> None:
    """End the edit that was begun with that lease; one planned by an answer since then stays."""
    tx.execute(_END_REFRESH, {"occurrence": occurrence, "lease": to_ms(until)})


def _kept(row: Row[Any]) -> KeptOccurrence:
    return KeptOccurrence(
        id=OccurrenceId(row.id),
        schedule=ScheduleId(row.schedule),
        local_date=date.fromisoformat(row.local_date),
        slot=row.slot,
        guild=GuildId(row.guild),
        channel=ChannelId(row.channel),
        deck=DeckId(row.deck),
        state=OccurrenceState(row.state),
        due_at=from_ms(row.due_at_ms),
        opens_at=from_ms(row.opens_at_ms),
        closes_at=from_ms(row.closes_at_ms),
        refreshed_at=None if row.refreshed_at_ms is None else from_ms(row.refreshed_at_ms),
    )
