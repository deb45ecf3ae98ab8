"""A digest as a value: what it tells, and when it comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.boards.queries.digests import Improved
from bot.boards.service.standings import BoardPage
from bot.core.ids import ChannelId


@dataclass(frozen=True, slots=True, kw_only=True)
class HardestCard:
    """The card that most people missed."""

    ask: str
    answered: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a digest tells."""

    id: int
    #: The board of its period, nobody's own line.
    page: BoardPage
    improved: Improved | None
    hardest: HardestCard | None
    asked: int
    answered: int
    #: How many people played in the period before; None: there is none to compare with.
    people_before: int | None
    #: The period whose digest was missed before this one; None: none was.
    missed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSet:
    """When and where a server has its digest."""

    channel: ChannelId
    day: int
    zone: str
    next_at: datetime
