"""Guilds: the servers something happened in, and their settings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select, union, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.store.states import PostPurpose
from bot.store.store import Unit
from bot.store.tables import guilds, posts, schedules
from bot.terms.ids import ChannelId, GuildId
from bot.terms.instants import from_ms, to_ms

_SEE = upsert(guilds).on_conflict_do_nothing()
_SET_ZONE = update(guilds).where(guilds.c.id == bindparam("guild"))
_SET_CHANNEL = update(guilds).where(guilds.c.id == bindparam("guild"))
_CHANNEL = select(guilds.c.channel).where(guilds.c.id == bindparam("guild"))
_ZONE = select(guilds.c.zone).where(guilds.c.id == bindparam("guild"))
_APPEALS = select(guilds.c.appeals).where(guilds.c.id == bindparam("guild"))
_SET_APPEALS = update(guilds).where(guilds.c.id == bindparam("guild"))
_LEFT = select(guilds.c.id, guilds.c.left_at_ms)
_LEAVE = update(guilds).where(guilds.c.id == bindparam("guild"), guilds.c.left_at_ms.is_(None))
_COME = (
    update(guilds).where(guilds.c.id == bindparam("guild"), guilds.c.left_at_ms.is_not(None)).values(left_at_ms=None)
)
_PURGING = select(guilds.c.purging).where(guilds.c.id == bindparam("guild"))
_GREETED = union(
    select(posts.c.guild).where(posts.c.purpose == PostPurpose.GREETING.value),
    select(schedules.c.guild).where(schedules.c.removed_at_ms.is_(None)),
)
_SCHEDULE_ZONE = (
    select(schedules.c.zone)
    .where(schedules.c.guild == bindparam("guild"), schedules.c.removed_at_ms.is_(None))
    .order_by(schedules.c.id)
    .limit(1)
)


async def see(unit: Unit, guild: GuildId, at: datetime) -> None:
    """Remember that something happened in a server; the first time counts."""
    await unit.execute(_SEE, {"id": guild, "since_at_ms": to_ms(at)})


async def set_zone(unit: Unit, guild: GuildId, zone: str, at: datetime) -> None:
    """Choose a server's time zone."""
    await see(unit, guild, at)
    await unit.execute(_SET_ZONE, {"guild": guild, "zone": zone})


async def set_channel(unit: Unit, guild: GuildId, channel: ChannelId, at: datetime) -> None:
    """Choose where a server's managers are told what needs them."""
    await see(unit, guild, at)
    await unit.execute(_SET_CHANNEL, {"guild": guild, "channel": channel})


async def channel_of(unit: Unit, guild: GuildId) -> ChannelId | None:
    """Return where a server's managers are told what needs them; None: no place was chosen."""
    found = await unit.scalar(_CHANNEL, {"guild": guild})
    return None if found is None else ChannelId(found)


async def left_at(unit: Unit) -> dict[GuildId, datetime | None]:
    """Return all servers that are known, each with when the bot was removed; None: it was not."""
    rows = await unit.all(_LEFT)
    return {GuildId(row.id): None if row.left_at_ms is None else from_ms(row.left_at_ms) for row in rows}


async def set_left(unit: Unit, guild: GuildId, at: datetime | None) -> bool:
    """Remember that the bot was removed, or (None) that it is back; returns whether that was news."""
    statement = _COME if at is None else _LEAVE.values(left_at_ms=to_ms(at))
    return bool(await unit.execute(statement, {"guild": guild}))


async def is_purging(unit: Unit, guild: GuildId) -> bool:
    """Tell whether a server's purge has begun."""
    return bool(await unit.scalar(_PURGING, {"guild": guild}))


async def greeted_or_at_work(unit: Unit) -> frozenset[GuildId]:
    """Return the servers that need no greeting: they had theirs, or have schedules."""
    return frozenset(GuildId(row.guild) for row in await unit.all(_GREETED))


async def zone_of(unit: Unit, guild: GuildId) -> str | None:
    """Return a server's time zone: the one chosen, else that of its oldest schedule; None: neither is there."""
    chosen = await unit.scalar(_ZONE, {"guild": guild})
    if chosen is None:
        chosen = await unit.scalar(_SCHEDULE_ZONE, {"guild": guild})
    return None if chosen is None else str(chosen)


async def set_appeals(unit: Unit, guild: GuildId, channel: ChannelId | None, at: datetime) -> None:
    """Choose where appeals are announced; None: only in `/appeals`."""
    await see(unit, guild, at)
    await unit.execute(_SET_APPEALS.values(appeals=channel), {"guild": guild})


async def appeals_of(unit: Unit, guild: GuildId) -> ChannelId | None:
    """Return where appeals are announced; None: only in `/appeals`."""
    found = await unit.scalar(_APPEALS, {"guild": guild})
    return None if found is None else ChannelId(found)
