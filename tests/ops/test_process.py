"""The process: its clock, the signals it gets, and its garbage collector."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from datetime import UTC, timedelta

from bot.ops.process import SystemClock, keep_loaded, stop_requested, switch_often


def test_the_clock_is_aware_and_does_not_run_backwards() -> None:
    """Two readings are in UTC and in order."""
    clock = SystemClock()
    first, second = clock.now(), clock.now()
    assert first.utcoffset() == timedelta(0)
    assert first.tzinfo is UTC
    assert first <= second


async def test_sigterm_sets_the_event() -> None:
    """The process is asked, not ended."""
    event = stop_requested()
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        async with asyncio.timeout(5):
            await event.wait()
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().remove_signal_handler(number)


def test_threads_take_turns_often() -> None:
    """A busy event loop keeps the database's thread waiting for less than a millisecond."""
    before = sys.getswitchinterval()
    try:
        switch_often()
        assert sys.getswitchinterval() < 0.001
    finally:
        sys.setswitchinterval(before)


def test_what_is_loaded_is_left_alone() -> None:
    """Everything there was is out of the collector's sight; what comes later is not."""
    before, rounds = gc.get_freeze_count(), gc.get_threshold()
    try:
        keep_loaded()
        assert gc.get_freeze_count() > before + 10_000
        later: list[object] = []
        later.append(later)
        assert any(one is later for one in gc.get_objects())
    finally:
        gc.unfreeze()
        gc.set_threshold(*rounds)
