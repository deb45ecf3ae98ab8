"""Changes: notify watchers as soon as something visible changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """Kinds of change."""

    MESSAGE = "message"
    EDIT = "edit"
    DELETE = "delete"
    REACTION = "reaction"
    MODAL = "modal"
    COMMANDS = "commands"
    CONNECTION = "connection"
    CHANNEL = "channel"
    TYPING = "typing"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that became visible."""

    kind: ChangeKind
    #: Channel and message id; None where there is none.
    channel: int | None = None
    message: int | None = None
    #: The only person who can see it; None for everybody.
    only_for: int | None = None


class Changes:
    """Notifies watchers of changes and waits for conditions."""

    #: Conditions outside the sandbox (a database row) notify nobody, so they are polled this often, in seconds.
    LOOK_EVERY_S = 0.05

    def __init__(self) -> None:
        self._watchers: list[Callable[[Change], None]] = []
        self._waiting: set[asyncio.Event] = set()

    def watch(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Call `callback` at each change; the returned function stops that."""
        self._watchers.append(callback)

        def stop() -> None:
            if callback in self._watchers:
                self._watchers.remove(callback)

        return stop

    def tell(self, change: Change) -> None:
        """Notify every watcher and everyone who waits for a condition."""
        for callback in tuple(self._watchers):
            callback(change)
        for event in self._waiting:
            event.set()

    async def until(self, predicate: Callable[[], object], timeout: float) -> object:  # noqa: ASYNC109 - part of the agreed interface
        """Wait until `predicate()` is true and return what it returned.

        Raises:
            TimeoutError: It was not true within `timeout` seconds of real time.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            while True:
                event.clear()
                if value := predicate():
                    return value
                left = deadline - loop.time()
                if left <= 0:
                    raise TimeoutError(f"not true within {timeout} s: {getattr(predicate, '__qualname__', predicate)}")
                try:
                    await asyncio.wait_for(event.wait(), min(left, self.LOOK_EVERY_S))
                except TimeoutError:
                    continue
        finally:
            self._waiting.discard(event)
