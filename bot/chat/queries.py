"""Notices that wait for people, and the commands that Discord was told."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, exists, insert, select, update

from bot.chat.tables import notices
from bot.chat.tables import synced_commands as synced
from bot.core.ids import GuildId, UserId
from bot.core.instants import to_ms
from bot.db.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What one person is told once, in one server."""

    guild: GuildId
    user: UserId
    #: It is worded by `notice-<kind>` of the catalogue.
    kind: str
    #: The placeholders of that sentence; texts as people wrote them, they are escaped when shown.
    facts: Mapping[str, str | int]
    #: 0: not kept yet.
    id: int = 0


_LEAVE = insert(notices)
_mine = (notices.c.guild == bindparam("in_guild"), notices.c.user == bindparam("who"), notices.c.told_at_ms.is_(None))
_WAITING = select(exists().where(*_mine))
_UNTOLD = (
    select(notices.c.id, notices.c.kind, notices.c.facts).where(*_mine).order_by(notices.c.id).limit(bindparam("most"))
)
_TOLD = (
    update(notices)
    .where(notices.c.id.in_(bindparam("ids", expanding=True)))
    .values(told_at_ms=bindparam("told_at", type_=notices.c.told_at_ms.type))
)


def leave_notices(tx: Transaction, left: Sequence[Notice], at: datetime) -> None:
    """Leave notices for people's next private replies; they stand if, and only if, this transaction does."""
    if left:
        rows = [
            {
                "guild": one.guild,
                "user": one.user,
                "kind": one.kind,
                "facts": json.dumps(dict(one.facts), ensure_ascii=False, sort_keys=True),
                "made_at_ms": to_ms(at),
                "told_at_ms": None,
            }
            for one in left
        ]
        tx.execute(_LEAVE, rows)


def has_notices(tx: Transaction, guild: GuildId, user: UserId) -> bool:
    """Tell whether anything is left for a person."""
    return bool(tx.execute(_WAITING, {"in_guild": guild, "who": user}).scalar())


def untold_notices(tx: Transaction, guild: GuildId, user: UserId, most: int) -> tuple[Notice, ...]:
    """Return what is left for a person, the oldest first."""
    rows = tx.execute(_UNTOLD, {"in_guild": guild, "who": user, "most": most}).all()
    return tuple(Notice(guild=guild, user=user, kind=row.kind, facts=json.loads(row.facts), id=row.id) for row in rows)


def set_notices_told(tx: Transaction, ids: Sequence[int], at: datetime | None) -> None:
    """Mark notices as told, or, with None, as not told after all."""
    tx.execute(_TOLD, {"ids": list(ids), "told_at": None if at is None else to_ms(at)})


def synced_hash(tx: Transaction, *, application: int, scope: int) -> str | None:
    """Return the hash of the definition last sent; None: none was."""
    found = tx.execute(
        select(synced.c.hash).where(synced.c.application == application, synced.c.scope == scope)
    ).scalar()
    return None if found is None else str(found)


def set_synced_hash(tx: Transaction, *, application: int, scope: int, digest: str) -> None:
    """Keep the hash of the definition just sent, in place of an earlier one."""
    changed = tx.execute(
        update(synced).where(synced.c.application == application, synced.c.scope == scope).values(hash=digest)
    ).rowcount
    if changed == 0:
        tx.execute(insert(synced).values(application=application, scope=scope, hash=digest))
