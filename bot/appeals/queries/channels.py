"""Appeal channels: where a server's moderators are told what waits for them."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select

from bot.appeals.tables import appeal_channels
from bot.core.ids import ChannelId, GuildId
from bot.db.database import Transaction
from bot.db.statements import upsert

_insert = upsert(appeal_channels)
_SET = _insert.on_conflict_do_update(
    index_elements=[appeal_channels.c.guild], set_={"channel": _insert.excluded.channel}
)
_DROP = delete(appeal_channels).where(appeal_channels.c.guild == bindparam("in_guild"))
_OF = select(appeal_channels.c.channel).where(appeal_channels.c.guild == bindparam("guild"))


def set_channel(tx: Transaction, guild: GuildId, channel: ChannelId | None) -> None:
    """Choose where appeals are announced; None: only in `/appeals`."""
    if channel is None:
        tx.execute(_DROP, {"in_guild": guild})
    else:
        tx.execute(_SET, {"guild": guild, "channel": channel})


def channel_of(tx: Transaction, guild: GuildId) -> ChannelId | None:
    """Return where appeals are announced; None: only in `/appeals`."""
    found = tx.execute(_OF, {"guild": guild}).scalar()
    return None if found is None else ChannelId(found)
