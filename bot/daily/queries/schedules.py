"""Schedules: when a server is asked, and how; `next_at_ms` is the timetable that everything due is read from."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, insert, select, update

from bot.calendar.timetable import Timetable
from bot.core.ids import ChannelId, DeckId, GuildId, RoleId, ScheduleId, UserId
from bot.core.instants import from_ms, to_ms
from bot.daily.options import PLAIN, Options, Reveal
from bot.daily.tables import schedules
from bot.db.database import Transaction
from bot.library.tables import decks
from bot.questions.forms import FormsMix

_HOUR_MINUTES = 60
_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleInput:
    """What a person chose."""

    guild: GuildId
    channel: ChannelId
    deck: DeckId
    timetable: Timetable
    questions: int
    open_for: timedelta
    by: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A schedule as it stands."""

    id: ScheduleId
    guild: GuildId
    channel: ChannelId
    deck: DeckId
    #: The deck's title now, though it may have been removed.
    deck_title: str
    #: How many cards the deck has now.
    deck_cards: int
    timetable: Timetable
    questions: int
    open_for: timedelta
    #: A `ScheduleState`.
    state: str
    #: A `PauseReason`; None while active.
    paused: str | None
    next_at: datetime | None
    #: The local date that `next_at` is for; None: it does not ask, or an older version planned it.
    next_on: date | None
    missed_on: date | None
    by: UserId
    options: Options = PLAIN


_KEPT: Select[Any] = select(schedules, decks.c.title.label("deck_title"), decks.c.cards.label("deck_cards")).join(
    decks, decks.c.id == schedules.c.deck
)
_THERE = schedules.c.removed_at_ms.is_(None)
_ONE = _KEPT.where(schedules.c.id == bindparam("schedule"), _THERE)
_IN_GUILD = _KEPT.where(schedules.c.guild == bindparam("guild"), _THERE).order_by(schedules.c.id)
_COUNT = select(func.count()).select_from(schedules).where(schedules.c.guild == bindparam("guild"), _THERE)
_GRACE = select(schedules.c.grace_s).where(schedules.c.id == bindparam("schedule"))
_ROW = select(schedules).where(schedules.c.id == bindparam("schedule"))
_WAITS = schedules.c.next_at_ms.is_not(None)
_THERE_NOW = schedules.c.guild.not_in(bindparam("unreachable", expanding=True))
_NEXT_DUE = select(func.min(schedules.c.next_at_ms)).where(_WAITS, _THERE_NOW)
_DUE = (
    _KEPT.where(_WAITS, _THERE_NOW, schedules.c.next_at_ms <= bindparam("now"))
    .order_by(schedules.c.next_at_ms, schedules.c.id)
    .limit(bindparam("most"))
)
_PLANNED = _KEPT.where(_WAITS, schedules.c.id > bindparam("after")).order_by(schedules.c.id).limit(bindparam("most"))
_INSERT = insert(schedules).returning(schedules.c.id)
_CHANGE = update(schedules).where(schedules.c.id == bindparam("schedule"))
_REPLAN = _CHANGE.where(schedules.c.next_at_ms == bindparam("old")).values(
    next_on=bindparam("new_on", type_=schedules.c.next_on.type),
    next_at_ms=bindparam("new_at", type_=schedules.c.next_at_ms.type),
)


def insert_one(
    tx: Transaction, new: ScheduleInput, *, state: str, next_: tuple[date, datetime] | None, at: datetime
) -> ScheduleId:
    """Keep a new schedule."""
    values = {**_chosen(new), "guild": new.guild, "state": state, "made_by": new.by, "made_at_ms": to_ms(at)}
    return ScheduleId(tx.execute(_INSERT, {**values, **_next(next_)}).scalar_one())


def change(tx: Transaction, schedule: ScheduleId, new: ScheduleInput) -> None:
    """Keep what a person changed; when it asks next is set by `set_next`."""
    tx.execute(_CHANGE.values(**_chosen(new)), {"schedule": schedule})


