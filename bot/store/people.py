"""People: what a person chose for themselves, in every server."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.store.store import Unit
from bot.store.tables import people, tallies
from bot.store.tallies import OF_PERSON
from bot.terms.ids import UserId

_insert = upsert(people)
_HIDE = _insert.on_conflict_do_update(index_elements=[people.c.user], set_={"hidden": _insert.excluded.hidden})
_HIDE_TALLIES = update(tallies).where(OF_PERSON)
_HIDDEN_AMONG = select(people.c.user).where(people.c.hidden, people.c.user.in_(bindparam("users", expanding=True)))
_IS_HIDDEN = select(people.c.hidden).where(people.c.user == bindparam("who"))

_FORGET = delete(people).where(people.c.user == bindparam("who"))


async def hide(unit: Unit, user: UserId, *, hidden: bool) -> None:
    """Take a person off every board, or show them again; their tallies are kept either way."""
    await unit.execute(_HIDE, {"user": user, "hidden": hidden})
    await unit.execute(_HIDE_TALLIES, {"who": user, "hidden": hidden})


async def is_hidden(unit: Unit, user: UserId) -> bool:
    """Tell whether a person is left out of boards."""
    return bool(await unit.scalar(_IS_HIDDEN, {"who": user}))


async def hidden_among(unit: Unit, users: Sequence[UserId]) -> frozenset[UserId]:
    """Return those of some people who are left out of boards."""
    rows = await unit.all(_HIDDEN_AMONG, {"users": list(users)})
    return frozenset(UserId(row.user) for row in rows)


async def forget(unit: Unit, user: UserId) -> None:
    """Forget what a person chose."""
    await unit.execute(_FORGET, {"who": user})
