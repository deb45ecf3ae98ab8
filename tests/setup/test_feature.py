"""What the first run does beside commands and presses."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import asyncio, sys, threading
import bot.app
from bot.setup import feature

async def start() -> None:
    async with feature(None, None, lambda: None).background():
        pass

opened = []
sys.addaudithook(
    lambda event, args: opened.append(threading.current_thread().name)
    if event == "open" and str(args[0]).endswith("cities.txt") else None
)
asyncio.run(start())
print("MainThread" in opened, len(opened))
"""


def test_names_of_zones_are_read_beside_the_event_loop() -> None:
    """They are read once, at start, by a thread that keeps nobody waiting."""
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "1"]
