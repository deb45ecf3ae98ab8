"""Deliveries go out side by side, in turn where they are about the same, and end with the program."""

from __future__ import annotations

import asyncio

import pytest

from bot.chat import deliveries as module
from bot.chat.deliveries import Deliveries


class Counter:
    """Hands out orders such as "a1" (the first about a), and delivers those that are let go."""

    def __init__(self, *orders: str) -> None:
        self.orders = list(orders)
        self.begun: list[str] = []
        self.delivered: list[str] = []
        self.ended = 0
        self.gates: dict[str, asyncio.Event] = {}
        self.changed = asyncio.Event()

    async def claim(self, limit: int) -> list[str]:
        """Claim so many."""
        claimed, self.orders = self.orders[:limit], self.orders[limit:]
        return claimed

    async def deliver(self, order: str) -> None:
        """Deliver, once let go; orders that end in "!" fail."""
        self.begun.append(order)
        if order in self.gates:
            await self.gates[order].wait()
        if order.endswith("!"):
            raise OSError("broken")
        self.delivered.append(order)
        self.changed.set()

    def hold(self, order: str) -> asyncio.Event:
        """Hold an order back until the returned event is set."""
        return self.gates.setdefault(order, asyncio.Event())

    def deliveries(self) -> Deliveries[str]:
        """Return deliveries of these."""
        return Deliveries(claim=self.claim, deliver=self.deliver, subject=lambda order: order[0], ended=self._has_ended)

    def _has_ended(self) -> None:
        self.ended += 1

    async def until(self, delivered: int) -> None:
        """Wait until so many were delivered."""
        async with asyncio.timeout(10):
            while len(self.delivered) < delivered:
                self.changed.clear()
                await self.changed.wait()


async def test_a_delivery_that_hangs_holds_up_no_other() -> None:
    """What comes after it is begun at once and ends before it."""
    counter = Counter("a1", "b1")
    gate = counter.hold("a1")
    deliveries = counter.deliveries()
    assert await deliveries.begin_due() == 2
    await counter.until(1)
    assert counter.delivered == ["b1"]
    assert not deliveries.idle
    gate.set()
    await counter.until(2)
    assert counter.delivered == ["b1", "a1"]


async def test_deliveries_about_the_same_go_in_turn() -> None:
    """A later edit of a post waits for the earlier one."""
    counter = Counter("a1", "a2", "b1")
    gate = counter.hold("a1")
    deliveries = counter.deliveries()
    await deliveries.begin_due()
    await counter.until(1)
    assert counter.begun == ["a1", "b1"]
    gate.set()
    await counter.until(3)
    assert counter.delivered == ["b1", "a1", "a2"]


async def test_no_more_than_so_many_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """With all hands full, nothing is claimed until one is free."""
    monkeypatch.setattr(module, "MOST_AT_ONCE", 2)
    counter = Counter("a1", "b1", "c1")
    gates = [counter.hold(order) for order in ("a1", "b1")]
    deliveries = counter.deliveries()
    assert await deliveries.begin_due() == 2
    waiting = asyncio.create_task(deliveries.begin_due())
    for _ in range(5):
        await asyncio.sleep(0)
    assert counter.orders == ["c1"]
    gates[1].set()
    assert await waiting == 1
    gates[0].set()
    await counter.until(3)


async def test_a_failure_holds_up_nothing() -> None:
    """Whatever goes wrong with one order, the others are delivered, and each end is told."""
    counter = Counter("a1!", "a2", "b1")
    deliveries = counter.deliveries()
    await deliveries.begin_due()
    await counter.until(2)
    await deliveries.finish(10)
    assert deliveries.idle
    assert counter.ended == 3


async def test_the_end_waits_a_while_and_then_cuts_off() -> None:
    """At a stop nothing new is begun; what has not ended in time is cut off and counted."""
    counter = Counter("a1", "b1")
    counter.hold("a1")
    deliveries = counter.deliveries()
    await deliveries.begin_due()
    counter.orders.append("c1")
    assert await deliveries.finish(0.01) == 1
    assert await deliveries.begin_due() == 0
    assert counter.delivered == ["b1"]
    assert counter.orders == ["c1"]
    assert deliveries.idle
    assert await deliveries.finish(0.01) == 0


async def test_the_end_waits_for_what_is_being_claimed() -> None:
    """An order that is claimed while the program ends is delivered before it has ended, never after."""
    counter, asked, answered = Counter("a1"), asyncio.Event(), asyncio.Event()

    async def claim(limit: int) -> list[str]:
        asked.set()
        await answered.wait()
        return await counter.claim(limit)

    deliveries = Deliveries(claim=claim, deliver=counter.deliver, subject=lambda order: order[0], ended=lambda: None)
    async with asyncio.TaskGroup() as group:
        group.create_task(deliveries.begin_due())
        await asked.wait()
        end = group.create_task(deliveries.finish(timeout=10))
        await asyncio.sleep(0)
        assert not end.done()
        answered.set()
    assert end.result() == 0
    assert counter.delivered == ["a1"]
    assert await deliveries.begin_due() == 0
