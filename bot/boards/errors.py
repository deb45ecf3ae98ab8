"""What can be wrong with a board or a digest."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.errors import UserError


@dataclass(kw_only=True, eq=False)
class ScopeAmbiguous(UserError):
    """A board covers the server, one channel or one deck, not two of them at once."""


@dataclass(kw_only=True, eq=False)
class PeriodUnreadable(UserError):
    """What was typed is no day, week or month."""

    given: str


@dataclass(kw_only=True, eq=False)
class ManagersOnly(UserError):
    """Only those who manage the server may have this."""


@dataclass(kw_only=True, eq=False)
class ExportTooLarge(UserError):
    """The file would be larger than what Discord takes, even packed."""

    rows: int


@dataclass(kw_only=True, eq=False)
class DigestOff(UserError):
    """The server wants no digest, or none was set up yet."""


@dataclass(kw_only=True, eq=False)
class DigestTold(UserError):
    """That period's digest was posted already; it comes once."""

    period: str


@dataclass(kw_only=True, eq=False)
class DigestEmpty(UserError):
    """Nobody played in that period."""

    period: str
