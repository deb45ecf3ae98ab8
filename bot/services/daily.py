"""Daily: what is due, and what the bot has to send for it; every step may be cut off and is then done again."""

from __future__ import annotations

from datetime import datetime

from bot.quiz.chance import Chance
from bot.services.outcomes import OpenPost, Order, PauseReason
from bot.store.store import Store
from bot.terms.ids import GuildId, MessageId, OccurrenceId, PostId, ScheduleId, SourceId
from bot.terms.instants import Clock


class Daily:
    """The daily quiz of all servers, from due to told.

    Args of the constructor:
        chance: Draws cards and orders options, such as `random.Random()`.
        claimant: Names this process in its claims; only a person reads it.
    """

    def __init__(self, store: Store, clock: Clock, chance: Chance, claimant: str = "deckhand") -> None:
        self._store = store
        self._clock = clock
        self._chance = chance
        self._claimant = claimant

    async def ask_now(self, *, guild: GuildId, schedule: ScheduleId, source: SourceId, at: datetime) -> OpenPost:
        """Record an extra occurrence of a schedule; `claim_due` then orders its post. The same source asks once.

        Raises:
            ScheduleUnknown: This server has no such schedule.
            DeckUnknown: Its deck is gone.
            DeckTooSmall: Every card of its deck is open in this server already.
        """
        raise NotImplementedError

    async def close_now(self, *, guild: GuildId, schedule: ScheduleId | None, at: datetime) -> int:
        """Close what is open now, of one schedule or of the whole server; `claim_due` then settles it.

        Returns:
            How many posts were closed.

        Raises:
            ScheduleUnknown: This server has no such schedule.
            NothingOpen: Nothing is.
        """
        raise NotImplementedError

    async def next_due(self) -> datetime | None:
        """Return when `claim_due` has something to do next, perhaps in the past; None for never."""
        raise NotImplementedError

    async def claim_due(self, limit: int = 50) -> list[Order]:
        """Do what is due and return what is to be sent for it.

        A claim lasts 60 s: what is not reported by then is ordered again.
        """
        raise NotImplementedError

    async def attached(self, post: PostId, message: MessageId) -> None:
        """Learn that a post stands in Discord."""
        raise NotImplementedError

    async def refused(self, post: PostId, reason: PauseReason) -> None:
        """Learn that Discord refused a post for good: its schedule is paused with the reason, nothing else is lost."""
        raise NotImplementedError

    async def unknown(self, post: PostId) -> None:
        """Learn that the channel's history cannot be read: whether the post stands is not known; it stays unsent."""
        raise NotImplementedError

    async def absent(self, post: PostId) -> None:
        """Learn that an overdue post never reached Discord: its occurrence was missed."""
        raise NotImplementedError

    async def counted(self, occurrence: OccurrenceId) -> None:
        """Learn that the count was edited, or that Discord refused that edit for good."""
        raise NotImplementedError

    async def told(self, post: PostId, *, edited: bool, reply: MessageId | None) -> None:
        """Learn what became of a result.

        Args:
            post: `PostResult.result.post`.
            edited: Whether the post shows the result now (True too where the order asked for no edit).
            reply: The reply that brought it; None if none was asked for, or it did not get through.
        """
        raise NotImplementedError

    async def open_in(self, guild: GuildId) -> tuple[OpenPost, ...]:
        """Return what is open in a server now, the one that closes first first."""
        raise NotImplementedError
