"""The page's door: what is served, to whom, and what a live connection tells."""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

import aiohttp
import pytest

from bot.sandbox import entities, posting
from bot.sandbox.posting import MessageContext
from bot.sandbox.server import Sandbox

BUTTON = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Answer", "custom_id": "q:answer"}]}


def say(sandbox: Sandbox, content: str, *, only_for: str | None = None, **body: Any) -> entities.Message:
    """Let the bot write in #daily-quiz, privately to one person if `only_for` names one."""
    guild = next(iter(sandbox.world.guilds.values()))
    who = next((user.id for user in sandbox.world.users.values() if user.name == only_for), None)
    message = posting.compose(
        sandbox.state,
        guild.channel("daily-quiz"),
        sandbox.world.bot,
        {"content": content, **body},
        context=MessageContext(only_for=who),
    )
    sandbox.state.message_created(message)
    return message


@contextlib.asynccontextmanager
async def living(sandbox: Sandbox, person: str, **headers: str) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """Open a live connection."""
    url = f"{sandbox.state.base}/control/live?person={person}"
    async with aiohttp.ClientSession() as session, session.ws_connect(url, headers=headers) as socket:
        yield socket


async def heard(socket: aiohttp.ClientWebSocketResponse, kind: str) -> dict[str, Any]:
    """Return the data of the next event of a kind."""
    while True:
        event = await socket.receive_json(timeout=5)
        if event["t"] == kind:
            data: dict[str, Any] = event["d"]
            return data


async def post(sandbox: Sandbox, act: str, body: object, **headers: str) -> tuple[int, dict[str, Any]]:
    """Post an act; return status and answer."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{sandbox.state.base}/control/{act}", json=body, headers=headers) as response,
    ):
        return response.status, await response.json()


async def test_the_page_and_all_it_names_are_served_from_here(opening: Any) -> None:
    """Every file that the page or one of its modules names exists, has its type, and none lies elsewhere."""
    async with opening.quiet() as sandbox, aiohttp.ClientSession(sandbox.state.base) as session:
        page = await session.get("/")
        text = await page.text()
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text)
        waiting = re.findall(r"(?:src|href)=\"(/page/[^\"]+)\"", text)
        seen: set[str] = set()
        while waiting:
            path = waiting.pop()
            if path in seen:
                continue
            seen.add(path)
            response = await session.get(path)
            assert response.status == HTTPStatus.OK, path
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            source = await response.text()
            waiting += [f"/page/script/{name}" for name in re.findall(r"from \"\./([\w.]+)\"", source)]
        assert {"/page/script/main.js", "/page/script/markdown.js"} <= seen
        assert (await session.get("/favicon.ico")).headers["Content-Type"] == "image/svg+xml"


@pytest.mark.parametrize("path", ["/page/../control.py", "/page/%2e%2e/control.py", "/page/none.js", "/page/script"])
async def test_nothing_but_the_page_can_be_read(opening: Any, path: str) -> None:
    """A path that leads out of the page, or to nothing, is not found."""
    async with opening.quiet() as sandbox, aiohttp.ClientSession() as session:
        response = await session.get(aiohttp.client.URL(sandbox.state.base + path, encoded=True))
        assert response.status == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("path", ["/", "/page/script/main.js", "/control/live?person=ada"])
async def test_a_rebound_name_is_refused(opening: Any, path: str) -> None:
    """Whoever reaches us under a name that is not loopback's gets nothing."""
    async with opening.quiet() as sandbox, aiohttp.ClientSession() as session:
        response = await session.get(sandbox.state.base + path, headers={"Host": f"evil.example:{sandbox.port}"})
        assert response.status == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
