"""Digests: when servers want one, which were made, and what they tell, read from tallies and closed questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Row, and_, bindparam, case, delete, exists, false, func, select, text

from bot.boards.tables import digest_plans, digests, tallies
from bot.chat.outbox.queries import PostState
from bot.chat.outbox.tables import posts
from bot.core.ids import CardVersionId, ChannelId, GuildId
from bot.core.instants import from_ms, to_ms
from bot.db.database import Transaction
from bot.db.statements import upsert
from bot.grading.verdict import Outcome
from bot.guilds import queries as kept_guilds
from bot.guilds.tables import members
from bot.library.queries import decks
from bot.questions.queries.answers import COUNTS, LATEST
from bot.questions.rules import QuestionState
from bot.questions.tables import answers, gradings, questions

_MINUTES = 60
#: Purpose of a message. Owner: a digest.
DIGEST = "digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPlan:
    """Where and when a server has its digest."""

    guild: GuildId
    channel: ChannelId
    #: Weekday, Monday = 0.
    day: int
    #: Local time of day.
    at: time
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeDigest:
    """A digest that was made, whether or not it could be posted."""

    id: int
    guild: GuildId
    channel: ChannelId
    period: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Improved:
    """Who gained most on the period before."""

    name: str
    points: int
    gained: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hardest:
    """The card that most people missed; only one whose questions are all closed."""

    ask: str
    answered: int
    right: int


_plan_upsert = upsert(digest_plans)
_SET_PLAN = _plan_upsert.on_conflict_do_update(
    index_elements=[digest_plans.c.guild],
    set_={name: _plan_upsert.excluded[name] for name in ("channel", "day", "minute", "due_at_ms")},
)
_DROP_PLAN = delete(digest_plans).where(digest_plans.c.guild == bindparam("in_guild"))
_PLANS = select(digest_plans)
_DUE = (
    _PLANS.where(digest_plans.c.due_at_ms <= bindparam("now"))
    .order_by(digest_plans.c.due_at_ms)
    .limit(bindparam("most"))
)
_NEXT = select(func.min(digest_plans.c.due_at_ms))
_INSERT = upsert(digests).on_conflict_do_nothing().returning(digests.c.id)
_ONE = select(digests).where(digests.c.id == bindparam("digest"))
_MADE = select(digests.c.id).where(digests.c.guild == bindparam("guild"), digests.c.period == bindparam("period"))
#: The period of the digest made last before one, if it was never posted.
_MISSED = (
    select(digests.c.period, posts.c.state)
    .join_from(digests, posts, and_(posts.c.purpose == DIGEST, posts.c.owner == digests.c.id))
    .where(digests.c.guild == bindparam("guild"), digests.c.id < bindparam("digest"))
    .order_by(digests.c.id.desc())
    .limit(1)
)
_now, _then = tallies.alias("now"), tallies.alias("before")
_gained = _now.c.points - _then.c.points
_IMPROVED = (
    select(members.c.name, _now.c.points, _gained.label("gained"))
    .join_from(
        _now,
        _then,
        and_(
            _then.c.guild == _now.c.guild,
            _then.c.scope == _now.c.scope,
            _then.c.period == bindparam("earlier"),
            _then.c.user == _now.c.user,
        ),
    )
    .join(members, and_(members.c.guild == _now.c.guild, members.c.user == _now.c.user))
    .where(
        _now.c.guild == bindparam("guild"),
        _now.c.scope == "guild",
        _now.c.period == bindparam("period"),
        text("now.hidden = false"),
        _gained > 0,
    )
    .order_by(_gained.desc(), _now.c.points.desc(), _now.c.last_at_ms, _now.c.user)
    .limit(1)
)
_right = func.sum(case((gradings.c.outcome == Outcome.RIGHT.value, 1), else_=0))
_open = questions.alias("still_open")
_HARDEST = (
    select(func.max(questions.c.card_version).label("version"), func.count().label("answered"), _right.label("rights"))
    .join_from(questions, answers, answers.c.question == questions.c.id)
    .join(gradings, COUNTS)
    .where(
        questions.c.guild == bindparam("guild"),
        questions.c.local_date.between(bindparam("first"), bindparam("last")),
        questions.c.counts,
        questions.c.state == QuestionState.CLOSED.value,
        answers.c.late == false(),
        LATEST,
        ~exists().where(
            _open.c.guild == questions.c.guild,
            _open.c.deck == questions.c.deck,
            _open.c.card == questions.c.card,
            _open.c.state == QuestionState.OPEN.value,
        ),
    )
    .group_by(questions.c.deck, questions.c.card)
    .having(func.count() >= bindparam("least"), _right < func.count())
    .order_by(_right * 1_000_000 // func.count(), func.sum(gradings.c.points) // func.count(), func.count().desc())
    .limit(1)
)
_ASKED = select(func.count()).where(
    questions.c.guild == bindparam("guild"),
    questions.c.local_date.between(bindparam("first"), bindparam("last")),
    questions.c.counts,
    questions.c.state == QuestionState.CLOSED.value,
)
_ANSWERED = select(func.coalesce(func.sum(tallies.c.answered), 0)).where(
    tallies.c.guild == bindparam("guild"),
    tallies.c.scope == "guild",
    tallies.c.period == bindparam("period"),
    text("tallies.hidden = false"),
)


def set_plan(tx: Transaction, plan: DigestPlan, now: datetime) -> None:
    """Choose when and where a server has its digest."""
    kept_guilds.remember_guild(tx, plan.guild, now)
    values = {
        "guild": plan.guild,
        "channel": plan.channel,
        "day": plan.day,
        "minute": plan.at.hour * _MINUTES + plan.at.minute,
        "due_at_ms": to_ms(plan.due_at),
    }
    tx.execute(_SET_PLAN, values)


def drop_plan(tx: Transaction, guild: GuildId) -> None:
    """Let a server have no digest any more."""
    tx.execute(_DROP_PLAN, {"in_guild": guild})


def plan_of(tx: Transaction, guild: GuildId) -> DigestPlan | None:
    """Return a server's plan; None: it has none."""
    row = tx.execute(_PLANS.where(digest_plans.c.guild == bindparam("guild")), {"guild": guild}).first()
    return None if row is None else _plan(row)


