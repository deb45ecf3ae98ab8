"""A rush: 1,000 schedules due in one minute, posted by the real client to a sandbox that enforces the limits."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.core.ids import ChannelId, GuildId, UserId
from bot.daily.service.schedules import Schedules
from bot.db.database import Database
from bot.library.service.decks import Decks
from bot.sandbox.rate_limits import GLOBAL_PER_S
from bot.sandbox.server import Sandbox
from bot.sandbox.world import World
from tests.bench.side import HERE, running

SERVERS, CHANNELS = 1_000, 1
POSTS = SERVERS * CHANNELS
#: Seconds that the limit on all requests allows at best.
ALLOWED_S = POSTS / GLOBAL_PER_S
_PATIENCE_S = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rush:
    """What was measured."""

    #: Seconds from ready, with everything due, to the last post.
    took_s: float
    #: Channels that did not get exactly one post.
    wrong: int
    #: Requests that were refused for asking too often.
    refused: int


@dataclass(frozen=True, slots=True)
class _Clock:
    at: datetime

    def now(self) -> datetime:
        return self.at


async def measure(folder: Path) -> Rush:
    """Start a bot that owes all its posts since this minute began."""
    inside = folder / "rush"
    inside.mkdir()
    world = World()
    owner = world.add_user("ada")
    places = []
    for server in range(SERVERS):
        guild = world.add_guild(f"Server {server}", owner=owner)
        places += [(guild.id, world.add_channel(guild, f"quiz-{number}").id) for number in range(CHANNELS)]
    await _fill(inside, places)
    async with Sandbox(world=world, keep=POSTS * 4).serving(port=0) as sandbox, running("ours", inside, sandbox):
        began = time.perf_counter()
        channels = [sandbox.state.world.channels[channel] for _, channel in places]
        while sum(len(channel.messages) > 0 for channel in channels) < POSTS:
            await asyncio.sleep(0.02)
            if time.perf_counter() - began > _PATIENCE_S:
                break
        took_s = time.perf_counter() - began
        # Twice is as wrong as never, and might come a little later.
        await asyncio.sleep(1.0)
        answers = Counter(exchange.status for exchange in sandbox.exchanges.rest())
        return Rush(
            took_s=took_s,
            wrong=sum(len(channel.messages) != 1 for channel in channels),
            refused=answers[429],
        )


async def _fill(folder: Path, places: list[tuple[int, int]]) -> None:
    """Keep one schedule for each channel, all at the minute that has just begun."""
    minute = datetime.now(UTC).replace(second=0, microsecond=0)
    clock = _Clock(minute - timedelta(seconds=1))
    db = await Database.open(f"sqlite:///{folder / 'bench.sqlite'}")
    try:
        await Decks(db, clock, HERE / "cards").reload()
        schedules = Schedules(db, clock)
        for guild, channel in places:
            await schedules.add(
                guild=GuildId(guild),
                channel=ChannelId(channel),
                deck="bench",
                at=f"{minute:%H:%M}",
                days="daily",
                zone="UTC",
                questions=1,
                open_for="8h",
                by=UserId(1),
            )
    finally:
        await db.close()
