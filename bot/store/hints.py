"""Hints: how many of a question's hints a person was shown."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.store.store import Unit
from bot.store.tables import hints
from bot.terms.ids import QuestionId, UserId

_insert = upsert(hints)
_SET = _insert.on_conflict_do_update(
    index_elements=[hints.c.question, hints.c.user], set_={"taken": _insert.excluded.taken}
)
_TAKEN = select(hints.c.taken).where(hints.c.question == bindparam("question"), hints.c.user == bindparam("user"))


async def taken(unit: Unit, question: QuestionId, user: UserId) -> int:
    """Return how many hints a person was shown."""
    return int(await unit.scalar(_TAKEN, {"question": question, "user": user}) or 0)


async def take(unit: Unit, question: QuestionId, user: UserId, count: int) -> None:
    """Remember how many hints a person was shown so far."""
    await unit.execute(_SET, {"question": question, "user": user, "taken": count})
