"""People: what a person chose for themselves, in every server."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from bot.core.ids import UserId
from bot.db.database import Transaction
from bot.db.statements import upsert
from bot.guilds.tables import people

_insert = upsert(people)
_HIDE = _insert.on_conflict_do_update(index_elements=[people.c.user], set_={"hidden": _insert.excluded.hidden})
_HIDDEN_AMONG = select(people.c.user).where(people.c.hidden, people.c.user.in_(bindparam("users", expanding=True)))
_IS_HIDDEN = select(people.c.hidden).where(people.c.user == bindparam("who"))


def hide(tx: Transaction, user: UserId, *, hidden: bool) -> None:
    """Remember that a person wants to be on no board, or to be seen again."""
    tx.execute(_HIDE, {"user": user, "hidden": hidden})


def is_hidden(tx: Transaction, user: UserId) -> bool:
    """Tell whether a person is left out of boards."""
    return bool(tx.execute(_IS_HIDDEN, {"who": user}).scalar())


def hidden_among(tx: Transaction, users: Sequence[UserId]) -> frozenset[UserId]:
    """Return those of some people who are left out of boards."""
    rows = tx.execute(_HIDDEN_AMONG, {"users": list(users)}).all()
    return frozenset(UserId(row.user) for row in rows)
