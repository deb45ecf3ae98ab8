"""Reports: what people say is wrong with a card, until a moderator puts it away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.appeals.tables import reports
from bot.core.ids import CardId, DeckId, GuildId, QuestionId, ReportId, UserId
from bot.core.instants import from_ms, to_ms
from bot.db.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    """What a person says."""

    guild: GuildId
    deck: DeckId
    card: CardId
    question: QuestionId
    user: UserId
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReport:
    """What a person said, and nobody put away yet."""

    id: ReportId
    guild: GuildId
    question: QuestionId
    user: UserId
    text: str
    at: datetime


_INSERT = upsert(reports).on_conflict_do_nothing().returning(reports.c.id)
_waiting = (reports.c.guild == bindparam("in_guild"), reports.c.settled_at_ms.is_(None))
_COUNT = select(func.count()).select_from(reports).where(*_waiting)
_BEFORE = select(func.count()).select_from(reports).where(*_waiting, reports.c.id < bindparam("id"))
_FORTH = select(reports).where(*_waiting, reports.c.id > bindparam("id")).order_by(reports.c.id).limit(1)
_BACK = select(reports).where(*_waiting, reports.c.id < bindparam("id")).order_by(reports.c.id.desc()).limit(1)
_OF_USER = (
    select(func.count())
    .select_from(reports)
    .where(
        reports.c.guild == bindparam("in_guild"),
        reports.c.user == bindparam("who"),
        reports.c.reported_at_ms >= bindparam("since"),
    )
)
_SETTLE = (
    update(reports)
    .where(reports.c.id == bindparam("which"), *_waiting)
    .values(settled_at_ms=bindparam("at"), settled_by=bindparam("by"))
    .returning(reports.c.id)
)


def insert(tx: Transaction, new: NewReport) -> ReportId | None:
    """Keep a report; None: this person reported the question before."""
    found = tx.execute(
        _INSERT,
        {
            "guild": new.guild,
            "deck": new.deck,
            "card": new.card,
            "question": new.question,
            "user": new.user,
            "text": new.text,
            "reported_at_ms": to_ms(new.at),
        },
    ).scalar()
    return None if found is None else ReportId(found)


def count_since(tx: Transaction, guild: GuildId, user: UserId, since: datetime) -> int:
    """Return how many reports a person made in a server since then."""
    return int(tx.execute(_OF_USER, {"in_guild": guild, "who": user, "since": to_ms(since)}).scalar_one())


def count(tx: Transaction, guild: GuildId) -> int:
    """Return how many reports wait in a server."""
    return int(tx.execute(_COUNT, {"in_guild": guild}).scalar_one())


def count_before(tx: Transaction, guild: GuildId, report: ReportId) -> int:
    """Return how many of them came before one."""
    return int(tx.execute(_BEFORE, {"in_guild": guild, "id": report}).scalar_one())


def next_to(tx: Transaction, guild: GuildId, report: ReportId, *, forth: bool) -> KeptReport | None:
    """Return the report that waits next after (or before) one; None: there is none."""
    row = tx.execute(_FORTH if forth else _BACK, {"in_guild": guild, "id": report}).first()
    return None if row is None else _kept(row)


def settle(tx: Transaction, guild: GuildId, report: ReportId, by: UserId, at: datetime) -> bool:
    """Put a report away; False: this server has none such, or somebody was faster."""
    return tx.execute(_SETTLE, {"in_guild": guild, "which": report, "by": by, "at": to_ms(at)}).scalar() is not None


def _kept(row: Row[Any]) -> KeptReport:
    return KeptReport(
        id=ReportId(row.id),
        guild=GuildId(row.guild),
        question=QuestionId(row.question),
        user=UserId(row.user),
        text=row.text,
        at=from_ms(row.reported_at_ms),
    )
