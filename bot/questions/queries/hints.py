"""Hints: how many of a question's hints a person was shown."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.core.ids import QuestionId, UserId
from bot.db.database import Transaction
from bot.questions.tables import hints

_insert = upsert(hints)
_SET = _insert.on_conflict_do_update(
    index_elements=[hints.c.question, hints.c.user], set_={"taken": _insert.excluded.taken}
)
_TAKEN = select(hints.c.taken).where(hints.c.question == bindparam("question"), hints.c.user == bindparam("user"))


def taken(tx: Transaction, question: QuestionId, user: UserId) -> int:
    """Return how many hints a person was shown."""
    return int(tx.execute(_TAKEN, {"question": question, "user": user}).scalar() or 0)


def take(tx: Transaction, question: QuestionId, user: UserId, count: int) -> None:
    """Remember how many hints a person was shown so far."""
    tx.execute(_SET, {"question": question, "user": user, "taken": count})
