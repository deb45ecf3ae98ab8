"""Tallies: points, answers and right answers per scope and period, added up with every answer and equal to the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, case, delete, false, func, not_, select, union, update

from bot.boards.scopes import WHOLE, channel_scope, deck_scope
from bot.boards.tables import tallies
from bot.calendar.periods import periods_of
from bot.core.ids import ChannelId, DeckId, GuildId, QuestionId, UserId
from bot.core.instants import from_ms, to_ms
from bot.db.database import Transaction
from bot.db.statements import upsert
from bot.grading.verdict import Outcome
from bot.guilds.tables import people
from bot.questions.queries.answers import COUNTED_NOW, COUNTS, LATEST
from bot.questions.tables import answers, gradings, questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """What one answer, or its regrading, adds; numbers may be negative."""

    guild: GuildId
    channel: ChannelId | None
    deck: DeckId
    user: UserId
    local_date: date
    #: When the answer was given.
    at: datetime
    points: int
    answered: int
    right: int


_first = select(func.min(tallies.c.guild).label("guild")).cte("servers", recursive=True)
_following = select(func.min(tallies.c.guild)).where(tallies.c.guild > _first.c.guild).correlate(_first)
#: Leaps from server to server, with which the key begins: to read every tally may take minutes.
_SERVERS = _first.union_all(select(_following.scalar_subquery()).where(_first.c.guild.is_not(None)))
#: The tallies of the person bound as `who`, in all servers.
OF_PERSON = and_(
    tallies.c.guild.in_(select(_SERVERS.c.guild)), tallies.c.user == bindparam("who", type_=tallies.c.user.type)
)

_hidden = func.coalesce(select(people.c.hidden).where(people.c.user == bindparam("who")).scalar_subquery(), false())
_insert = upsert(tallies).values(hidden=_hidden)
_ADD = _insert.on_conflict_do_update(
    index_elements=[tallies.c.guild, tallies.c.user, tallies.c.scope, tallies.c.period],
    set_={
        "points": tallies.c.points + _insert.excluded.points,
        "answered": tallies.c.answered + _insert.excluded.answered,
        "right": tallies.c.right + _insert.excluded.right,
        "last_at_ms": case(
            (tallies.c.last_at_ms < _insert.excluded.last_at_ms, _insert.excluded.last_at_ms),
            else_=tallies.c.last_at_ms,
        ),
    },
)
_CLEAR = delete(tallies).where(tallies.c.guild == bindparam("in_guild"))
_SUMS = (
    select(
        questions.c.guild,
        questions.c.channel,
        questions.c.deck,
        answers.c.user,
        answers.c.local_date,
        func.sum(gradings.c.points).label("points"),
        func.count().label("answered"),
        func.sum(case((gradings.c.outcome == Outcome.RIGHT.value, 1), else_=0)).label("right_ones"),
        func.max(answers.c.answered_at_ms).label("last_at_ms"),
    )
    .join_from(answers, gradings, COUNTS)
    .join(questions, questions.c.id == answers.c.question)
    .where(
        questions.c.guild.is_not(None),
        questions.c.counts,
        answers.c.late == false(),
        LATEST,
    )
    .group_by(questions.c.guild, questions.c.channel, questions.c.deck, answers.c.user, answers.c.local_date)
)
_LOG = _SUMS.where(questions.c.guild == bindparam("guild"), COUNTED_NOW)
_CLEAR_PEOPLE = _CLEAR.where(tallies.c.user.in_(bindparam("people", expanding=True)))
_LOG_OF_PEOPLE = _LOG.where(answers.c.user.in_(bindparam("people", expanding=True)))
_UNCOUNTED = _SUMS.where(questions.c.id.in_(bindparam("asked", expanding=True)), not_(COUNTED_NOW))
_ALL_SERVERS = union(select(questions.c.guild).where(questions.c.guild.is_not(None)), select(tallies.c.guild)).order_by(
    "guild"
)
_TALLIES = select(
    tallies.c.scope,
    tallies.c.period,
    tallies.c.user,
    tallies.c.points,
    tallies.c.answered,
    tallies.c.right,
    tallies.c.last_at_ms,
    tallies.c.hidden,
).where(tallies.c.guild == bindparam("in_guild"))
#: So many sums of the log are added at a time.
_AT_ONCE = 1_000

#: Scope, period and person, and what is counted there: points, answers, right ones, last instant, whether hidden.
Counted = dict[tuple[str, str, UserId], tuple[int, int, int, int, bool]]


def hide(tx: Transaction, user: UserId, *, hidden: bool) -> None:
    """Take a person's tallies off all boards, or show them again."""
    tx.execute(update(tallies).where(OF_PERSON), {"who": user, "hidden": hidden})


def add(tx: Transaction, *gains: Gain) -> None:
    """Add what answers brought to all of their scopes and periods, in one call."""
    tx.execute(_ADD, [row for gain in gains for row in _rows(gain)])


def add_changeable(tx: Transaction, asked: Sequence[QuestionId]) -> None:
    """Count the last attempts at questions whose answers could be changed until now; once, before they close."""
    rows = tx.execute(_UNCOUNTED, {"asked": list(asked)}).all()
    if rows:
        add(tx, *(_summed(row) for row in rows))


def recount(tx: Transaction, guild: GuildId) -> None:
    """Throw a server's tallies away and add them up from the log."""
    tx.execute(_CLEAR, {"in_guild": guild})
    for rows in tx.execute(_LOG, {"guild": guild}).partitions(_AT_ONCE):
        add(tx, *map(_summed, rows))


def recount_people(tx: Transaction, guild: GuildId, those: Sequence[UserId]) -> None:
    """Throw the tallies of some people of a server away and add them up from the log."""
    tx.execute(_CLEAR_PEOPLE, {"in_guild": guild, "people": list(those)})
    for rows in tx.execute(_LOG_OF_PEOPLE, {"guild": guild, "people": list(those)}).partitions(_AT_ONCE):
        add(tx, *map(_summed, rows))


def servers(tx: Transaction) -> tuple[GuildId, ...]:
    """Return every server in which something was asked or is counted, in order."""
    return tuple(GuildId(row.guild) for row in tx.execute(_ALL_SERVERS).all())


def counted(tx: Transaction, guild: GuildId) -> Counted:
    """Return all tallies of a server."""
    rows = tx.execute(_TALLIES, {"in_guild": guild}).all()
    return {
        (row.scope, row.period, UserId(row.user)): (row.points, row.answered, row.right, row.last_at_ms, row.hidden)
        for row in rows
    }


def _summed(row: Row[Any]) -> Gain:
    return Gain(
        guild=GuildId(row.guild),
        channel=None if row.channel is None else ChannelId(row.channel),
        deck=DeckId(row.deck),
        user=UserId(row.user),
        local_date=date.fromisoformat(row.local_date),
        at=from_ms(row.last_at_ms),
        points=row.points,
        answered=row.answered,
        right=row.right_ones,
    )


def _places(gain: Gain) -> list[tuple[str, str]]:
    channels = () if gain.channel is None else (channel_scope(gain.channel),)
    scopes = (WHOLE, *channels, deck_scope(gain.deck))
    return [(scope, period) for scope in scopes for period in periods_of(gain.local_date)]


def _rows(gain: Gain) -> list[dict[str, object]]:
    return [
        {
            "guild": gain.guild,
            "scope": scope,
            "period": period,
            "user": gain.user,
            "who": gain.user,
            "points": gain.points,
            "answered": gain.answered,
            "right": gain.right,
            "last_at_ms": to_ms(gain.at),
        }
        for scope, period in _places(gain)
    ]
