"""Members: what a person is called in a server, as their interactions carry it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, or_, select

from bot.core.ids import GuildId, UserId
from bot.core.instants import to_ms
from bot.db.database import Transaction
from bot.db.statements import upsert
from bot.guilds.tables import members

NAME_MOST = 100
#: A name that did not change is written again only after this time, in milliseconds: most answers write nothing here.
_SEEN_STEP_MS = timedelta(hours=1) // timedelta(milliseconds=1)

_insert = upsert(members)
_TOUCH = _insert.on_conflict_do_update(
    index_elements=[members.c.guild, members.c.user],
    set_={"name": _insert.excluded.name, "seen_at_ms": _insert.excluded.seen_at_ms},
    where=or_(
        members.c.name != _insert.excluded.name, members.c.seen_at_ms < _insert.excluded.seen_at_ms - _SEEN_STEP_MS
    ),
)
_NAMES = select(members.c.user, members.c.name).where(
    members.c.guild == bindparam("guild"), members.c.user.in_(bindparam("users", expanding=True))
)


def touch(tx: Transaction, guild: GuildId, user: UserId, name: str, at: datetime) -> None:
    """Remember what a person is called, and that they were here."""
    tx.execute(_TOUCH, {"guild": guild, "user": user, "name": name[:NAME_MOST], "seen_at_ms": to_ms(at)})


def names_of(tx: Transaction, guild: GuildId, users: Sequence[UserId]) -> dict[UserId, str]:
    """Return what people are called; who is not known is missing."""
    rows = tx.execute(_NAMES, {"guild": guild, "users": list(users)}).all()
    return {UserId(row.user): row.name for row in rows}
