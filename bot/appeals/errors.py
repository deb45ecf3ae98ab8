"""What can be wrong with an appeal or a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.core.errors import UserError


@dataclass(kw_only=True, eq=False)
class NothingToAppeal(UserError):
    """There is no answer of this person that a ruling could improve."""


@dataclass(kw_only=True, eq=False)
class AppealTooLate(UserError):
    """The question closed too long ago."""

    window: timedelta


@dataclass(kw_only=True, eq=False)
class AppealedAlready(UserError):
    """An answer is appealed once."""


@dataclass(kw_only=True, eq=False)
class AppealGone(UserError):
    """This server has no such appeal, or its answer was erased."""


@dataclass(kw_only=True, eq=False)
class AppealDecided(UserError):
    """Somebody was faster: the appeal does not stand as the moderator saw it."""


@dataclass(kw_only=True, eq=False)
class OwnAppeal(UserError):
    """Nobody rules on an appeal of their own, nor on one that would decide theirs."""


@dataclass(kw_only=True, eq=False)
class ReportedAlready(UserError):
    """A person reports a question once."""


@dataclass(kw_only=True, eq=False)
class ReportEmpty(UserError):
    """A report says what is wrong."""


@dataclass(kw_only=True, eq=False)
class TooManyReports(UserError):
    """A person's reports of one day are limited."""

    limit: int


@dataclass(kw_only=True, eq=False)
class EntryGone(UserError):
    """This server has no such report or duplicate answers, or they were put away already."""
