"""A side of the comparison: a bot in a process of its own, on a sandbox in this one."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from bot.sandbox.server import Sandbox
from bot.sandbox.world import World

HERE = Path(__file__).parent
#: The same for both sides: long enough that servers arriving one by one are counted as one start.
GUILD_READY_TIMEOUT_S = 0.5
PEOPLE = 640


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A running bot.

    Attributes:
        name: "bare" or "ours".
        sandbox: Its server.
        start_s: Seconds from the process's start to ready.
        pid: Its process.
        told: What the process prints.
    """

    name: str
    sandbox: Sandbox
    start_s: float
    pid: int
    told: asyncio.StreamReader

    async def held_ms(self) -> float:
        """Return for how long its event loop was held at most since this was asked last (or it was ready)."""
        os.kill(self.pid, signal.SIGUSR1)
        return float(await self.told.readline())

    def memory_mb(self) -> float:
        """Return the resident memory now, in MiB."""
        return float(psutil.Process(self.pid).memory_info().rss) / 2**20


def world(*, guilds: int) -> World:
    """Make a world with one server full of people, and further servers with 40 channels and 30 roles each."""
    made = World()
    owner = made.add_user("ada")
    people = tuple(made.add_user(f"p{number}") for number in range(PEOPLE))
    first = made.add_guild("Bench", owner=owner, members=people)
    for name in ("daily-quiz", "chat"):
        made.add_channel(first, name)
    for number in range(guilds - 1):
        guild = made.add_guild(f"Server {number}", owner=owner)
        for channel in range(40):
            made.add_channel(guild, f"channel-{channel}")
        for role in range(30):
            made.add_role(guild, f"role {role}")
    return made


def serving(*, guilds: int = 1) -> contextlib.AbstractAsyncContextManager[Sandbox]:
    """Serve a sandbox; a bot that is started on it again finds its commands there."""
    return Sandbox(world=world(guilds=guilds), keep=0).serving(port=0)


@contextlib.asynccontextmanager
async def running(name: str, folder: Path, sandbox: Sandbox, *, listen: bool = False) -> AsyncIterator[Side]:
    """Start one side's bot on a sandbox, and end it with the block."""
    environment = os.environ | {
        "PYTHONPATH": str(HERE.parents[1]),
        "DECKHAND_DATABASE": f"sqlite+aiosqlite:///{folder}/bench.sqlite",
        "DECKHAND_CARDS": str(HERE / "cards"),
        # As installed: Python keeps compiled modules. Where the environment forbids that, each start would compile
        # all of ours (0.26 s) and nothing of the libraries.
        "PYTHONPYCACHEPREFIX": f"{folder}/compiled",
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    words = (sandbox.api, sandbox.gateway, sandbox.token, str(GUILD_READY_TIMEOUT_S), str(listen))
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(HERE / f"{name}.py"), *words, stdout=asyncio.subprocess.PIPE, env=environment
    )
    try:
        if process.stdout is None or await process.stdout.readline() != b"ready\n":
            raise RuntimeError(f"{name} did not get ready")
        yield Side(
            name=name, sandbox=sandbox, start_s=time.perf_counter() - began, pid=process.pid, told=process.stdout
        )
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()
