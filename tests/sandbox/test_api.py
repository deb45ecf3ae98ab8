"""The API refuses as Discord does before any route is asked."""

from __future__ import annotations

from typing import Any

import aiohttp
import discord
import pytest

from bot.sandbox.api import RouteTable
from bot.sandbox.routes import account, interactions
from bot.sandbox.server import Sandbox


async def test_unknown_route_is_named(stage: Any) -> None:
    """What the sandbox does not have, it says by name."""
    status, body = await stage.asks("GET", "/guilds/1/onboarding")
    assert status == 404
    assert body["message"] == "404: Not Found (the sandbox has no route GET /guilds/1/onboarding)"
    assert stage.sandbox.exchanges.rest()[-1].route == ""
    stage.sandbox.exchanges.clear()


async def test_wrong_method_is_named(stage: Any) -> None:
    """A route that exists for another method is a 405."""
    status, body = await stage.asks("POST", "/users/@me")
    assert status == 405
    assert "there is GET" in body["message"]
    stage.sandbox.exchanges.clear()


@pytest.mark.parametrize("token", [None, "wrong"])
async def test_token_is_needed(stage: Any, token: str | None) -> None:
    """Without the bot's token everything is a 401 with Discord's body."""
    stage.expects(0)
    status, body = await stage.asks("GET", "/users/@me", token=token)
    assert status == 401
    assert body == {"message": "401: Unauthorized", "code": 0}


async def test_broken_json_is_refused(stage: Any) -> None:
    """A body that is not JSON is 50109, one that is no object 50035."""
    stage.expects(50109, 50035)
    path = f"/channels/{stage.quiz.id}/messages"
    assert (await stage.asks("POST", path, data=b"{"))[1]["code"] == 50109
    assert (await stage.asks("POST", path, json=[1]))[1]["code"] == 50035


async def test_ids_must_be_numbers(stage: Any) -> None:
    """A path with something else than a snowflake is 50035."""
    stage.expects(50035)
    assert (await stage.asks("GET", "/channels/general"))[1]["code"] == 50035


async def test_answers_name_no_charset(stage: Any) -> None:
    """The content type is exactly what discord.py looks for."""
    async with aiohttp.ClientSession() as session, session.get(f"{stage.sandbox.api}/users/@me") as response:
        assert response.headers["Content-Type"] == "application/json"
    stage.expects(0)


async def test_other_host_names_are_refused(sandbox: Sandbox) -> None:
    """A name that was rebound to loopback reaches nothing, not the API and not the gateway."""
    for path in ("/api/v10/users/@me", "/gateway"):
        async with (
            aiohttp.ClientSession(headers={"Host": f"evil.example:{sandbox.port}"}) as session,
            session.get(f"http://127.0.0.1:{sandbox.port}{path}") as response,
        ):
            assert response.status == 403


async def test_it_listens_on_loopback_only(sandbox: Sandbox) -> None:
    """The socket is bound to 127.0.0.1."""
    assert sandbox.api.startswith("http://127.0.0.1:")


def test_literal_segments_win() -> None:
    """Neither "@me" is taken for a user's id nor "@original" for a message's."""
    table = RouteTable((*account.ROUTES, *interactions.ROUTES))
    assert table.find("GET", "/users/@me")[0].handler is account.me
    assert "message_id" not in table.find("PATCH", "/webhooks/1/token/messages/@original")[1]


async def test_login_reads_the_app(stage: Any) -> None:
    """discord.py's login asks for the account and the app, and both fit Discord's file."""
    bot = await stage.runs()
    info = await bot.application_info()
    assert info.id == bot.user.id == bot.application_id
    assert (await bot.fetch_user(stage.ben.user.id)).display_name == "Ben"
    with pytest.raises(discord.NotFound, match="10013"):
        await bot.fetch_user(1)
    stage.expects(10013)


async def test_uploaded_files_are_served_back(stage: Any, sandbox: Sandbox) -> None:
    """A file comes back from the loopback CDN with its bytes; another name or id is 404."""
    bot = await stage.runs()
    sent = await (await bot.place(stage.quiz)).send(file=discord.File(__file__, "a b.txt", description="alt"))
    (file,) = sent.attachments
    with open(__file__, "rb") as source:  # noqa: ASYNC230, PTH123 - a small file, here
        assert await file.read() == source.read()
    assert (file.filename, file.description) == ("a_b.txt", "alt")
    async with aiohttp.ClientSession() as session, session.get(file.url.replace("a_b", "other")) as response:
        assert response.status == 404