async def test_other_sites_can_neither_post_nor_listen(opening: Any, headers: dict[str, str]) -> None:
    """A page of another origin cannot act for a person and cannot open a live connection."""
    async with opening.quiet() as sandbox:
        before = sandbox.clock.now()
        status, answer = await post(sandbox, "clock", {"person": "ada", "seconds": 3600}, **headers)
        assert (status, answer["error"]["code"]) == (HTTPStatus.FORBIDDEN, "foreign-origin")
        assert (sandbox.clock.now() - before).total_seconds() < 60
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            async with living(sandbox, "ada", **headers):
                pass
        assert refused.value.status == HTTPStatus.FORBIDDEN


async def test_the_page_itself_may(opening: Any) -> None:
    """Requests of the page's own origin are served, under either of its names."""
    async with opening.quiet() as sandbox:
        own = {"Origin": sandbox.state.base, "Sec-Fetch-Site": "same-origin"}
        assert (await post(sandbox, "clock", {"person": "ada", "seconds": 60}, **own))[0] == HTTPStatus.OK
        named = {"Host": f"localhost:{sandbox.port}", "Origin": f"http://localhost:{sandbox.port}"}
        assert (await post(sandbox, "clock", {"person": "ada", "seconds": 60}, **named))[0] == HTTPStatus.OK


async def test_a_private_reply_reaches_its_person_alone(opening: Any) -> None:
    """What only Ben can see is in no snapshot and no event of Ada's, and its end neither."""
    async with opening.quiet() as sandbox:
        early = say(sandbox, "early and private", only_for="ben")
        async with living(sandbox, "ada") as ada, living(sandbox, "ben") as ben:
            assert str(early.id) not in str(await heard(ada, "snapshot"))
            assert "early and private" in str(await heard(ben, "snapshot"))
            late = say(sandbox, "late and private", only_for="ben")
            assert (await heard(ben, "message"))["content"] == "late and private"
            await post(sandbox, "dismiss", {"person": "ben", "channel": str(late.channel.id), "message": str(late.id)})
            assert (await heard(ben, "message_gone"))["id"] == str(late.id)
            say(sandbox, "for everybody")
            first = await ada.receive_json(timeout=5)
            assert (first["t"], first["d"]["content"]) == ("message", "for everybody")


async def test_changes_arrive_as_they_happen(opening: Any) -> None:
    """A new message, its edit, its end and a jump of the clock are told to whoever looks."""
    async with opening.quiet() as sandbox, living(sandbox, "chiyo") as chiyo:
        assert (await heard(chiyo, "snapshot"))["person"]["name"] == "Chiyo"
        message = say(sandbox, "one")
        assert (await heard(chiyo, "message"))["content"] == "one"
        posting.edit(sandbox.state, message, {"content": "two"}, ())
        assert (await heard(chiyo, "message"))["content"] == "two"
        sandbox.state.message_deleted(message)
        assert (await heard(chiyo, "message_gone"))["id"] == str(message.id)
        before = sandbox.clock.now().timestamp()
        await post(sandbox, "clock", {"person": "chiyo", "seconds": 3600})
        assert (await heard(chiyo, "clock"))["now_ms"] / 1000 > before + 3599


async def test_the_clock_goes_to_the_next_closing(opening: Any) -> None:
    """To "closing" is the earliest moment ahead that an open post names, and six seconds; without one it is refused."""
    async with opening.quiet() as sandbox:
        status, answer = await post(sandbox, "clock", {"person": "ada", "to": "closing"})
        assert (status, answer["error"]["code"]) == (HTTPStatus.CONFLICT, "nothing-open")
        closes = int(sandbox.clock.now().timestamp()) + 7200
        say(sandbox, f"closes <t:{closes}:R>, opened <t:{closes - 9000}:t>", components=[BUTTON])
        say(sandbox, f"later <t:{closes + 60}:R>", components=[BUTTON])
        status, answer = await post(sandbox, "clock", {"person": "ada", "to": "closing"})
        assert status == HTTPStatus.OK
        assert closes + 6 <= sandbox.clock.now().timestamp() < closes + 16
        assert answer["closing_ms"] == (closes + 60) * 1000


