"""Notices: what a person is told once, in their next private reply of any kind; nobody is sent anything else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import structlog

from bot.core.errors import DatabaseFault
from bot.core.ids import GuildId, UserId
from bot.core.instants import Clock
from bot.db.database import Database, Transaction
from bot.guilds.queries import notices
from bot.guilds.queries.notices import Fact, NewNotice

#: So many fit under another message without drowning it; the rest waits for the next reply.
AT_ONCE = 3

_log = structlog.get_logger(__name__)


class NoticeKind(StrEnum):
    """What there is to be told; each has a sentence, `notice-<kind>`, whose placeholders are the notice's facts."""

    #: To the appellant: `question`, `points`.
    APPEAL_ACCEPTED = "appeal-accepted"
    #: To the appellant: `question`, `points`.
    APPEAL_PARTLY = "appeal-partly"
    #: To the appellant: `question`, `reason` ("" for none).
    APPEAL_DENIED = "appeal-denied"
    #: To the appellant: `question`, `points`.
    APPEAL_UNDONE = "appeal-undone"
    #: To others who gave an equal answer: `question`, `points`.
    POINTS_CHANGED = "points-changed"


_KINDS = frozenset(kind.value for kind in NoticeKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a person is told now."""

    id: int
    kind: NoticeKind
    facts: Mapping[str, Fact]


class Notices:
    """Leaves notices and takes them to be told, each once."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    def leave(self, tx: Transaction, guild: GuildId, user: UserId, kind: NoticeKind, facts: Mapping[str, Fact]) -> None:
        """Leave a notice, in the unit that causes it: it stands if, and only if, that unit does.

        Args:
            tx: The transaction.
            guild: Where the person will read it.
            user: Who.
            kind: What about.
            facts: What the kind's sentence names; texts as people wrote them, they are escaped when shown.
        """
        self.leave_all(tx, [NewNotice(guild=guild, user=user, kind=kind.value, facts=facts)])

    def leave_all(self, tx: Transaction, left: Sequence[NewNotice]) -> None:
        """Leave many in one call, such as to all who gave an equal answer."""
        notices.leave(tx, left, self._clock.now())

    async def take(self, guild: GuildId, user: UserId) -> tuple[Notice, ...]:
        """Take what there is to tell a person, at most `AT_ONCE`, the oldest first; it will not be taken again.

        What cannot be read now waits: a notice is never a reason for a reply to fail.
        """

        def take(tx: Transaction) -> tuple[Notice, ...]:
            taken = notices.untold(tx, guild, user, AT_ONCE)
            notices.set_told(tx, [notice.id for notice in taken], self._clock.now())
            # A kind without words was left by another version; no reply may fail because of it.
            known = [one for one in taken if one.kind in _KINDS]
            return tuple(Notice(id=one.id, kind=NoticeKind(one.kind), facts=one.facts) for one in known)

        try:
            if not await self._db.read(lambda tx: notices.waiting(tx, guild, user)):
                return ()
            return await self._db.write(take)
        except DatabaseFault as fault:
            _log.warning("notices-not-read", why=str(fault))
            return ()

    async def give_back(self, taken: Sequence[Notice]) -> None:
        """Leave again what was taken, its message having not gone out."""

        def act(tx: Transaction) -> None:
            notices.set_told(tx, [notice.id for notice in taken], None)

        await self._db.write(act)
