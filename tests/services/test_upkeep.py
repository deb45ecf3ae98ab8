"""Chores behind the alarm's doors."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.chores import Upkeep
from bot.chat.outbox.orders import Order

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Clock:
    """A clock that stands still."""

    at = NOW

    def now(self) -> datetime:
        """Return where it stands."""
        return self.at


class Doors:
    """Nothing to send."""

    async def next_due(self) -> datetime | None:
        """Return a time far off."""
        return NOW + timedelta(days=1)

    async def claim_due(self, limit: int) -> list[Order]:
        """Return nothing."""
        return []


class Pile:
    """A pile of batches."""

    def __init__(self, batches: int, *, breaks: bool = False) -> None:
        self.batches, self.breaks = batches, breaks

    async def next_due(self) -> datetime | None:
        """Return now, while any are left."""
        return NOW if self.batches else None

    async def go_on(self) -> None:
        """Take one away."""
        if self.breaks:
            raise RuntimeError("rotten")
        self.batches -= 1


async def test_what_is_earliest_is_due() -> None:
    """Messages and chores share one alarm."""
    assert await Upkeep(Doors(), Clock(), []).next_due() == NOW + timedelta(days=1)
    assert await Upkeep(Doors(), Clock(), [Pile(1), Pile(0)]).next_due() == NOW


async def test_batches_take_turns() -> None:
    """A long chore is cut into visits, and ends."""
    pile = Pile(25)
    upkeep = Upkeep(Doors(), Clock(), [pile])
    await upkeep.claim_due(50)
    assert pile.batches == 5
    await upkeep.claim_due(50)
    assert pile.batches == 0


async def test_a_chore_that_fails_holds_up_no_other(caplog: pytest.LogCaptureFixture) -> None:
    """It is put off for an hour; the others are done."""
    broken, pile, clock = Pile(1, breaks=True), Pile(3), Clock()
    upkeep = Upkeep(Doors(), clock, [broken, pile])
    await upkeep.claim_due(50)
    assert pile.batches == 0
    assert await upkeep.next_due() == NOW + timedelta(hours=1)
