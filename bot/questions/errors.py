"""What can be wrong with a question or an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.errors import UserError


@dataclass(kw_only=True, eq=False)
class QuestionClosed(UserError):
    """The answer came after closing; its text goes back to its author."""

    closed_at: datetime
    #: What the person had typed, "" where nothing was.
    text: str = ""

    @property
    def given_back(self) -> str:
        """What the person had typed."""
        return self.text


@dataclass(kw_only=True, eq=False)
class QuestionOpen(UserError):
    """What was asked for spoils the question, and is shown only after it closed."""

    closes_at: datetime


@dataclass(kw_only=True, eq=False)
class QuestionGone(UserError):
    """The press names a question that does not exist (any more) in this server."""


@dataclass(kw_only=True, eq=False)
class AnswerEmpty(UserError):
    """Nothing that can be read was submitted: no letter, digit or meaningful sign."""


@dataclass(kw_only=True, eq=False)
class AnswerTooLong(UserError):
    """The text is longer than a form allows."""

    length: int
    limit: int


@dataclass(kw_only=True, eq=False)
class HintsUsedUp(UserError):
    """Every hint of the question was shown already (or there is none)."""

    count: int
    #: All of them, one a line, for someone who lost sight of what they paid for; "" for none.
    shown: str = ""

    @property
    def quotation(self) -> str:
        """What they paid for."""
        return self.shown


@dataclass(kw_only=True, eq=False)
class ChangesUsedUp(UserError):
    """The answer was changed as often as it may be; the last one stands."""

    limit: int
