"""Control server: the page's files, its actions and its live connection over HTTP.

Everything here is for the page alone and lies apart from Discord's API. It answers to loopback names and to pages of
its own origin only, so that a page elsewhere can neither rebind its name to us nor post to us.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from importlib import resources
from importlib.resources.abc import Traversable

from aiohttp import WSCloseCode, web

from bot.sandbox.changes import Change, ChangeKind
from bot.sandbox.control import actions, view
from bot.sandbox.control.actions import Refused
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from bot.sandbox.wire import Payload, dumps

_NAMES = ("127.0.0.1", "localhost", "::1")
_BODY_BYTES = 64 * 1024
#: Acts that may carry a file of ten MiB, which base64 makes a third larger.
_LARGE_ACTS, _LARGE_BYTES = ("run", "submit"), 15 * 1024 * 1024
_LIVE_BYTES = 1024
_HEARTBEAT_S = 20.0
_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
#: Scripts, styles and pictures from here and from nowhere else; the socket is named because older browsers want it.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' ws://{host}; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def add_routes(app: web.Application, sandbox: Sandbox) -> None:
    """Serve the page of a sandbox at "/", its files below "/page/" and its control below "/control/"."""
    control = _Control(sandbox, _read_files())
    app.router.add_get("/", _guarded(control.index))
    app.router.add_get("/favicon.ico", _guarded(control.icon))
    app.router.add_get("/page/{path:.+}", _guarded(control.file))
    app.router.add_get("/control/live", _guarded(control.live))
    app.router.add_post("/control/{act}", _guarded(control.act))
    app.on_shutdown.append(control.close)


def _read_files() -> dict[str, bytes]:
    """Return the page's files by path: what is not in here cannot be asked for."""
    found: dict[str, bytes] = {}

    def walk(folder: Traversable, path: str) -> None:
        for entry in folder.iterdir():
            if entry.is_dir():
                walk(entry, f"{path}{entry.name}/")
            elif entry.name.rpartition(".")[2] in _TYPES:
                found[path + entry.name] = entry.read_bytes()

    walk(resources.files("bot.sandbox") / "page", "")
    return found


def _guarded(handler: _Handler) -> _Handler:
    """Refuse foreign hosts and origins, and turn refusals into JSON."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        try:
            _check_origin(request)
            return await handler(request)
        except Refused as refused:
            return _json({"error": {"code": refused.code, "message": refused.message}}, refused.status)

    return guarded


def _check_origin(request: web.Request) -> None:
    """Refuse a request that another site's page made.

    Raises:
        Refused: It names another host, or comes from another origin.
    """
    if request.url.host not in _NAMES:
        raise Refused(HTTPStatus.FORBIDDEN, "foreign-host", "The sandbox answers to 127.0.0.1 and localhost only.")
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.host}":
        raise Refused(HTTPStatus.FORBIDDEN, "foreign-origin", "Only the sandbox's own page may do that.")
    # Browsers say whose page asks, even where they name no origin; to follow a link to the page is fine.
    asked_by = request.headers.get("Sec-Fetch-Site", "none")
    if asked_by not in ("none", "same-origin") and request.path.startswith("/control/"):
        raise Refused(HTTPStatus.FORBIDDEN, "foreign-origin", "Only the sandbox's own page may do that.")


def _json(answer: Payload, status: HTTPStatus = HTTPStatus.OK) -> web.Response:
    return web.Response(status=status, body=dumps(answer).encode(), headers=_headers("application/json"))


def _headers(kind: str) -> dict[str, str]:
    return {
        "Content-Type": kind,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-cache",
    }


class _Control:
    """The handlers."""

    def __init__(self, sandbox: Sandbox, files: dict[str, bytes]) -> None:
        self._sandbox = sandbox
        self._files = files
        self._sockets: set[web.WebSocketResponse] = set()

    async def index(self, request: web.Request) -> web.StreamResponse:
        """Serve the page."""
        headers = _headers(_TYPES["html"])
        headers["Content-Security-Policy"] = _POLICY.format(host=request.host)
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        return web.Response(body=self._files["index.html"], headers=headers)

    async def icon(self, _: web.Request) -> web.StreamResponse:
        """Serve the page's icon at the path that browsers ask for by default."""
        return web.Response(body=self._files["favicon.svg"], headers=_headers(_TYPES["svg"]))

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Serve a script, style or drawing."""
        path = request.match_info["path"]
        body = self._files.get(path)
        if body is None:
            raise Refused(HTTPStatus.NOT_FOUND, "unknown-file", f"The page has no file {path!r}.")
        return web.Response(body=body, headers=_headers(_TYPES[path.rpartition(".")[2]]))

    async def act(self, request: web.Request) -> web.StreamResponse:
        """Perform an action of a person's page."""
        if request.content_type != "application/json":
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "bad-input", "Acts are sent as application/json.")
        act = request.match_info["act"]
        body = await _bounded(request, _LARGE_BYTES if act in _LARGE_ACTS else _BODY_BYTES)
        answer = await actions.perform(self._sandbox, act, body)
        return _json(answer)

    async def live(self, request: web.Request) -> web.StreamResponse:
        """Send a person's page a snapshot, then every change."""
        device = request.query.get("device", "")[:40]
        person = actions.person(self._sandbox, request.query.get("person", ""), device)
        socket = web.WebSocketResponse(heartbeat=_HEARTBEAT_S, max_msg_size=_LIVE_BYTES)
        if not socket.can_prepare(request).ok:
            raise Refused(HTTPStatus.UPGRADE_REQUIRED, "bad-input", "This is a WebSocket.")
        await socket.prepare(request)
        self._sockets.add(socket)
        feed = _Feed(self._sandbox, person)
        telling = asyncio.create_task(feed.tell(socket))
        try:
            async for _ in socket:
                pass  # The page only listens; what it wants it posts.
        finally:
            telling.cancel()
            feed.stop()
            with contextlib.suppress(asyncio.CancelledError, ConnectionError):
                await telling
            self._sockets.discard(socket)
        return socket

    async def close(self, _: web.Application) -> None:
        """Close the live connections, so that a stop does not wait for them."""
        for socket in tuple(self._sockets):
            await socket.close(code=WSCloseCode.GOING_AWAY)


