"""Aimed at this machine, the client reaches no other."""

from __future__ import annotations

import pytest

from bot.chat.endpoints import Endpoints


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1:8080", True), ("[::1]:8080", True), ("discord.com", False), ("10.0.0.1", False)],
)
def test_loopback_is_recognised_by_number(host: str, loopback: bool) -> None:  # noqa: FBT001 - a parameter
    """A name could point anywhere, so only numbers count."""
    assert Endpoints(api=f"http://{host}/api/v10", gateway=f"ws://{host}/gateway").loopback is loopback


async def test_nothing_else_can_be_resolved() -> None:
    """The connector knows no name, so a stray address fails instead of leaving the machine."""
    connector = Endpoints(api="http://127.0.0.1:1/api/v10", gateway="ws://127.0.0.1:1/gateway").connector()
    with pytest.raises(OSError, match="out of reach"):
        await connector._resolver.resolve("discord.com", 443)
    await connector.close()
