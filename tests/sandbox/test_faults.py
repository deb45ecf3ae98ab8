"""Faults that are switched on strike the requests they fit, as discord.py meets them."""

from __future__ import annotations

import time
from typing import Any

import aiohttp
import discord
import pytest

SEND = "/channels/{channel_id}/messages"


@pytest.fixture
async def channel(stage: Any) -> Any:
    """Return #daily-quiz as a running bot knows it."""
    bot = await stage.runs()
    return await bot.place(stage.quiz)


async def test_server_error_is_raised_or_retried(stage: Any, channel: Any) -> None:
    """503 is not retried by discord.py on a bot's route, 500 is after a second; nothing was sent by the failed one."""
    stage.expects(statuses=[500, 503])
    stage.sandbox.faults.answer(503, method="POST", route=SEND)
    with pytest.raises(discord.DiscordServerError):
        await channel.send("once")
    assert not stage.quiz.messages
    stage.sandbox.faults.answer(500, method="POST", route=SEND)
    await channel.send("retried")
    assert len(stage.quiz.messages) == 1


@pytest.mark.parametrize("executed", [True, False])
async def test_lost_answer_is_safe_with_a_nonce(stage: Any, channel: Any, *, executed: bool) -> None:
    """A reset reaches the bot as OSError; sent again under the same nonce there is one message either way."""
    stage.sandbox.faults.reset(method="POST", route=SEND, executed=executed)
    with pytest.raises(aiohttp.ClientOSError):
        await channel.send("once", nonce="n")
    assert len(stage.quiz.messages) == int(executed)
    await channel.send("once", nonce="n")
    assert len(stage.quiz.messages) == 1


async def test_limit_with_via_is_obeyed(stage: Any, channel: Any) -> None:
    """A 429 through Discord's proxy is waited for, for one route or for all."""
    stage.expects(statuses=[429])
    stage.sandbox.faults.limit(0.1, route=SEND)
    stage.sandbox.faults.limit(0.1, route=SEND, everywhere=True)
    await channel.send("after two waits")
    assert len(stage.quiz.messages) == 1


async def test_limit_without_via_is_a_ban(stage: Any, channel: Any) -> None:
    """A 429 of Cloudflare's is raised at once."""
    stage.expects(statuses=[429])
    stage.sandbox.faults.limit(0.1, route=SEND, cloudflare=True)
    with pytest.raises(discord.HTTPException) as refused:
        await channel.send("x")
    assert refused.value.status == 429


async def test_slow_answer_comes(stage: Any, channel: Any) -> None:
    """A slow answer is an answer."""
    stage.sandbox.faults.slow(0.2, route=SEND)
    began = time.monotonic()
    await channel.send("slow")
    assert time.monotonic() - began >= 0.2


async def test_faults_count_fit_and_are_cleared(stage: Any) -> None:
    """A fault strikes as often as told, only what it fits, and not after `clear`."""
    stage.expects(statuses=[502])
    fault = stage.sandbox.faults.answer(502, method="GET", route="/users/@me", times=2)
    statuses = [(await stage.asks("GET", "/users/@me"))[0] for _ in range(3)]
    assert (statuses, fault.struck) == ([502, 502, 200], 2)
    stage.sandbox.faults.answer(502, method="POST", times=None)
    assert (await stage.asks("GET", "/users/@me"))[0] == 200
    stage.sandbox.faults.clear()
    assert (await stage.asks("POST", f"/channels/{stage.quiz.id}/typing"))[0] == 204