def set_deck(tx: Transaction, schedule: ScheduleId, deck: DeckId) -> None:
    """Make another deck the first one."""
    tx.execute(_CHANGE.values(deck=deck), {"schedule": schedule})


def set_state(tx: Transaction, schedule: ScheduleId, *, state: str, paused: str | None) -> None:
    """Pause a schedule or let it go on; it asks no more until `set_next` says when."""
    tx.execute(_CHANGE.values(state=state, paused=paused, **_next(None)), {"schedule": schedule})


def set_next(tx: Transaction, schedule: ScheduleId, next_: tuple[date, datetime] | None) -> None:
    """Move on to the next round, a local date and its instant; None: there is none."""
    tx.execute(_CHANGE.values(**_next(next_)), {"schedule": schedule})


def put_off(tx: Transaction, schedule: ScheduleId, until: datetime) -> None:
    """Look at a schedule again only then; it still owes the same local date."""
    tx.execute(_CHANGE.values(next_at_ms=to_ms(until)), {"schedule": schedule})


def replan(tx: Transaction, moved: Sequence[tuple[Schedule, tuple[date, datetime] | None]]) -> None:
    """Plan schedules anew, in one call; one that has moved on since it was read stays as it is."""
    rows = []
    for schedule, found in moved:
        planned = _next(found)
        new = {"new_on": planned["next_on"], "new_at": planned["next_at_ms"]}
        rows.append({"schedule": schedule.id, "old": _ms(schedule.next_at), **new})
    tx.execute(_REPLAN, rows)


def set_missed(tx: Transaction, schedule: ScheduleId, day: date) -> None:
    """Remember the last local date that was not asked though it should have been."""
    tx.execute(_CHANGE.values(missed_on=day.isoformat()), {"schedule": schedule})


def remove(tx: Transaction, schedule: ScheduleId, at: datetime) -> None:
    """Take a schedule away; its row stays for what it asked."""
    tx.execute(_CHANGE.values(removed_at_ms=to_ms(at), **_next(None)), {"schedule": schedule})


def one(tx: Transaction, schedule: ScheduleId) -> Schedule | None:
    """Return a schedule; None if there is none, or it was removed."""
    row = tx.execute(_ONE, {"schedule": schedule}).first()
    return None if row is None else _kept(row)


def options_of(tx: Transaction, schedule: ScheduleId) -> tuple[Options, timedelta]:
    """Return a schedule's options and how long it is open, even if it was removed since.

    Raises:
        LookupError: There never was one.
    """
    row = tx.execute(_ROW, {"schedule": schedule}).first()
    if row is None:
        raise LookupError(f"schedule {schedule}")
    return _options(row), timedelta(seconds=row.open_for_s)


def grace_of(tx: Transaction, schedule: ScheduleId) -> timedelta | None:
    """Return how late a manager allows a schedule to post, even if it was removed since; None: as by default."""
    found = tx.execute(_GRACE, {"schedule": schedule}).scalar()
    return None if found is None else timedelta(seconds=found)


def in_guild(tx: Transaction, guild: GuildId) -> tuple[Schedule, ...]:
    """Return a server's schedules, oldest first."""
    return tuple(_kept(row) for row in tx.execute(_IN_GUILD, {"guild": guild}).all())


def count(tx: Transaction, guild: GuildId) -> int:
    """Return how many schedules a server has."""
    return int(tx.execute(_COUNT, {"guild": guild}).scalar_one())


def next_due(tx: Transaction, unreachable: Collection[GuildId] = ()) -> datetime | None:
    """Return when a schedule asks next; those of unreachable servers wait."""
    found = tx.execute(_NEXT_DUE, {"unreachable": list(unreachable)}).scalar()
    return None if found is None else from_ms(found)


def due(tx: Transaction, now: datetime, most: int, unreachable: Collection[GuildId] = ()) -> tuple[Schedule, ...]:
    """Return schedules that should have asked by now, the longest overdue first; those of unreachable servers wait."""
    rows = tx.execute(_DUE, {"now": to_ms(now), "most": most, "unreachable": list(unreachable)}).all()
    return tuple(_kept(row) for row in rows)


