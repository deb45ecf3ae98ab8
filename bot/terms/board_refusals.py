"""Refusals about boards and digests.

Refusal
├── about a board    PeriodUnreadable  ManagersOnly  ExportTooLarge
└── about a digest   DigestOff  DigestTold  DigestEmpty
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.terms.refusals import Refusal


@dataclass(kw_only=True, eq=False)
class PeriodUnreadable(Refusal):
    """What was typed is no day, week or month."""

    given: str


@dataclass(kw_only=True, eq=False)
class ManagersOnly(Refusal):
    """Only those who manage the server may have this."""


@dataclass(kw_only=True, eq=False)
class ExportTooLarge(Refusal):
    """The file would be larger than what Discord takes, even packed."""

    rows: int


@dataclass(kw_only=True, eq=False)
class DigestOff(Refusal):
    """The server wants no digest, or none was set up yet."""


@dataclass(kw_only=True, eq=False)
class DigestTold(Refusal):
    """That period's digest was posted already; it comes once."""

    period: str


@dataclass(kw_only=True, eq=False)
class DigestEmpty(Refusal):
    """Nobody played in that period."""

    period: str
