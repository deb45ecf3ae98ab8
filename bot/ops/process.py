"""The process: its clock, the signals it gets, its garbage collector and its threads."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
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


# The database's threads give the interpreter away at each statement, and get it back from a busy event loop only after
# this long: with Python's 5 ms ten statements take up to 50. `make bench` on a busy machine, 500 answers in 5 s, p99:
# 1,883 and 4,020 ms with 5 ms, 794 and 1,396 with this; submit p50 25 and 29 against 18 and 12.
_SWITCH_AFTER_S = 0.0005


def switch_often() -> None:
    """Let no thread keep the others waiting for long; for a process, once."""
    sys.setswitchinterval(_SWITCH_AFTER_S)
