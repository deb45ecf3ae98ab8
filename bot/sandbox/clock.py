"""Clock: real time plus an offset that only grows, so that a demo or a test can jump ahead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class SandboxClock:
    """The time of the sandbox and of a bot that shares it.

    Time passes as it really does; `advance` moves it ahead. It never goes back.
    """

    def __init__(self, *, start: datetime | None = None) -> None:
        """Begin at `start` (aware); None means the real present."""
        self._offset = timedelta(0) if start is None else start.astimezone(UTC) - datetime.now(UTC)
        self._listeners: list[Callable[[], None]] = []

    def now(self) -> datetime:
        """Return the present instant, aware and in UTC."""
        return datetime.now(UTC) + self._offset

    def seconds(self) -> float:
        """Return the present as seconds since 1970."""
        return self.now().timestamp()

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
