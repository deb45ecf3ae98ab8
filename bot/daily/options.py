"""Options: how a schedule asks, beside when and where; each left alone means the simplest way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.core.ids import DeckId, RoleId
from bot.questions.forms import FormsMix


class ScheduleState(StrEnum):
    """Whether a schedule asks."""

    ACTIVE = "active"
    PAUSED = "paused"


class PauseReason(StrEnum):
    """Why a schedule stands still."""

    ASKED = "asked"
    NO_PERMISSION = "no-permission"
    CHANNEL_GONE = "channel-gone"
    DECK_GONE = "deck-gone"


class Reveal(StrEnum):
    """When the result is shown."""

    CLOSING = "closing"
    #: With the next question of the timetable; until then answers count.
    NEXT = "next"


class Choosable(StrEnum):
    """The options by name, for resetting one of them."""

    DECKS = "decks"
    FORMS = "forms"
    SKIP = "skip"
    HOLIDAYS = "holidays"
    GRACE = "grace"
    REVEAL = "reveal"
    CHANGEABLE = "changeable"
    TYPED = "typed"
    THREAD = "thread"
    REMIND = "remind"
    PING = "ping"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a manager chose; the defaults are what a schedule does that nobody touched."""

    #: Decks with their weights, the schedule's own first; empty: that deck alone.
    mix: tuple[tuple[DeckId, int], ...] = ()
    forms: FormsMix = FormsMix.RECALL
    #: Local dates that are left out, ascending.
    skip: tuple[date, ...] = ()
    #: Country or region whose holidays are left out, such as "DE" or "DE-BE"; None: none.
    holidays: str | None = None
    #: How late a question may be posted; None: half of the time it is open, at most three hours.
    grace: timedelta | None = None
    reveal: Reveal = Reveal.CLOSING
    #: Whether an answer may be changed until closing.
    changeable: bool = False
    #: Whether a reply typed below the post is an answer.
    typed: bool = False
    #: Whether the result opens a thread.
    thread: bool = False
    #: Whether the post says when two hours are left.
    remind: bool = False
    #: The one role a post pings; None: none.
    ping: RoleId | None = None


#: A schedule nobody touched.
PLAIN = Options()
