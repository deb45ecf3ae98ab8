"""Dismissed wordings: what a server's managers do not want in a deck."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select

from bot.core.ids import CardId, DeckId, GuildId, UserId
from bot.core.instants import to_ms
from bot.db.database import Transaction
from bot.db.statements import upsert
from bot.library.tables import dismissed_wordings as table

_DISMISS = upsert(table).on_conflict_do_nothing()
_DISMISSED = select(table.c.fingerprint).where(table.c.guild == bindparam("guild"), table.c.deck == bindparam("deck"))


def dismiss(
    tx: Transaction, guild: GuildId, deck: DeckId, card: CardId, fingerprint: str, *, by: UserId, at: datetime
) -> None:
    """Keep that a wording is not wanted; a second time it changes nothing."""
    named = {"guild": guild, "deck": deck, "card": card, "fingerprint": fingerprint}
    tx.execute(_DISMISS, {**named, "dismissed_by": by, "dismissed_at_ms": to_ms(at)})


def dismissed(tx: Transaction, guild: GuildId, deck: DeckId) -> frozenset[str]:
    """Return the fingerprints of the wordings that are not wanted in a deck."""
    return frozenset(row.fingerprint for row in tx.execute(_DISMISSED, {"guild": guild, "deck": deck}).all())
