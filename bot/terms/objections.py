"""Objections: the refusals of appeals and reports, of the family in `refusals.py`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.terms.refusals import Refusal


@dataclass(kw_only=True, eq=False)
class NothingToAppeal(Refusal):
    """There is no answer of this person that a ruling could improve."""


@dataclass(kw_only=True, eq=False)
class AppealTooLate(Refusal):
    """The question closed too long ago."""

    window: timedelta


@dataclass(kw_only=True, eq=False)
class AppealedAlready(Refusal):
    """An answer is appealed once."""


@dataclass(kw_only=True, eq=False)
class AppealGone(Refusal):
    """This server has no such appeal, or its answer was erased."""


@dataclass(kw_only=True, eq=False)
class AppealDecided(Refusal):
    """Somebody was faster: the appeal does not stand as the moderator saw it."""


@dataclass(kw_only=True, eq=False)
class OwnAppeal(Refusal):
    """Nobody rules on an appeal of their own, nor on one that would decide theirs."""


@dataclass(kw_only=True, eq=False)
class ReportedAlready(Refusal):
    """A person reports a question once."""


@dataclass(kw_only=True, eq=False)
class ReportEmpty(Refusal):
    """A report says what is wrong."""


@dataclass(kw_only=True, eq=False)
class TooManyReports(Refusal):
    """A person's reports of one day are limited."""

    limit: int


@dataclass(kw_only=True, eq=False)
class ReportGone(Refusal):
    """This server has no such report, or it was put away already."""


@dataclass(kw_only=True, eq=False)
class CopyGone(Refusal):
    """This server has no such equal texts, or they were put away already."""
