"""SQL of cheers."""

from __future__ import annotations

from sqlalchemy import delete, func, insert, select, update

from bot.core.ids import GuildId, UserId
from bot.db.database import Transaction
from cheers.tables import cheers


def count(tx: Transaction, guild: GuildId | None, user: UserId) -> None:
    """Count one more answer of a person."""
    mine = (cheers.c.guild == guild, cheers.c.user == user)
    if guild is not None and not tx.execute(update(cheers).where(*mine).values(count=cheers.c.count + 1)).rowcount:
        tx.execute(insert(cheers).values(guild=guild, user=user, count=1))


def total(tx: Transaction, guild: GuildId) -> int:
    """Return how often people answered."""
    return int(tx.execute(select(func.coalesce(func.sum(cheers.c.count), 0)).where(cheers.c.guild == guild)).scalar())


def clear(tx: Transaction, guild: GuildId) -> None:
    """Forget them."""
    tx.execute(delete(cheers).where(cheers.c.guild == guild))
