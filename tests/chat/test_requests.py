"""Requests to Discord go out evenly, and again after failures that pass."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import aiohttp
import discord
import pytest

from bot.chat.requests import Pace, retry


def test_who_comes_alone_does_not_wait() -> None:
    """Requests that are apart anyway are not slowed down."""
    pace = Pace(per_s=10)
    assert [pace.wait_s(now) for now in (5.0, 5.2, 9.0)] == [0.0, 0.0, 0.0]


def test_a_rush_is_spread() -> None:
    """Of many at once each waits for the one before, so that no second holds more than are allowed."""
    pace = Pace(per_s=10)
    waits = [pace.wait_s(5.0) for _ in range(31)]
    assert waits == pytest.approx([number / 10 for number in range(31)])
    assert pace.wait_s(6.0) == pytest.approx(2.1)


async def test_turns_come_in_order() -> None:
    """Whoever asked first goes first."""
    pace, gone = Pace(per_s=1_000), []
    for number in range(3):
        await pace.turn()
        gone.append(number)
    assert gone == [0, 1, 2]


QUICK = (0.0, 0.0)


def _http(kind: type[discord.HTTPException], status: int, code: int) -> discord.HTTPException:
    return kind(SimpleNamespace(status=status, reason=""), {"code": code, "message": ""})


class Asked:
    """Answers with what it was given, one after the other."""

    def __init__(self, answers: Sequence[object]) -> None:
        self.left = list(answers)

    async def __call__(self) -> object:
        """Answer once."""
        answer = self.left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.mark.parametrize(
    "fault", [_http(discord.DiscordServerError, 503, 0), aiohttp.ClientOSError(104, "reset"), ConnectionResetError()]
)
async def test_a_passing_fault_is_asked_again(fault: Exception) -> None:
    """Twice, then the third answer stands."""
    assert await retry(Asked([fault, fault, "done"]), QUICK) == "done"
    with pytest.raises(type(fault)):
        await retry(Asked([fault, fault, fault]), QUICK)


async def test_a_refusal_stands() -> None:
    """403 and 404 are answers."""
    asked = Asked([_http(discord.Forbidden, 403, 50013), "never"])
    with pytest.raises(discord.Forbidden):
        await retry(asked, QUICK)
    assert asked.left == ["never"]


async def test_already_acknowledged_means_the_first_try_arrived() -> None:
    """If only the answer was lost, the second try says so, and all is well."""
    reset, twice = aiohttp.ClientOSError(104, "reset"), _http(discord.HTTPException, 400, 40060)
    assert await retry(Asked([reset, twice]), QUICK) is None
    assert await retry(Asked([reset, reset, twice]), QUICK) is None
    with pytest.raises(discord.HTTPException):
        await retry(Asked([twice]), QUICK)
