"""Clock: real time plus an offset that only grows, so that a demo or a test can jump ahead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class SandboxClock:
    """The time of the sandbox and of a bot that shares it.

    Time passes as it really does; `advance` moves it ahead. It never goes back.
    """

    def __init__(self, *, start: datetime | None = None, still: bool = False) -> None:
        """Begin at an instant.

        Args:
            start: Where (aware); None: the real present.
            still: Whether time passes by `advance` alone, so that a slow machine changes nothing.
        """
        began = datetime.now(UTC)
        self._offset = timedelta(0) if start is None else start.astimezone(UTC) - began
        self._still_at = began if still else None
        self._listeners: list[Callable[[], None]] = []

    def now(self) -> datetime:
        """Return the present instant, aware and in UTC."""
        return (self._still_at or datetime.now(UTC)) + self._offset

    def running_seconds(self) -> float:
        """Return seconds since 1970 that go on even where the clock stands still, for what is really waited for."""
        return (datetime.now(UTC) + self._offset).timestamp()

    def advance(self, by: timedelta) -> None:
        """Jump ahead and call every listener.

        Raises:
            ValueError: The jump would go back.
        """
        if by < timedelta(0):
            raise ValueError("a clock does not go back")
        self._offset += by
        for listener in tuple(self._listeners):
            listener()

    def advance_to(self, instant: datetime) -> None:
        """Jump ahead to an instant; nothing happens if it has passed."""
        by = instant - self.now()
        if by > timedelta(0):
            self.advance(by)

    def on_jump(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call `callback` after each jump; the returned function stops that."""
        self._listeners.append(callback)

        def stop() -> None:
            if callback in self._listeners:
                self._listeners.remove(callback)

        return stop
