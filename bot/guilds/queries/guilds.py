"""Guilds: the servers something happened in, and their settings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select, update

from bot.core.ids import ChannelId, GuildId
from bot.core.instants import from_ms, to_ms
from bot.db.database import Transaction
from bot.db.statements import upsert
from bot.guilds.tables import guilds

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


def see(tx: Transaction, guild: GuildId, at: datetime) -> None:
    """Remember that something happened in a server; the first time counts."""
    tx.execute(_SEE, {"id": guild, "since_at_ms": to_ms(at)})


def set_zone(tx: Transaction, guild: GuildId, zone: str, at: datetime) -> None:
    """Choose a server's time zone."""
    see(tx, guild, at)
    tx.execute(_SET_ZONE, {"guild": guild, "zone": zone})


def set_channel(tx: Transaction, guild: GuildId, channel: ChannelId, at: datetime) -> None:
    """Choose where a server's managers are told what needs them."""
    see(tx, guild, at)
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
