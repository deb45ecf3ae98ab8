"""How long the event loop of a process was held by one thing at a time."""

from __future__ import annotations

import asyncio
import signal
import time

#: So often the loop is asked to come round, in seconds.
_EVERY_S = 0.002


class Held:
    """Watches the running loop; each SIGUSR1 prints the longest hold since the last one, in milliseconds."""

    def __init__(self) -> None:
        self._longest_s = 0.0
        self._loop = asyncio.get_running_loop()
        self._loop.add_signal_handler(signal.SIGUSR1, self._told)
        self._next_at = time.perf_counter() + _EVERY_S
        self._loop.call_later(_EVERY_S, self._round)

    def _round(self) -> None:
        now = time.perf_counter()
        self._longest_s = max(self._longest_s, now - self._next_at)
        self._next_at = now + _EVERY_S
        self._loop.call_later(_EVERY_S, self._round)

    def _told(self) -> None:
        # What holds the loop right now ended before this could be called.
        self._longest_s = max(self._longest_s, time.perf_counter() - self._next_at)
        print(f"{self._longest_s * 1000:.3f}", flush=True)
        self._longest_s = 0.0
