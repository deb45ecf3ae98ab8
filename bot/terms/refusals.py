"""Refusals: what the rules say no to, as facts with fields; `words/` makes the sentences.

Refusal
├── about a question   QuestionClosed  QuestionOpen  QuestionGone  AnswerEmpty  AnswerTooLong  HintsUsedUp
│                      ChangesUsedUp
├── about a schedule   TimeUnreadable  DaysUnreadable  ZoneUnknown  DurationUnreadable  DurationOutOfRange
│                      ScheduleUnknown  TooManySchedules  NothingOpen  AlreadyPaused  NotPaused
├── about its options  MixUnreadable  DatesUnreadable  HolidaysUnknown  GraceOutOfRange  RoleUnfit
├── about a channel    ChannelUnwritable  ChannelUnfit
├── about a deck       DeckUnknown  DeckTooSmall
└── about a board      ScopeAmbiguous
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.terms.facts import Fact


@dataclass(kw_only=True, eq=False)
class Refusal(Fact):
    """The rules say no. The words for it stand under ``refusal-<code>``."""


@dataclass(kw_only=True, eq=False)
class QuestionClosed(Refusal):
    """The answer came after closing; its text goes back to its author."""

    closed_at: datetime
    #: What the person had typed, "" where nothing was.
    text: str = ""


@dataclass(kw_only=True, eq=False)
class QuestionOpen(Refusal):
    """What was asked for spoils the question, and is shown only after it closed."""

    closes_at: datetime


@dataclass(kw_only=True, eq=False)
class QuestionGone(Refusal):
    """The press names a question that does not exist (any more) in this server."""


@dataclass(kw_only=True, eq=False)
class AnswerEmpty(Refusal):
    """Nothing that can be read was submitted: no letter, digit or meaningful sign."""


@dataclass(kw_only=True, eq=False)
class AnswerTooLong(Refusal):
    """The text is longer than a form allows."""

    length: int
    limit: int


@dataclass(kw_only=True, eq=False)
class HintsUsedUp(Refusal):
    """Every hint of the question was shown already (or there is none)."""

    count: int
    #: All of them, one a line, for someone who lost sight of what they paid for; "" for none.
    shown: str = ""


@dataclass(kw_only=True, eq=False)
class ChangesUsedUp(Refusal):
    """The answer was changed as often as it may be; the last one stands."""

    limit: int


@dataclass(kw_only=True, eq=False)
class TimeUnreadable(Refusal):
    """A time of day that is not HH:MM."""

    given: str


@dataclass(kw_only=True, eq=False)
class DaysUnreadable(Refusal):
    """Weekdays that cannot be read."""

    given: str


@dataclass(kw_only=True, eq=False)
class ZoneUnknown(Refusal):
    """Not an IANA time zone."""

    given: str
    #: Up to three names that look alike, comma-separated; "" for none.
    nearest: str


@dataclass(kw_only=True, eq=False)
class DurationUnreadable(Refusal):
    """A duration that cannot be read, such as "8 parsecs"."""

    given: str


@dataclass(kw_only=True, eq=False)
class DurationOutOfRange(Refusal):
    """A question must stay open between 5 minutes and 7 days."""

    given: timedelta
    shortest: timedelta
    longest: timedelta


@dataclass(kw_only=True, eq=False)
class ScheduleUnknown(Refusal):
    """No such schedule in this server."""


@dataclass(kw_only=True, eq=False)
class TooManySchedules(Refusal):
    """The server's limit of schedules is reached."""

    limit: int


@dataclass(kw_only=True, eq=False)
class NothingOpen(Refusal):
    """There is no open question to close."""


@dataclass(kw_only=True, eq=False)
class AlreadyPaused(Refusal):
    """The schedule is paused already."""


@dataclass(kw_only=True, eq=False)
class NotPaused(Refusal):
    """The schedule is running already."""


@dataclass(kw_only=True, eq=False)
class MixUnreadable(Refusal):
    """Several decks with weights that cannot be read."""

    given: str
    #: How many decks there may be, and the greatest weight.
    decks: int
    weight: int


@dataclass(kw_only=True, eq=False)
class DatesUnreadable(Refusal):
    """Dates to leave out that cannot be read, or too many of them."""

    given: str
    limit: int


@dataclass(kw_only=True, eq=False)
class HolidaysUnknown(Refusal):
    """No country or region whose holidays are known."""

    given: str
    #: Codes that look alike, with their names, comma-separated; "" for none.
    nearest: str


@dataclass(kw_only=True, eq=False)
class GraceOutOfRange(Refusal):
    """A question cannot be posted later than it closes, nor with no time to spare."""

    given: timedelta
    shortest: timedelta
    longest: timedelta


@dataclass(kw_only=True, eq=False)
class RoleUnfit(Refusal):
    """A role that may not be pinged: everyone's, or one that Discord lets nobody mention."""

    #: Its name.
    role: str


@dataclass(kw_only=True, eq=False)
class ChannelUnwritable(Refusal):
    """The bot lacks permissions in the channel."""

    #: The channel's id, for a mention.
    channel: int
    #: Names of the missing permissions as Discord's settings show them, comma-separated.
    missing: str


@dataclass(kw_only=True, eq=False)
class ChannelUnfit(Refusal):
    """Questions can only be asked in a text channel."""


@dataclass(kw_only=True, eq=False)
class DeckUnknown(Refusal):
    """No such deck in this server."""

    given: str
    #: Ids of decks that exist, comma-separated; "" for none.
    known: str


@dataclass(kw_only=True, eq=False)
class DeckTooSmall(Refusal):
    """Every card that could be asked is open in this server right now, or the deck is empty."""

    deck: str


@dataclass(kw_only=True, eq=False)
class ScopeAmbiguous(Refusal):
    """A board covers the server, one channel or one deck, not two of them at once."""
