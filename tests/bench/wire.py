"""Measures over the wire: starting, memory, messages, a command, an answer, and a storm of answers."""

from __future__ import annotations

import asyncio
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path

from bot.sandbox.interaction_dispatch import InteractionFailed
from bot.sandbox.person import Person
from tests.bench.side import PEOPLE, Side, running, serving

COMMANDS = 200
SUBMITS = 100
STORM = 500
STORM_S = 5.0
MESSAGES = 20_000
GUILDS = 500
ANSWER = (
    "Plants use the energy of sunlight to make sugar from carbon dioxide and water. The green pigment in the leaf "
    "takes up the light, water is split so that oxygen goes into the air, and then carbon is fixed with ATP."
)


@dataclass(slots=True, kw_only=True)
class Figures:
    """What was measured of one side; times in milliseconds unless they say otherwise."""

    start_s: float = 0.0
    memory_mb: float = 0.0
    memory_per_guild_kb: float = 0.0
    messages_per_s: float = 0.0
    command_ms: list[float] = field(default_factory=list)
    submit_ms: list[float] = field(default_factory=list)
    storm_ms: list[float] = field(default_factory=list)
    storm_lost: int = 0
    #: The longest that one thing held the event loop, while people answered and looked at the board.
    held_ms: float = 0.0


async def measure(name: str, folder: Path, *, starts: int = 3) -> Figures:
    """Take all figures of one side."""
    figures = Figures()
    times = []
    async with serving() as sandbox:
        async with running(name, folder, sandbox):
            pass  # makes the database and sends the commands once; what is measured is a start on a migrated database
        for _ in range(starts):
            async with running(name, folder, sandbox) as side:
                times.append(side.start_s)
                await asyncio.sleep(0.5)
                figures.memory_mb = side.memory_mb()
        figures.start_s = statistics.median(times)
        async with running(name, folder, sandbox, listen=True) as side:
            # A flood may meet one full round of the garbage collector, or none.
            figures.messages_per_s = statistics.median([await _messages(side) for _ in range(3)])
        async with running(name, folder, sandbox) as side:
            await _play(side, figures)
    async with serving(guilds=GUILDS) as sandbox, running(name, folder, sandbox) as side:
        await asyncio.sleep(1.0)
        figures.memory_per_guild_kb = (side.memory_mb() - figures.memory_mb) * 1024 / (GUILDS - 1)
    return figures


async def _play(side: Side, figures: Figures) -> None:
    ada = side.sandbox.person("ada")
    ada.goes("#daily-quiz")
    await _ask(side, ada)
    people = [side.sandbox.person(f"p{number}") for number in range(PEOPLE)]
    for person in people:
        person.goes("#daily-quiz")
    await side.held_ms()
    single, storm = people[:SUBMITS], people[SUBMITS : SUBMITS + STORM]
    for person in single:
        await person.presses("Answer")
        figures.submit_ms.append(await _timed(person.submits(ANSWER)))
    for person in storm:
        await person.presses("Answer")
    await _storm(storm, figures)
    # By now the board is full, as it is when people look at it.
    await asyncio.sleep(1)
    for _ in range(COMMANDS):
        figures.command_ms.append(await _timed(ada.runs("leaderboard")))
    figures.held_ms = await side.held_ms()


async def _ask(side: Side, ada: Person) -> None:
    """Have a question posted that everyone can answer."""
    if side.name == "bare":
        await ada.runs("post")
    else:
        await (await ada.runs("daily add", channel="#daily-quiz", deck="bench", time="09:00")).filled()
        choices = await ada.suggestions("daily now", "schedule", "")
        await ada.runs("daily now", schedule=choices[0]["value"])
    await side.sandbox.until(lambda: "Answer" in ada.sees(), timeout=15)


async def _storm(people: list[Person], figures: Figures) -> None:
    async def one(index: int, person: Person) -> None:
        await asyncio.sleep(index * STORM_S / len(people))
        began = time.perf_counter()
        try:
            shown = await person.submits(f"{ANSWER} I am number {index}.")
            await shown.filled(timeout=30)
        except (InteractionFailed, TimeoutError):
            figures.storm_lost += 1
        figures.storm_ms.append((time.perf_counter() - began) * 1000)

    await asyncio.gather(*(one(index, person) for index, person in enumerate(people)))


async def _messages(side: Side) -> float:
    """Flood a channel with talk; events are handled in order, so an answered command means all were handled."""
    ben, ada = side.sandbox.person("p1"), side.sandbox.person("ada")
    ada.goes("#chat")
    said = await ben.says("#chat", "unrelated talk, nothing for the bot")
    message = side.sandbox.state.world.channels[int(said["channel_id"])].messages[int(said["id"])]
    await ada.runs("leaderboard")
    began = time.perf_counter()
    for number in range(MESSAGES):
        side.sandbox.state.message_created(message)
        if number % 500 == 0:
            await asyncio.sleep(0)
    # The flood may take longer than the three seconds of an interaction.
    while True:
        try:
            await ada.runs("leaderboard")
        except InteractionFailed:
            continue
        return MESSAGES / (time.perf_counter() - began)


async def _timed(act: object) -> float:
    began = time.perf_counter()
    await act  # type: ignore[misc]
    return (time.perf_counter() - began) * 1000
