"""Reports: what people say is wrong with a card, until a moderator puts it away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from bot.appeals.tables import reports
from bot.core.ids import GuildId, Player, QuestionId, ReportId, UserId
from bot.core.instants import from_ms, to_ms
from bot.db.database import Transaction
from bot.db.statements import upsert
from bot.questions.queries.questions import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a person says about a card."""

    id: ReportId
    question: QuestionId
    user: UserId
    text: str
    at: datetime


_INSERT = upsert(reports).on_conflict_do_nothing().returning(reports.c.id)
_ONE = select(reports).where(reports.c.id == bindparam("which"))
_OF_USER = (
    select(func.count())
    .select_from(reports)
    .where(
        reports.c.guild == bindparam("in_guild"),
        reports.c.user == bindparam("who"),
        reports.c.reported_at_ms >= bindparam("since"),
    )
)


def insert(tx: Transaction, asked: Question, player: Player, *, text: str, at: datetime) -> ReportId | None:
    """Keep a report of a question's card; None: this person reported the question before."""
    found = tx.execute(
        _INSERT,
        {
            "guild": player.guild,
            "deck": asked.deck,
            "card": asked.card,
            "question": asked.id,
            "user": player.user,
            "text": text,
            "reported_at_ms": to_ms(at),
        },
    ).scalar()
    return None if found is None else ReportId(found)


def one(tx: Transaction, report: ReportId) -> Report | None:
    """Return a report, put away or not; None: there is none."""
    row = tx.execute(_ONE, {"which": report}).first()
    if row is None:
        return None
    return Report(
        id=ReportId(row.id),
        question=QuestionId(row.question),
        user=UserId(row.user),
        text=row.text,
        at=from_ms(row.reported_at_ms),
    )


def count_since(tx: Transaction, guild: GuildId, user: UserId, since: datetime) -> int:
    """Return how many reports a person made in a server since then."""
    return int(tx.execute(_OF_USER, {"in_guild": guild, "who": user, "since": to_ms(since)}).scalar_one())
