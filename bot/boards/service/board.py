"""Boards as values: what a page of a leaderboard says, whatever it is ranked by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.boards.metric import Metric
from bot.core.ids import UserId


class Window(StrEnum):
    """The span of time a board covers, in the local dates of the schedules."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    ALL = "all"


#: So many answers a person needs in a window before their accuracy says something.
ACCURACY_LEAST = {Window.TODAY: 1, Window.WEEK: 3, Window.MONTH: 10, Window.ALL: 20}


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One line of a board."""

    rank: int
    user: UserId
    #: "" for someone not known by name.
    name: str
    points: int
    answered: int
    right: int
    #: The longest streak; 0 on boards of another metric.
    streak: int = 0
    #: Only ever true of one's own line: nobody else sees it, and it pushes nobody down.
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPage:
    """A page of a leaderboard; `before` and `after` are opaque keys (≤ 52 of [0-9a-z.]) for the neighbours."""

    window: Window
    metric: Metric = Metric.POINTS
    #: "guild", "channel:<id>" or "deck:<id>".
    scope: str
    #: Such as "2026-11-23", "2026-W48", "2026-11", "all".
    period: str
    rows: tuple[BoardRow, ...]
    #: The asker's own line; None if they have none in this window.
    own: BoardRow | None
    total: int
    before: str | None
    after: str | None
    #: The nearest periods of this window that have play; None: there is none, or the metric knows no window.
    earlier: str | None = None
    later: str | None = None
    #: Answers needed to be listed; 0: any.
    least: int = 0
    #: Whether this is the period that today belongs to.
    present: bool = True
    #: Whether notices wait for the asker, as far as was looked.
    news: bool = True
