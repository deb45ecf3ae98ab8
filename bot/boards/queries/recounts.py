"""Recounts: which servers have anything counted, and what is counted there, to be held against the log."""

from __future__ import annotations

from sqlalchemy import bindparam, select, union

from bot.boards.tables import tallies
from bot.core.ids import GuildId, UserId
from bot.db.database import Transaction
from bot.questions.tables import questions

_GUILDS = union(select(questions.c.guild).where(questions.c.guild.is_not(None)), select(tallies.c.guild)).order_by(
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

#: Scope, period and person, and what is counted there: points, answers, right ones, last instant, whether hidden.
Counted = dict[tuple[str, str, UserId], tuple[int, int, int, int, bool]]


def guilds(tx: Transaction) -> tuple[GuildId, ...]:
    """Return every server in which something was asked or is counted, in order."""
    return tuple(GuildId(row.guild) for row in tx.execute(_GUILDS).all())


def counted(tx: Transaction, guild: GuildId) -> Counted:
    """Return all tallies of a server."""
    rows = tx.execute(_TALLIES, {"in_guild": guild}).all()
    return {
        (row.scope, row.period, UserId(row.user)): (row.points, row.answered, row.right, row.last_at_ms, row.hidden)
        for row in rows
    }