async def _bounded(request: web.Request, most: int) -> bytes:
    """Return a request's body.

    Raises:
        Refused: It is too large.
    """
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > most:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", f"This act takes at most {most} bytes.")
    return bytes(body)


class _Feed:
    """The changes one live connection has not been sent yet; each message at most once, however often it changed."""

    def __init__(self, sandbox: Sandbox, person: Person) -> None:
        self._sandbox = sandbox
        self._person = person
        self._waiting: dict[tuple[ChangeKind, int], Change] = {}
        self._clock: Payload = {}
        self._news = asyncio.Event()
        self.stop = sandbox.watch(self._hear)

    def _hear(self, change: Change) -> None:
        if change.only_for in (None, self._person.user.id):
            key = (ChangeKind.MESSAGE, change.message) if change.message else (change.kind, 0)
            self._waiting[key] = change
        # What others see in private may have changed when the bot asks next.
        self._news.set()

    async def tell(self, socket: web.WebSocketResponse) -> None:
        """Send the snapshot, then changes as they come."""
        self._clock = await view.clock(self._sandbox, self._person)
        await socket.send_str(dumps(self._snapshot()))
        while not socket.closed:
            await self._news.wait()
            self._news.clear()
            waiting, self._waiting = self._waiting, {}
            for change in waiting.values():
                for event in await self._events(change):
                    await socket.send_str(dumps(event))
            clock = await view.clock(self._sandbox, self._person)
            if (ChangeKind.CLOCK, 0) in waiting or _targets(clock) != _targets(self._clock):
                await socket.send_str(dumps({"t": "clock", "d": clock}))
            self._clock = clock

    def _snapshot(self) -> Payload:
        return {"t": "snapshot", "d": view.snapshot(self._sandbox, self._person) | {"clock": self._clock}}

    async def _events(self, change: Change) -> list[Payload]:
        """Return the events that a change means for this person."""
        sandbox, person = self._sandbox, self._person
        if change.kind is ChangeKind.CHANNEL:
            self._clock = await view.clock(sandbox, person)
            return [self._snapshot()]
        if change.kind is ChangeKind.COMMANDS:
            return [{"t": "commands", "d": {"commands": view.commands(person)}}]
        if change.kind is ChangeKind.CONNECTION:
            return [{"t": "members", "d": {"members": view.members(sandbox, person)}}]
        if change.message is None or change.channel is None:
            return []
        message = view.message(sandbox, person, change.channel, change.message)
        if message is not None:
            return [{"t": "message", "d": message}]
        gone = {"channel_id": str(change.channel), "id": str(change.message)}
        return [{"t": "message_gone", "d": gone}] if change.kind is ChangeKind.DELETE else []


def _targets(clock: Payload) -> Payload:
    """Return where the clock can be moved to."""
    return {key: value for key, value in clock.items() if key != "now_ms"}