async def test_the_clock_goes_to_the_next_question(opening: Any) -> None:
    """To "question" is the instant the bot names; it is refused where the bot names none."""
    async with opening.quiet() as sandbox:
        asks_at: datetime | None = None

        async def next_question_at() -> datetime | None:
            return asks_at

        for says in (None, next_question_at):
            sandbox.next_question_at = says
            status, answer = await post(sandbox, "clock", {"person": "ada", "to": "question"})
            assert (status, answer["error"]["code"]) == (HTTPStatus.CONFLICT, "nothing-scheduled")
        asks_at = sandbox.clock.now() + timedelta(days=3)
        status, answer = await post(sandbox, "clock", {"person": "ada", "to": "question"})
        assert status == HTTPStatus.OK
        assert answer["question_ms"] == int(asks_at.timestamp() * 1000) <= answer["now_ms"]


@pytest.mark.parametrize(
    ("act", "body", "status"),
    [
        ("fly", {"person": "ada"}, HTTPStatus.NOT_FOUND),
        ("say", {"person": "nobody", "channel": "1", "content": "x"}, HTTPStatus.NOT_FOUND),
        ("say", {"person": "ada", "channel": "1", "content": "x"}, HTTPStatus.NOT_FOUND),
        ("say", {"person": "ada", "channel": "one", "content": "x"}, HTTPStatus.BAD_REQUEST),
        ("say", {"person": "ada", "channel": "1"}, HTTPStatus.BAD_REQUEST),
        ("say", {"person": "ada", "channel": "1", "content": "x", "more": 1}, HTTPStatus.BAD_REQUEST),
        ("say", ["person"], HTTPStatus.BAD_REQUEST),
        ("clock", {"person": "ada", "seconds": -1}, HTTPStatus.BAD_REQUEST),
        ("clock", {"person": "ada", "seconds": 10**9}, HTTPStatus.BAD_REQUEST),
        ("clock", {"person": "ada"}, HTTPStatus.BAD_REQUEST),
        ("clock", {"person": "ada", "seconds": 1, "to": "closing"}, HTTPStatus.BAD_REQUEST),
        ("submit", {"person": "ada", "modal": "none", "values": {}}, HTTPStatus.CONFLICT),
        ("say", {"person": "ada", "channel": "1", "content": "x" * 70_000}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    ],
)
async def test_bad_input_gets_an_answer(opening: Any, act: str, body: object, status: HTTPStatus) -> None:
    """What cannot be done is refused in JSON, with a code and a sentence."""
    async with opening.quiet() as sandbox:
        got, answer = await post(sandbox, act, body)
        assert (got, set(answer["error"])) == (status, {"code", "message"})


@pytest.mark.parametrize("text", [b"", b"{", b"\xff\xfe", b"[" * 50_000, b'{"person": "ada", "seconds": NaN}'])
async def test_what_is_not_json_is_refused(opening: Any, text: bytes) -> None:
    """Broken bodies are refused, and bodies that do not claim to be JSON are not read at all."""
    async with opening.quiet() as sandbox, aiohttp.ClientSession(sandbox.state.base) as session:
        kind = {"Content-Type": "application/json"}
        assert (await session.post("/control/clock", data=text, headers=kind)).status == HTTPStatus.BAD_REQUEST
        plain = await session.post("/control/clock", data=b'{"person": "ada", "seconds": 1}')
        assert plain.status == HTTPStatus.UNSUPPORTED_MEDIA_TYPE


async def test_a_live_connection_needs_a_person(opening: Any) -> None:
    """A stranger gets no connection; no name at all is the first of the world."""
    async with opening.quiet() as sandbox:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            async with living(sandbox, "mallory"):
                pass
        assert refused.value.status == HTTPStatus.NOT_FOUND
        async with living(sandbox, "") as first:
            assert (await heard(first, "snapshot"))["person"]["key"] == "ada"
