"""The checker finds what does not fit Discord's published file, and lets pass what only seems not to."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.sandbox.exchanges import Exchange, GatewayEvent
from tests.contract import Contract

AT = datetime(2026, 11, 23, tzinfo=UTC)


def exchange(method: str = "POST", path: str = "/channels/1/messages", **changed: Any) -> Exchange:
    """Return an exchange that was refused as expected unless changed."""
    problem = {"message": "Missing Permissions", "code": 50013}
    whole = {"query": {}, "request": {"content": "x"}, "files": (), "status": 403, "response": problem, "headers": {}}
    return Exchange(**{"number": 1, "at": AT, "method": method, "path": path, "route": "", **whole, **changed})


@pytest.fixture(scope="module")
def contract() -> Contract:
    """Read the file, or skip with the reason."""
    return Contract.load()


@pytest.mark.parametrize(
    ("entry", "refusals", "says"),
    [
        (exchange(), [50013], ""),
        (exchange(), [], "refused with 403"),
        (exchange(path="/channels/1/nothing"), [], "Discord has no such route"),
        (exchange(method="PUT"), [], "Discord has no such route"),
        (exchange(status=200, response={"id": "1"}), [], '"type" is a required property'),
        (exchange(status=200, response=None), [], "without a body"),
        (exchange(status=418, response=None), [], "refused with 418"),
        (exchange(status=201, response={}), [], "Discord does not answer 201 but 200"),
        (exchange(status=200, response={}, request={"content": "x" * 4001}), [], "is longer than 4000 characters"),
        (exchange(status=200, response={}, request={"message_reference": {"message_id": 5}}), [], "content"),
        (exchange(status=200, response={}, query={"stray": "1"}), [], "Discord knows no query stray"),
        (exchange("GET", "/users/@me", status=200, response={}, request={}), [], "a body where Discord takes none"),
        (
            exchange("PUT", "/channels/1/messages/2/reactions/x/@me", status=204, response={}, request=None),
            [],
            "with a body",
        ),
    ],
)
def test_faults_are_found(contract: Contract, entry: Exchange, refusals: list[int], says: str) -> None:
    """Each kind of fault has its line, and an expected refusal has none."""
    faults = contract.faults([entry], refusals=refusals)
    assert says in "\n".join(faults)
    assert bool(faults) == bool(says)


def test_reasons_go_to_the_place(contract: Contract) -> None:
    """Of a body that may be many things, the fault of the nearest one is told, with its path."""
    body = {"type": 4, "data": {"embeds": [{"title": "x" * 257}]}}
    path = "/interactions/1/token/callback"
    (fault,) = contract.faults([exchange(path=path, status=204, response=None, request=body)])
    assert "data.embeds.0.title" in fault


def test_numbers_as_ids_are_no_fault(contract: Contract) -> None:
    """discord.py sends some ids as numbers, which Discord takes."""
    body = {"content": "x", "message_reference": {"message_id": 5, "channel_id": 6}, "attachments": [{"id": 0}]}
    assert contract.faults([exchange(request=body)], refusals=[50013]) == []


def test_events_are_checked_in_parts(contract: Contract) -> None:
    """The objects inside an event are held against their schemas."""
    event = GatewayEvent(number=2, at=AT, name="MESSAGE_CREATE", data={"id": "1"})
    assert any("MESSAGE_CREATE as MessageResponse" in fault for fault in contract.faults([event]))
    assert contract.faults([GatewayEvent(number=3, at=AT, name="RESUMED", data={})]) == []
