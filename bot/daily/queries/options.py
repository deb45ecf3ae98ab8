"""Options: the columns of a schedule that a manager may leave alone; NULL means the simplest way."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, update

from bot.core.ids import DeckId, RoleId, ScheduleId
from bot.daily.options import Options, Reveal
from bot.daily.tables import schedules
from bot.db.database import Transaction
from bot.questions.forms import FormsMix

_CHANGE = update(schedules).where(schedules.c.id == bindparam("schedule"))


def change(tx: Transaction, schedule: ScheduleId, options: Options) -> None:
    """Keep what a person chose."""
    tx.execute(_CHANGE.values(**_values(options)), {"schedule": schedule})


def chosen_in(row: Row[Any]) -> Options:
    """Read a schedule's row."""
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


def _values(options: Options) -> dict[str, object]:
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
