"""Crashing: killed at any instant of posting or closing, the bot comes back to exactly one message of each kind."""

from __future__ import annotations

import asyncio
import contextlib
import random

import pytest

from bot.sandbox.client_view import CannotAct
from bot.sandbox.faults import Fault
from bot.sandbox.permissions import Permission
from tests.stories.evening import QUIZ, Evening, plain

MESSAGES = "/channels/{channel_id}/messages"
MESSAGE = "/channels/{channel_id}/messages/{message_id}"
#: Minutes until the bot is back: within a claim, beyond Discord's memory for nonces, and long after.
AWAY = (0, 1, 5, 30)


@pytest.mark.parametrize("away", AWAY)
@pytest.mark.parametrize("arrived", [False, True], ids=["unsent", "sent"])
async def test_killed_while_posting(evening: Evening, away: int, *, arrived: bool) -> None:
    """Killed when the post was claimed but unsent, or sent but not known to be: one post stands, and it works."""
    await _schedule(evening)
    fault = evening.sandbox.faults.slow(3600, method="POST", route=MESSAGES, executed=arrived)
    evening.passes_until("09:00")
    await _killed(evening, fault)
    assert len(evening.posts()) == int(arrived)
    assert evening.rows("SELECT message FROM posts WHERE purpose = 'question'") == [(None,)]

    evening.passes(minutes=away)
    await _back(evening)
    await evening.until(lambda: evening.rows("SELECT count(*) FROM posts WHERE message IS NOT NULL") == [(1,)])
    assert len(evening.posts()) == 1
    await evening.answers(evening.ben, "Nile")
    evening.passes(hours=9)
    await evening.reads(evening.chiyo, "Result · Rivers", "1st Ben")


async def test_killed_at_the_very_moment_the_post_stands(evening: Evening) -> None:
    """Even the shortest possible life after a send leaves one post."""
    await _schedule(evening)
    stop = evening.sandbox.watch(lambda change: evening.cut() if change.message else None)
    evening.passes_until("09:00")
    await evening.until(evening.posts)
    stop()
    await evening.kill()
    evening.passes(minutes=5)
    await _back(evening)
    assert len(evening.posts()) == 1
    assert "100 points" in (await evening.answers(evening.ben, "Nile")).text


@pytest.mark.parametrize("away", AWAY)
@pytest.mark.parametrize(
    ("method", "route", "arrived"),
    [("PATCH", MESSAGE, False), ("PATCH", MESSAGE, True), ("POST", MESSAGES, False), ("POST", MESSAGES, True)],
    ids=["edit-unsent", "edit-sent", "reply-unsent", "reply-sent"],
)
async def test_killed_while_closing(evening: Evening, away: int, method: str, route: str, *, arrived: bool) -> None:
    """Killed around the edit or the reply: the post shows the result, and one reply brings it."""
    await evening.asks("rivers")
    await evening.answers(evening.ben, "Nile")
    evening.passes(seconds=10)
    await evening.reads(evening.ada, "1 person has answered.")
    await evening.quiet()
    fault = evening.sandbox.faults.slow(3600, method=method, route=route, executed=arrived)
    evening.passes_until("17:00:06")
    await _killed(evening, fault)

    evening.passes(minutes=away)
    await _back(evening)
    await evening.until(lambda: len(evening.posts()) == 2)
    await evening.until(lambda: "Result" in str(evening.posts()[0]["embeds"]))
    await _back_again(evening)
    assert len(evening.posts()) == 2


async def test_killed_where_the_history_cannot_be_read(evening: Evening) -> None:
    """Not allowed to look whether the post arrived, the bot posts no second one, and its managers can see that."""
    await _schedule(evening)
    fault = evening.sandbox.faults.slow(3600, method="POST", route=MESSAGES, executed=True)
    evening.passes_until("09:00")
    await _killed(evening, fault)
    evening.sandbox.admin.denies(evening.guild.channel(QUIZ), Permission.READ_MESSAGE_HISTORY)
    evening.refusals = {50001, 50013}
    evening.passes(minutes=5)
    await _back(evening)
    assert len(evening.posts()) == 1
    assert "7 June 2027" in (await evening.ada.runs("daily list")).text
    assert "100 points" in (await evening.answers(evening.ben, "Nile")).text


@pytest.mark.parametrize("seed", range(3))
async def test_a_storm_of_kills(evening: Evening, seed: int) -> None:
    """Killed again and again around posting, answering and closing: one post, one reply, and no told answer lost."""
    chance = random.Random(seed)
    await _schedule(evening)
    evening.passes_until("09:00")
    told = await _storm(evening, chance, 6)
    await _back(evening)
    assert len(evening.posts()) == 1

    evening.passes_until("16:50")
    told += await _storm(evening, chance, 4)
    await _back(evening)
    evening.passes_until("17:00:06")
    await _storm(evening, chance, 6)
    await _back(evening)
    await _back_again(evening)

    post, reply = evening.posts()
    assert "Result" in str(post["embeds"])
    assert reply["message_reference"]["message_id"] == post["id"]
    board = plain((await evening.ada.runs("leaderboard")).text)
    assert all(f"1st {name} · 100 points" in board for name in told)


async def test_killed_again_and_again(evening: Evening) -> None:
    """A bot that dies at each of its first tries still ends with one post."""
    await _schedule(evening)
    evening.passes_until("09:00")
    for number in range(4):
        fault = evening.sandbox.faults.slow(3600, method="POST", route=MESSAGES, executed=number % 2 == 1)
        await _killed(evening, fault, unless=evening.posts)
        evening.passes(seconds=61)
        await evening.start()
    await evening.until(lambda: evening.rows("SELECT count(*) FROM posts WHERE message IS NOT NULL") == [(1,)])
    assert len(evening.posts()) == 1


async def _storm(evening: Evening, chance: random.Random, kills: int) -> list[str]:
    """Kill the bot so many times, each time while somebody answers; returns who was told a verdict."""
    told: list[str] = []
    for _ in range(kills):
        if evening.life is None:
            await evening.start()
        person = evening.joins(f"player{chance.getrandbits(32)}")
        with contextlib.suppress(CannotAct):
            await person.presses("Answer")
        answering = asyncio.create_task(person.submits("Nile")) if person.modal else None
        # However long all this takes on a busy machine, the kill comes somewhere in the middle of it.
        await asyncio.sleep(chance.uniform(0, 0.15))
        evening.cut()
        if answering and answering.done() and "Right" in answering.result().text:
            told.append(person.user.display)
        await evening.kill()
        evening.passes(seconds=61)
        if answering:
            await asyncio.gather(answering, return_exceptions=True)
    return told


async def _schedule(evening: Evening) -> None:
    await evening.ada.runs("daily add", channel=QUIZ, deck="rivers", zone="Europe/Berlin", days="every day")


async def _killed(evening: Evening, fault: Fault, *, unless: object = None) -> None:
    """Kill the bot once its request has met the fault."""
    await evening.until(lambda: fault.struck or (callable(unless) and unless()))
    await evening.kill()
    evening.sandbox.faults.clear()


async def _back(evening: Evening) -> None:
    """Start the bot and let what it was killed at become due again."""
    await evening.start()
    await evening.quiet()
    evening.passes(seconds=61)
    await evening.quiet()


async def _back_again(evening: Evening) -> None:
    """Let an hour pass and the bot restart: nothing more comes of it."""
    await evening.quiet()
    evening.passes(hours=1)
    await evening.restart()
    await evening.quiet()
