"""Notices: what a person is told once, in their next private reply of any kind; nobody is sent anything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from bot.chat.message import OutgoingMessage
from bot.chat.queries import Notice, has_notices, set_notices_told, untold_notices
from bot.core.errors import DatabaseFault
from bot.core.ids import GuildId, UserId
from bot.db.database import Database, Transaction
from bot.text.catalogue import DEFAULT_LOCALE, has, say
from bot.text.clip import LIMITS, Limit, clip
from bot.text.escape import one_line

#: So many fit under another message without drowning it; the rest waits for the next reply.
AT_ONCE = 3
_FACT_MOST = 160
_TOGETHER_MOST = 1_200

_log = structlog.get_logger(__name__)


class Notices:
    """Takes notices to be told, each once; `queries.leave_notices` leaves them, in the transaction they tell of."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def take(self, guild: GuildId, user: UserId, at: datetime) -> tuple[Notice, ...]:
        """Take what there is to tell a person, at most `AT_ONCE`, the oldest first; it will not be taken again.

        What cannot be read now waits: a notice is never a reason for a reply to fail.
        """

        def take(tx: Transaction) -> tuple[Notice, ...]:
            taken = untold_notices(tx, guild, user, AT_ONCE)
            set_notices_told(tx, [notice.id for notice in taken], at)
            # A kind without words was left by another version; no reply may fail because of it.
            return tuple(notice for notice in taken if has(_key(notice)))

        try:
            if not await self._db.read(lambda tx: has_notices(tx, guild, user)):
                return ()
            return await self._db.write(take)
        except DatabaseFault as fault:
            _log.warning("notices-not-read", why=str(fault))
            return ()

    async def give_back(self, taken: Sequence[Notice]) -> None:
        """Leave again what was taken, its message having not gone out."""
        await self._db.write(lambda tx: set_notices_told(tx, [notice.id for notice in taken], None))


def with_notices(shown: OutgoingMessage, told: Sequence[Notice], locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Put notices above a message; a sentence it has of its own comes first."""
    if not told:
        return shown
    lines = [say("notice-title", locale), *(say("notice-line", locale, notice=_worded(one, locale)) for one in told)]
    above = clip("\n".join(lines), _TOGETHER_MOST)
    content = above
    if shown.content:
        content = f"{clip(shown.content, LIMITS[Limit.CONTENT] - len(above) - 2)}\n\n{above}"
    return replace(shown, content=content)


def _key(notice: Notice) -> str:
    return f"notice-{notice.kind}"


def _worded(notice: Notice, locale: str) -> str:
    facts: dict[str, object] = {}
    for name, fact in notice.facts.items():
        facts[name] = clip(one_line(fact), _FACT_MOST) if isinstance(fact, str) else fact
        if isinstance(fact, str):
            facts[f"has_{name}"] = "yes" if fact else "no"
    return say(_key(notice), locale, **facts)
