"""Buckets, the global limit and the ban, as discord.py meets them."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import aiohttp
import pytest

from bot.sandbox.clock import SandboxClock
from bot.sandbox.problems import ApiProblem
from bot.sandbox.rate_limits import GLOBAL_PER_S, INVALID, RateLimits
from bot.sandbox.route import Route

BUCKETED = Route(method="POST", template="/channels/{channel_id}/messages", handler=lambda _: None, bucket=(5, 5.0))
FREE = Route(method="GET", template="/users/@me", handler=lambda _: None)
OPEN = Route(method="POST", template="/interactions/{a}/{b}/callback", handler=lambda _: None, open=True)
NOON = {"channel_id": "1"}


def test_headers_tell_what_is_left() -> None:
    """Each answer says how many requests are left in the bucket; the one too many is told when to come again."""
    limits = RateLimits(SandboxClock())
    left = [limits.take(BUCKETED, NOON)["X-RateLimit-Remaining"] for _ in range(5)]
    assert left == ["4", "3", "2", "1", "0"]
    with pytest.raises(ApiProblem) as refused:
        limits.take(BUCKETED, NOON)
    assert refused.value.status is HTTPStatus.TOO_MANY_REQUESTS
    assert 4 < refused.value.body()["retry_after"] <= 5
    assert refused.value.headers["X-RateLimit-Scope"] == "user"
    assert "Via" in refused.value.headers


def test_buckets_are_per_channel_and_pass() -> None:
    """Another channel has its own bucket, and five seconds later the first is full again."""
    clock = SandboxClock()
    limits = RateLimits(clock)
    for _ in range(5):
        limits.take(BUCKETED, NOON)
    assert limits.take(BUCKETED, {"channel_id": "2"})["X-RateLimit-Remaining"] == "4"
    clock.advance(timedelta(seconds=5))
    assert limits.take(BUCKETED, NOON)["X-RateLimit-Remaining"] == "4"


def test_fifty_a_second_over_all_routes() -> None:
    """The fifty-first request within a second is refused for all routes, answers to interactions are not counted."""
    clock = SandboxClock()
    limits = RateLimits(clock)
    for _ in range(GLOBAL_PER_S):
        limits.take(FREE, {})
        limits.take(OPEN, {})
    with pytest.raises(ApiProblem) as refused:
        limits.take(FREE, {})
    assert refused.value.body()["global"] is True
    assert refused.value.headers["X-RateLimit-Global"] == "true"
    limits.take(OPEN, {})
    clock.advance(timedelta(seconds=1))
    limits.take(FREE, {})


def test_ten_thousand_wrong_requests_are_a_ban() -> None:
    """401, 403 and 429 count; those of a shared limit do not; ten minutes later it is over."""
    clock = SandboxClock()
    limits = RateLimits(clock)
    for _ in range(INVALID):
        limits.note(HTTPStatus.TOO_MANY_REQUESTS, {"X-RateLimit-Scope": "shared"})
    assert not limits.banned
    for _ in range(INVALID):
        limits.note(HTTPStatus.FORBIDDEN, {})
    assert limits.banned
    clock.advance(timedelta(minutes=10))
    assert not limits.banned


async def test_client_waits_before_it_is_refused(stage: Any) -> None:
    """discord.py reads the headers: seven messages at once, two more than a window takes, meet no 429."""
    bot = await stage.runs()
    channel = await bot.place(stage.quiz)
    await asyncio.gather(*[channel.send(str(number)) for number in range(7)])
    assert [entry.status for entry in stage.sandbox.exchanges.rest("POST")] == [200] * 7


async def test_raw_client_is_refused(stage: Any) -> None:
    """Who does not read the headers gets the 429 with its body."""
    stage.expects(statuses=[429])
    path = f"/channels/{stage.quiz.id}/messages"
    answers = [await stage.asks("POST", path, json={"content": "x"}) for _ in range(6)]
    assert [status for status, _ in answers] == [200] * 5 + [429]
    assert answers[-1][1]["global"] is False


async def test_banned_bot_gets_no_json(stage: Any) -> None:
    """A ban is Cloudflare's page: text, and no Via header."""
    for _ in range(INVALID):
        stage.sandbox.limits.note(HTTPStatus.FORBIDDEN, {})
    async with aiohttp.ClientSession() as session, session.get(f"{stage.sandbox.api}/users/@me") as response:
        assert response.status == 429
        assert "Via" not in response.headers
        assert await response.text() == "error code: 1015"
