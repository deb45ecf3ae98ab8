"""Servers with their settings, what their members are called, and who wants to be on no board."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, or_, select, update

from bot.core.ids import ChannelId, GuildId, UserId
from bot.core.instants import from_ms, to_ms
from bot.db.database import Transaction
from bot.db.statements import upsert
from bot.guilds.tables import guilds, members, people

_SEE = upsert(guilds).on_conflict_do_nothing()
_SET_ZONE = update(guilds).where(guilds.c.id == bindparam("guild"))
_SET_CHANNEL = update(guilds).where(guilds.c.id == bindparam("guild"))
_CHANNEL = select(guilds.c.channel).where(guilds.c.id == bindparam("guild"))
_ZONE = select(guilds.c.zone).where(guilds.c.id == bindparam("guild"))
_LEFT = select(guilds.c.id, guilds.c.left_at_ms)
_LEAVE = update(guilds).where(guilds.c.id == bindparam("guild"), guilds.c.left_at_ms.is_(None))
_COME = (
    update(guilds).where(guilds.c.id == bindparam("guild"), guilds.c.left_at_ms.is_not(None)).values(left_at_ms=None)
)
_PURGING = select(guilds.c.purging).where(guilds.c.id == bindparam("guild"))


def remember_guild(tx: Transaction, guild: GuildId, at: datetime) -> None:
    """Remember that something happened in a server; the first time counts."""
    tx.execute(_SEE, {"id": guild, "since_at_ms": to_ms(at)})


def set_zone(tx: Transaction, guild: GuildId, zone: str, at: datetime) -> None:
    """Choose a server's time zone."""
    remember_guild(tx, guild, at)
    tx.execute(_SET_ZONE, {"guild": guild, "zone": zone})


def set_channel(tx: Transaction, guild: GuildId, channel: ChannelId, at: datetime) -> None:
    """Choose where a server's managers are told what needs them."""
    remember_guild(tx, guild, at)
    tx.execute(_SET_CHANNEL, {"guild": guild, "channel": channel})


def channel_of(tx: Transaction, guild: GuildId) -> ChannelId | None:
    """Return where a server's managers are told what needs them; None: no place was chosen."""
    found = tx.execute(_CHANNEL, {"guild": guild}).scalar()
    return None if found is None else ChannelId(found)


def left_at(tx: Transaction) -> dict[GuildId, datetime | None]:
    """Return all servers that are known, each with when the bot was removed; None: it was not."""
    rows = tx.execute(_LEFT).all()
    return {GuildId(row.id): None if row.left_at_ms is None else from_ms(row.left_at_ms) for row in rows}


def set_left(tx: Transaction, guild: GuildId, at: datetime | None) -> bool:
    """Remember that the bot was removed, or (None) that it is back; returns whether that was news."""
    statement = _COME if at is None else _LEAVE.values(left_at_ms=to_ms(at))
    return tx.execute(statement, {"guild": guild}).rowcount > 0


def is_purging(tx: Transaction, guild: GuildId) -> bool:
    """Tell whether a server's purge has begun."""
    return bool(tx.execute(_PURGING, {"guild": guild}).scalar())


def zone_of(tx: Transaction, guild: GuildId) -> str | None:
    """Return a server's time zone, the last one it chose for anything; None: none was chosen yet."""
    chosen = tx.execute(_ZONE, {"guild": guild}).scalar()
    return None if chosen is None else str(chosen)


NAME_MOST = 100
#: A name that did not change is written again only after this time, in milliseconds: most answers write nothing here.
_SEEN_STEP_MS = timedelta(hours=1) // timedelta(milliseconds=1)

_member = upsert(members)
_TOUCH = _member.on_conflict_do_update(
    index_elements=[members.c.guild, members.c.user],
    set_={"name": _member.excluded.name, "seen_at_ms": _member.excluded.seen_at_ms},
    where=or_(
        members.c.name != _member.excluded.name, members.c.seen_at_ms < _member.excluded.seen_at_ms - _SEEN_STEP_MS
    ),
)
_NAMES = select(members.c.user, members.c.name).where(
    members.c.guild == bindparam("guild"), members.c.user.in_(bindparam("users", expanding=True))
)


def remember_member(tx: Transaction, guild: GuildId, user: UserId, name: str, at: datetime) -> None:
    """Remember what a person is called, and that they were here."""
    tx.execute(_TOUCH, {"guild": guild, "user": user, "name": name[:NAME_MOST], "seen_at_ms": to_ms(at)})


def names_of(tx: Transaction, guild: GuildId, users: Sequence[UserId]) -> dict[UserId, str]:
    """Return what people are called; who is not known is missing."""
    rows = tx.execute(_NAMES, {"guild": guild, "users": list(users)}).all()
    return {UserId(row.user): row.name for row in rows}


_person = upsert(people)
_HIDE = _person.on_conflict_do_update(index_elements=[people.c.user], set_={"hidden": _person.excluded.hidden})
_HIDDEN_AMONG = select(people.c.user).where(people.c.hidden, people.c.user.in_(bindparam("users", expanding=True)))
_IS_HIDDEN = select(people.c.hidden).where(people.c.user == bindparam("who"))


def set_hidden(tx: Transaction, user: UserId, *, hidden: bool) -> None:
    """Remember that a person wants to be on no board, or to be seen again."""
    tx.execute(_HIDE, {"user": user, "hidden": hidden})


def is_hidden(tx: Transaction, user: UserId) -> bool:
    """Tell whether a person is left out of boards."""
    return bool(tx.execute(_IS_HIDDEN, {"who": user}).scalar())


def hidden_among(tx: Transaction, users: Sequence[UserId]) -> frozenset[UserId]:
    """Return those of some people who are left out of boards."""
    rows = tx.execute(_HIDDEN_AMONG, {"users": list(users)}).all()
    return frozenset(UserId(row.user) for row in rows)