def planned(tx: Transaction, after: ScheduleId, most: int) -> tuple[Schedule, ...]:
    """Return those that ask again, in the order of their ids, from behind one."""
    return tuple(_kept(row) for row in tx.execute(_PLANNED, {"after": after, "most": most}).all())


def _ms(instant: datetime | None) -> int | None:
    return None if instant is None else to_ms(instant)


def _next(found: tuple[date, datetime] | None) -> dict[str, Any]:
    day, at = (None, None) if found is None else (found[0].isoformat(), to_ms(found[1]))
    return {"next_on": day, "next_at_ms": at}


def _chosen(new: ScheduleInput) -> dict[str, object]:
    at = new.timetable.at
    return {
        "channel": new.channel,
        "deck": new.deck,
        "at_minute": at.hour * _HOUR_MINUTES + at.minute,
        "zone": new.timetable.zone,
        "days": sum(1 << day for day in new.timetable.days),
        "questions": new.questions,
        "open_for_s": int(new.open_for.total_seconds()),
    }


def _kept(row: Row[Any]) -> Schedule:
    options = _options(row)
    return Schedule(
        id=ScheduleId(row.id),
        guild=GuildId(row.guild),
        channel=ChannelId(row.channel),
        deck=DeckId(row.deck),
        deck_title=row.deck_title,
        deck_cards=row.deck_cards,
        timetable=Timetable(
            at=time(*divmod(row.at_minute, _HOUR_MINUTES)),
            zone=row.zone,
            days=tuple(day for day in range(_WEEK) if row.days >> day & 1),
            skip=options.skip,
            holidays=options.holidays,
        ),
        questions=row.questions,
        open_for=timedelta(seconds=row.open_for_s),
        state=row.state,
        paused=row.paused,
        next_at=None if row.next_at_ms is None else from_ms(row.next_at_ms),
        next_on=None if row.next_on is None else date.fromisoformat(row.next_on),
        missed_on=None if row.missed_on is None else date.fromisoformat(row.missed_on),
        by=UserId(row.made_by),
        options=options,
    )


_CHANGE_OPTIONS = update(schedules).where(schedules.c.id == bindparam("schedule"))


def change_options(tx: Transaction, schedule: ScheduleId, options: Options) -> None:
    """Keep what a person chose."""
    tx.execute(_CHANGE_OPTIONS.values(**_option_values(options)), {"schedule": schedule})


def _options(row: Row[Any]) -> Options:
    """Read the columns that a manager may leave alone; NULL means the simplest way."""
    return Options(
        mix=() if row.mix is None else tuple((DeckId(deck), weight) for deck, weight in json.loads(row.mix)),
        forms=FormsMix.RECALL if row.forms is None else FormsMix(row.forms),
        skip=() if row.skip is None else tuple(date.fromisoformat(day) for day in json.loads(row.skip)),
        holidays=row.holidays,
        grace=None if row.grace_s is None else timedelta(seconds=row.grace_s),
        reveal=Reveal.CLOSING if row.reveal is None else Reveal(row.reveal),
        changeable=bool(row.changeable),
        typed=bool(row.typed),
        thread=bool(row.thread),
        remind=bool(row.remind),
        ping=None if row.ping is None else RoleId(row.ping),
    )


def _option_values(options: Options) -> dict[str, object]:
    return {
        "mix": json.dumps(options.mix) if options.mix else None,
        "forms": None if options.forms is FormsMix.RECALL else options.forms.value,
        "skip": json.dumps([day.isoformat() for day in options.skip]) if options.skip else None,
        "holidays": options.holidays,
        "grace_s": None if options.grace is None else int(options.grace.total_seconds()),
        "reveal": None if options.reveal is Reveal.CLOSING else options.reveal.value,
        "changeable": options.changeable or None,
        "typed": options.typed or None,
        "thread": options.thread or None,
        "remind": options.remind or None,
        "ping": options.ping,
    }