def due(tx: Transaction, now: datetime, most: int) -> tuple[DigestPlan, ...]:
    """Return the servers whose digest is due, the longest due first."""
    return tuple(_plan(row) for row in tx.execute(_DUE, {"now": to_ms(now), "most": most}).all())


def next_at(tx: Transaction) -> datetime | None:
    """Return when the next digest is due; None: none is planned."""
    found = tx.execute(_NEXT).scalar()
    return None if found is None else from_ms(found)


def insert_one(tx: Transaction, plan: DigestPlan, period: str) -> int | None:
    """Make a period's digest; None: it was made before."""
    values = {"guild": plan.guild, "channel": plan.channel, "period": period, "due_at_ms": to_ms(plan.due_at)}
    found = tx.execute(_INSERT, values).scalar()
    return None if found is None else int(found)


def one(tx: Transaction, digest: int) -> MadeDigest | None:
    """Return a digest; None if there is none."""
    row = tx.execute(_ONE, {"digest": digest}).first()
    if row is None:
        return None
    return MadeDigest(
        id=row.id,
        guild=GuildId(row.guild),
        channel=ChannelId(row.channel),
        period=row.period,
        due_at=from_ms(row.due_at_ms),
    )


def is_made(tx: Transaction, guild: GuildId, period: str) -> bool:
    """Tell whether a period's digest was made."""
    return tx.execute(_MADE, {"guild": guild, "period": period}).scalar() is not None


def missed_before(tx: Transaction, digest: MadeDigest) -> str | None:
    """Return the period of the digest before, if that was never posted because the bot was away."""
    row = tx.execute(_MISSED, {"guild": digest.guild, "digest": digest.id}).first()
    return str(row.period) if row is not None and row.state == PostState.DROPPED.value else None


def improved(tx: Transaction, guild: GuildId, period: str, earlier: str) -> Improved | None:
    """Return who gained most, of those who played in both periods and may be seen; None: nobody gained."""
    row = tx.execute(_IMPROVED, {"guild": guild, "period": period, "earlier": earlier}).first()
    return None if row is None else Improved(name=row.name, points=row.points, gained=row.gained)


def hardest(tx: Transaction, guild: GuildId, span: tuple[date, date], least: int) -> Hardest | None:
    """Return the card with the fewest right answers, of those that enough people answered; None: there is none.

    A card that is open anywhere in the server now is left out, however it was answered before.
    """
    row = tx.execute(_HARDEST, {"guild": guild, "least": least, **_between(span)}).first()
    if row is None:
        return None
    version = CardVersionId(row.version)
    return Hardest(ask=decks.contents(tx, [version])[version].ask, answered=row.answered, right=row.rights)


def asked(tx: Transaction, guild: GuildId, span: tuple[date, date]) -> int:
    """Return how many questions were asked and closed."""
    return int(tx.execute(_ASKED, {"guild": guild, **_between(span)}).scalar_one())


def answered(tx: Transaction, guild: GuildId, period: str) -> int:
    """Return how many answers those gave who may be seen."""
    return int(tx.execute(_ANSWERED, {"guild": guild, "period": period}).scalar_one())


def _between(span: tuple[date, date]) -> dict[str, str]:
    return {"first": span[0].isoformat(), "last": span[1].isoformat()}


def _plan(row: Row[Any]) -> DigestPlan:
    return DigestPlan(
        guild=GuildId(row.guild),
        channel=ChannelId(row.channel),
        day=row.day,
        at=time(row.minute // _MINUTES, row.minute % _MINUTES),
        due_at=from_ms(row.due_at_ms),
    )
