"""Purge: everything of a server that removed the bot long ago is deleted, in batches; the only way out of the log.

The log's guards let rows go only while their server's row says `purging`, which nothing but this file writes.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Table, bindparam, delete, func, or_, select, tuple_, update

from bot.chat.tables import synced_commands
from bot.core.ids import GuildId
from bot.core.instants import from_ms, to_ms
from bot.daily.tables import schedules, streak_counts
from bot.db.columns import metadata
from bot.db.database import Transaction
from bot.guilds.tables import guilds, people
from bot.library.tables import card_versions, deck_versions
from bot.questions.tables import answers, gradings, hints, questions

#: Rows per unit: few enough that no answer waits for long.
BATCH = 500

_GUILD = bindparam("guild", type_=guilds.c.id.type)
_LIKE: BindParameter[Any] = bindparam("like")
#: How rows of tables without a guild are found. What a server's decks hold is named after it, "<guild>/<stem>".
_OF: dict[Table, ColumnElement[bool]] = {
    hints: hints.c.question.in_(select(questions.c.id).where(questions.c.guild == _GUILD)),
    streak_counts: streak_counts.c.schedule.in_(select(schedules.c.id).where(schedules.c.guild == _GUILD)),
    card_versions: card_versions.c.deck.like(_LIKE),
    deck_versions: deck_versions.c.deck.like(_LIKE),
    synced_commands: synced_commands.c.scope == _GUILD,
}
#: What belongs to no server, and what is deleted by a step of its own.
_ELSEWHERE = {people, guilds, answers, gradings}
_LOG = (
    select(answers.c.id)
    .join_from(questions, answers, answers.c.question == questions.c.id)
    .where(questions.c.guild == _GUILD)
    .limit(bindparam("most"))
)
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_NEXT = select(func.min(guilds.c.left_at_ms))
_DUE = (
    select(guilds.c.id)
    .where(guilds.c.left_at_ms.is_not(None), or_(guilds.c.purging, guilds.c.left_at_ms <= bindparam("before")))
    .order_by(guilds.c.left_at_ms)
    .limit(1)
)
_BEGIN = update(guilds).where(guilds.c.id == _GUILD, guilds.c.left_at_ms.is_not(None)).values(purging=True)
_END = delete(guilds).where(guilds.c.id == _GUILD, guilds.c.purging)


def next_at(tx: Transaction, after: timedelta) -> datetime | None:
    """Return when the next server is to be purged; None: none is archived."""
    found = tx.execute(_NEXT).scalar()
    return None if found is None else from_ms(found) + after


def due(tx: Transaction, before: datetime) -> GuildId | None:
    """Return a server that left before an instant, or whose purge has begun; None: there is none."""
    found = tx.execute(_DUE, {"before": to_ms(before)}).scalar()
    return None if found is None else GuildId(found)


def some(tx: Transaction, guild: GuildId, most: int = BATCH) -> bool:
    """Delete a batch of an archived server's rows; returns whether there is more to do."""
    if not tx.execute(_BEGIN, {"guild": guild}).rowcount:
        return False
    given = {"guild": guild, "like": f"{guild}/%", "most": most}
    for table in reversed(metadata.sorted_tables):
        if table is answers:
            if _some_of_the_log(tx, guild, most):
                return True
        elif table not in _ELSEWHERE:
            where = _of(table)
            key: Any = tuple_(*table.primary_key) if len(table.primary_key) > 1 else next(iter(table.primary_key))
            chosen = select(*table.primary_key).where(where).limit(bindparam("most"))
            if tx.execute(delete(table).where(key.in_(chosen)), given).rowcount:
                return True
    tx.execute(_END, {"guild": guild})
    return False


def _of(table: Table) -> ColumnElement[bool]:
    own = _OF.get(table)
    return table.c.guild == _GUILD if own is None else own


def _some_of_the_log(tx: Transaction, guild: GuildId, most: int) -> bool:
    ids = [row.id for row in tx.execute(_LOG, {"guild": guild, "most": most}).all()]
    if ids:
        tx.execute(delete(gradings).where(gradings.c.answer.in_(_IDS)), {"ids": ids})
        tx.execute(delete(answers).where(answers.c.id.in_(_IDS)), {"ids": ids})
    return bool(ids)
