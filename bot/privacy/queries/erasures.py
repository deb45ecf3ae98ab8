"""Erasures: a person leaves the log without a trace of theirs, and without moving anybody else's rank.

Points stay, under a random tombstone. What is answered to an open question follows once it has closed, so that nobody
answers twice by being forgotten in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, Table, bindparam, delete, func, insert, select, update

from bot.appeals.tables import copies, reports, rulings
from bot.boards.tables import tallies
from bot.core.ids import GuildId, UserId
from bot.core.instants import from_ms, to_ms
from bot.daily.tables import schedules, streaks
from bot.db.database import Transaction
from bot.guilds.tables import members, notices, people
from bot.library.tables import imports
from bot.privacy.tables import erasures
from bot.questions.queries.states import QuestionState
from bot.questions.tables import answers, hints, questions

#: Answers per unit: few enough that nobody waits for long.
BATCH = 500
_LATER = timedelta(hours=1)
_IN_GUILD = bindparam("guild_", type_=questions.c.guild.type)
_USER = bindparam("user_", type_=answers.c.user.type)
_TOMBSTONE = bindparam("tombstone_", type_=answers.c.user.type)
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)

_SINCE = select(func.max(erasures.c.asked_at_ms)).where(erasures.c.guild == _IN_GUILD, erasures.c.user == _USER)
_HIDDEN = select(people.c.hidden).where(people.c.user == _USER)
_NEXT = select(func.min(erasures.c.due_at_ms))
_DUE = (
    select(erasures)
    .where(erasures.c.due_at_ms <= bindparam("now"))
    .order_by(erasures.c.due_at_ms, erasures.c.tombstone)
).limit(1)
_ONE = select(erasures).where(erasures.c.tombstone == _TOMBSTONE)
_PUT_OFF = update(erasures).where(erasures.c.tombstone == _TOMBSTONE).values(due_at_ms=bindparam("at"))
_END = delete(erasures).where(erasures.c.tombstone == _TOMBSTONE)
_MEANT = (
    select(answers.c.id, questions.c.state, questions.c.closes_at_ms)
    .join_from(answers, questions, questions.c.id == answers.c.question)
    .where(
        answers.c.user == _USER,
        questions.c.guild == _IN_GUILD,
        answers.c.answered_at_ms > bindparam("since"),
        answers.c.answered_at_ms <= bindparam("until"),
    )
)
_CLOSED = _MEANT.where(questions.c.state == QuestionState.CLOSED.value).limit(bindparam("most"))
_OPEN = select(func.max(_MEANT.subquery().c.closes_at_ms))
_ERASE = update(answers).where(answers.c.id.in_(_IDS)).values(user=_TOMBSTONE, text="", answer_key="")
_CLOSED_IN = select(questions.c.id).where(
    questions.c.guild == _IN_GUILD, questions.c.state == QuestionState.CLOSED.value
)
_HINTS = delete(hints).where(hints.c.user == _USER, hints.c.question.in_(_CLOSED_IN))


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """One that is being carried out."""

    tombstone: UserId
    guild: GuildId
    user: UserId
    since_at_ms: int
    asked_at_ms: int


def begin(tx: Transaction, guild: GuildId, user: UserId, tombstone: UserId, now: datetime) -> None:
    """Take a person's name, streaks and words away at once, and put the tombstone where they are counted."""
    given = {"guild_": guild, "user_": user, "tombstone_": tombstone}
    since = tx.execute(_SINCE, given).scalar()
    tx.execute(
        insert(erasures),
        {
            "tombstone": tombstone,
            "guild": guild,
            "user": user,
            "since_at_ms": -1 if since is None else since,
            "asked_at_ms": to_ms(now),
            "due_at_ms": to_ms(now),
        },
    )
    if tx.execute(_HIDDEN, given).scalar():
        # Who was on no board must not come onto one by being forgotten.
        tx.execute(insert(people), {"user": tombstone, "hidden": True})
    for table, column in ((members, "user"), (notices, "user"), (streaks, "user")):
        tx.execute(delete(table).where(table.c.guild == _IN_GUILD, table.c[column] == _USER), given)
    for table, column, also in _REPLACED:
        values: dict[str, Any] = {column: _TOMBSTONE, **also}
        tx.execute(update(table).where(table.c.guild == _IN_GUILD, table.c[column] == _USER).values(**values), given)


#: Where a tombstone takes a person's place, and what of theirs goes with it.
_REPLACED: tuple[tuple[Table, str, dict[str, Any]], ...] = (
    (tallies, "user", {}),
    (reports, "user", {"text": ""}),
    (reports, "settled_by", {}),
    (copies, "settled_by", {}),
    (rulings, "appellant", {"reason": None, "plea": ""}),
    (rulings, "moderator", {"reason": None}),
    (schedules, "made_by", {}),
    (imports, "made_by", {}),
)


def next_at(tx: Transaction) -> datetime | None:
    """Return when the next batch is due; None: none is."""
    found = tx.execute(_NEXT).scalar()
    return None if found is None else from_ms(found)


def due(tx: Transaction, now: datetime) -> Erasure | None:
    """Return one that is due; None: none is."""
    row = tx.execute(_DUE, {"now": to_ms(now)}).first()
    return None if row is None else _kept(row)


def one(tx: Transaction, tombstone: UserId) -> Erasure | None:
    """Return one that is being carried out; None: it is done."""
    row = tx.execute(_ONE, {"tombstone_": tombstone}).first()
    return None if row is None else _kept(row)


def some(tx: Transaction, erasure: Erasure, now: datetime, most: int = BATCH) -> bool:
    """Erase a batch of answers to closed questions; returns whether there is more to erase now."""
    given = {"guild_": erasure.guild, "user_": erasure.user, "tombstone_": erasure.tombstone}
    meant = {**given, "since": erasure.since_at_ms, "until": erasure.asked_at_ms}
    ids = [row.id for row in tx.execute(_CLOSED, {**meant, "most": most}).all()]
    if ids:
        tx.execute(_ERASE, {**given, "ids": ids})
        # Equal answers are still being judged again by this key; it goes with the texts' retention then.
        settled = update(rulings).where(rulings.c.answer.in_(_IDS), rulings.c.due_at_ms.is_(None))
        tx.execute(settled.values(answer_key=""), {"ids": ids})
    if len(ids) == most:
        return True
    tx.execute(_HINTS, given)
    tx.execute(delete(streaks).where(streaks.c.guild == _IN_GUILD, streaks.c.user == _USER), given)
    closes = tx.execute(_OPEN, meant).scalar()
    if closes is None:
        tx.execute(_END, given)
    else:
        later = max(closes + 60_000, to_ms(now + _LATER) if closes <= to_ms(now) else 0)
        tx.execute(_PUT_OFF, {**given, "at": later})
    return False


def _kept(row: Any) -> Erasure:  # noqa: ANN401 - a row of whichever query
    return Erasure(
        tombstone=UserId(row.tombstone),
        guild=GuildId(row.guild),
        user=UserId(row.user),
        since_at_ms=row.since_at_ms,
        asked_at_ms=row.asked_at_ms,
    )
