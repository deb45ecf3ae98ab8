"""The process: its clock, the signals it gets, and its garbage collector."""

from __future__ import annotations

import asyncio
import gc
import signal
from datetime import UTC, datetime


class SystemClock:
    """Tells the machine's time."""

    def now(self) -> datetime:
        """Return the present instant, aware and in UTC."""
        return datetime.now(UTC)


def stop_requested() -> asyncio.Event:
    """Return an event that SIGTERM or SIGINT sets; a second signal ends the process at once."""
    event = asyncio.Event()
    loop = asyncio.get_running_loop()

    def ask(number: signal.Signals) -> None:
        event.set()
        # Whoever asks twice does not want to wait for the drain.
        loop.remove_signal_handler(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ask, number)
    return event


# A full collection looks at every object there is, and some hundred thousand of them are modules, classes and
# statements. That took 70 ms each time, in which nobody was answered, and a fifth of the time that loading takes.
#: After how many new objects the young are looked through, and after how many such collections the older ones.
_THRESHOLDS = (10_000, 20, 20)


def begin_loading() -> None:
    """Collect nothing until `keep_loaded`; for a process, once, before it imports the bot."""
    gc.disable()


def keep_loaded() -> None:
    """Have the collector pass over all objects there are now; for a process, once, before it begins to serve."""
    gc.freeze()
    # An answer makes some thousand objects that live no longer than it: let several come and go in between.
    gc.set_threshold(*_THRESHOLDS)
    gc.enable()
