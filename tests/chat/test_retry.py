"""What may pass by itself is asked again; what was refused is not."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import aiohttp
import discord
import pytest

from bot.chat.retry import insist

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
    assert await insist(Asked([fault, fault, "done"]), QUICK) == "done"
    with pytest.raises(type(fault)):
        await insist(Asked([fault, fault, fault]), QUICK)


async def test_a_refusal_stands() -> None:
    """403 and 404 are answers."""
    asked = Asked([_http(discord.Forbidden, 403, 50013), "never"])
    with pytest.raises(discord.Forbidden):
        await insist(asked, QUICK)
    assert asked.left == ["never"]


async def test_already_acknowledged_means_the_first_try_arrived() -> None:
    """If only the answer was lost, the second try says so, and all is well."""
    reset, twice = aiohttp.ClientOSError(104, "reset"), _http(discord.HTTPException, 400, 40060)
    assert await insist(Asked([reset, twice]), QUICK) is None
    assert await insist(Asked([reset, reset, twice]), QUICK) is None
    with pytest.raises(discord.HTTPException):
        await insist(Asked([twice]), QUICK)
