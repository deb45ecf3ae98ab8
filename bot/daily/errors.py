"""What can be wrong with a schedule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.core.errors import UserError


@dataclass(kw_only=True, eq=False)
class ScheduleUnknown(UserError):
    """No such schedule in this server."""


class NoSchedules(UserError):
    """There is none to do anything with, and none was named."""


@dataclass(kw_only=True, eq=False)
class ScheduleUnnamed(UserError):
    """There are several schedules, and none was named."""

    #: Each in a line of plain text.
    there: tuple[str, ...]

    @property
    def quotation(self) -> str:
        """The schedules to choose from."""
        return "\n".join(self.there)

    def details(self) -> dict[str, object]:
        """Return how many there are; which ones is quoted."""
        return {"count": len(self.there)}


@dataclass(kw_only=True, eq=False)
class TooManySchedules(UserError):
    """The server's limit of schedules is reached."""

    limit: int


@dataclass(kw_only=True, eq=False)
class NothingOpen(UserError):
    """There is no open question to close."""


@dataclass(kw_only=True, eq=False)
class AlreadyPaused(UserError):
    """The schedule is paused already."""


@dataclass(kw_only=True, eq=False)
class NotPaused(UserError):
    """The schedule is running already."""


@dataclass(kw_only=True, eq=False)
class MixUnreadable(UserError):
    """Several decks with weights that cannot be read."""

    given: str
    #: How many decks there may be, and the greatest weight.
    decks: int
    weight: int


@dataclass(kw_only=True, eq=False)
class GraceOutOfRange(UserError):
    """A question cannot be posted later than it closes, nor with no time to spare."""

    given: timedelta
    shortest: timedelta
    longest: timedelta


@dataclass(kw_only=True, eq=False)
class DeckTooSmall(UserError):
    """Every card that could be asked is open in this server right now, or the deck is empty."""

    deck: str
