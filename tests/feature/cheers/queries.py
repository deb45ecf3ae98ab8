"""SQL of cheers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from bot.core.ids import GuildId, UserId
from bot.core.instants import from_ms, to_ms
from bot.db.database import Transaction
from cheers.tables import cheers


def count(tx: Transaction, guild: GuildId, user: UserId, until: datetime) -> None:
    """Count one more answer of a person, and keep it until then."""
    mine = update(cheers).where(cheers.c.guild == guild, cheers.c.user == user)
    if not tx.execute(mine.values(count=cheers.c.count + 1, until_ms=to_ms(until))).rowcount:
        tx.execute(insert(cheers).values(guild=guild, user=user, count=1, until_ms=to_ms(until)))


def total(tx: Transaction, guild: GuildId) -> int:
    """Return how often people answered."""
    return int(tx.execute(select(func.coalesce(func.sum(cheers.c.count), 0)).where(cheers.c.guild == guild)).scalar())


def clear(tx: Transaction, guild: GuildId) -> None:
    """Forget them."""
    tx.execute(delete(cheers).where(cheers.c.guild == guild))


def next_forgetting(tx: Transaction) -> datetime | None:
    """Return when some are to be forgotten next; None: there are none."""
    found = tx.execute(select(func.min(cheers.c.until_ms))).scalar()
    return None if found is None else from_ms(found)


def forget(tx: Transaction, now: datetime) -> int:
    """Forget those that were kept long enough; returns how many."""
    return tx.execute(delete(cheers).where(cheers.c.until_ms <= to_ms(now))).rowcount
