"""Retention: texts of answers that are older than the operator wants to keep; what they counted for stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, select, update

from bot.appeals.tables import rulings
from bot.core.ids import AnswerId
from bot.core.instants import from_ms, to_ms
from bot.db.database import Transaction
from bot.questions.tables import answers

#: Rows per look: few enough that nobody waits for long.
BATCH = 1_000
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_LOOK = (
    select(answers.c.id, answers.c.answered_at_ms, (answers.c.text != "").label("kept"))
    .where(answers.c.id > bindparam("after"))
    .order_by(answers.c.id)
    .limit(bindparam("most"))
)
_DROP = update(answers).where(answers.c.id.in_(_IDS)).values(text="", answer_key="")
_DROP_KEYS = update(rulings).where(rulings.c.answer.in_(_IDS)).values(answer_key="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How far a look went."""

    #: The last answer that is old enough; whatever is up to it holds no text any more.
    cursor: AnswerId
    #: When the next one was given; None: there is none in sight.
    next_at: datetime | None
    #: Whether there may be more that is old enough.
    more: bool


def drop(tx: Transaction, after: AnswerId, before: datetime, most: int = BATCH) -> Look:
    """Drop the texts of the answers that follow one and were given before an instant, in the log's order."""
    rows = tx.execute(_LOOK, {"after": after, "most": most}).all()
    old = []
    for row in rows:
        if row.answered_at_ms >= to_ms(before):
            break
        old.append(row)
    ids = [row.id for row in old if row.kept]
    if ids:
        tx.execute(_DROP, {"ids": ids})
        tx.execute(_DROP_KEYS, {"ids": ids})
    young = rows[len(old)].answered_at_ms if len(old) < len(rows) else None
    return Look(
        cursor=AnswerId(old[-1].id) if old else after,
        next_at=None if young is None else from_ms(young),
        more=len(old) == most,
    )
