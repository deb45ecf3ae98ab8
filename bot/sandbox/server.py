"""Server: the sandbox on a loopback port.

async with Sandbox(clock=SandboxClock(), world=demo_world()).serving(port=0) as sandbox:
    ada = sandbox.person("ada")
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Self

from aiohttp import web

from bot.sandbox import api
from bot.sandbox.admin import Admin
from bot.sandbox.changes import Change
from bot.sandbox.clock import SandboxClock
from bot.sandbox.exchanges import Exchanges
from bot.sandbox.faults import Faults
from bot.sandbox.gateway import HEARTBEAT_EVERY, GatewayConnection
from bot.sandbox.person import Person
from bot.sandbox.rate_limits import RateLimits
from bot.sandbox.state import SandboxState
from bot.sandbox.world import World, demo_world

HOST = "127.0.0.1"
_REQUEST_BYTES = 32 * 1024 * 1024
_NAMES = ("127.0.0.1", "localhost")
#: Discord's: how long a bot has for the first answer to an interaction.
ANSWER_WITHIN = timedelta(seconds=3)


class Sandbox:
    """A local Discord.

    Attributes:
        clock: Its time; share it with the bot.
        world: Its servers, channels and people.
        state: Everything in it, for routes, people and the page.
        exchanges: Every request, answer and event, oldest first.
        faults: What goes wrong between bot and Discord.
        limits: Rate limits.
        admin: What a server's managers do by hand.
        port: The port it is served on; 0 before.
        next_question_at: Returns when the bot will ask next, for the page's clock; it returns None if nothing is
            scheduled. None: the bot does not say.
    """

    def __init__(
        self,
        *,
        clock: SandboxClock | None = None,
        world: World | None = None,
        answer_within: timedelta = ANSWER_WITHIN,
        limited: bool = True,
        identify_every: timedelta = timedelta(0),
        heartbeat_every: timedelta = HEARTBEAT_EVERY,
        keep: int | None = None,
        patient: bool = False,
    ) -> None:
        """Make a sandbox.

        Args:
            clock: Its time; None for a new one.
            world: Its world; None for the demo's.
            answer_within: How long a bot has for its first answer.
            limited: Whether rate limits refuse anything.
            identify_every: How far apart two IDENTIFY must be; Discord wants 5 s, which every restart would wait for.
            heartbeat_every: How often a bot is told to send a heartbeat.
            keep: How many exchanges are recorded: None for all, 0 for none.
            patient: Whether people wait until a deferred answer is filled in, before they read it or go on.
        """
        self.clock = clock or SandboxClock()
        self.world = world or demo_world()
        self.exchanges = Exchanges(keep=keep)
        self.state = SandboxState(self.world, self.clock, self.exchanges, answer_within=answer_within)
        self.faults = Faults()
        self.limits = RateLimits(self.clock, enforced=limited)
        self.admin = Admin(self.state)
        self.port = 0
        self.next_question_at: Callable[[], Awaitable[datetime | None]] | None = None
        self._api = api.Api(self.state, self.limits, self.faults)
        self._identify_every = identify_every
        self._heartbeat_every = heartbeat_every
        self._patient = patient
        self._people: dict[tuple[str, str], Person] = {}
        self._sockets: set[GatewayConnection] = set()

    @property
    def token(self) -> str:
        """The bot's token."""
        return self.world.token

    @property
    def api(self) -> str:
        """Base URL of the REST API."""
        return f"{self.state.base}{api.PREFIX}"

    @property
    def gateway(self) -> str:
        """URL of the gateway."""
        return f"ws://{HOST}:{self.port}/gateway"

    @property
    def connected(self) -> bool:
        """Whether a bot is on the gateway."""
        return bool(self.state.sessions.connected)

    def person(self, name: str, *, device: str = "") -> Person:
        """Return a human at a client; another `device` has a form of its own.

        Raises:
            KeyError: Nobody has that name.
        """
        key = (name, device)
        if key not in self._people:
            user = next((user for user in self.world.users.values() if user.name == name and not user.bot), None)
            if user is None:
                names = ", ".join(user.name for user in self.world.users.values() if not user.bot)
                raise KeyError(f"nobody is called {name!r}; there are: {names}")
            self._people[key] = Person(self.state, user, patient=self._patient)
        return self._people[key]

    async def until(self, predicate: Callable[[], object], timeout: float = 20) -> object:  # noqa: ASYNC109 - part of the agreed interface
        """Wait until `predicate()` is true and return what it returned.

        Raises:
            TimeoutError: It was not true within `timeout` seconds of real time.
        """
        return await self.state.changes.until(predicate, timeout)

    def watch(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Call `callback` whenever something became visible; the returned function stops that."""
        return self.state.changes.watch(callback)

    # --- faults on the gateway --------------------------------------------------------------------

    async def reconnects(self) -> None:
        """Ask every connection to reconnect (op 7)."""
        for socket in tuple(self._sockets):
            await socket.reconnect()

    async def invalidates(self, *, resumable: bool = False) -> None:
        """Tell every connection that its session is invalid (op 9)."""
        for socket in tuple(self._sockets):
            await socket.invalidate(resumable=resumable)

    async def hangs_up(self, code: int = 4000) -> None:
        """Close every connection with a code."""
        for socket in tuple(self._sockets):
            await socket.close(code)

    def cuts(self) -> None:
        """Cut every gateway connection without a close frame."""
        for socket in tuple(self._sockets):
            socket.cut()

    # --- serving ----------------------------------------------------------------------------------

    def application(self) -> web.Application:
        """Return the web application, to which further routes may be added before it is served."""
        app = web.Application(client_max_size=_REQUEST_BYTES, middlewares=[self._guard])
        app.router.add_route("*", api.PREFIX + "/{tail:.*}", self._api.handle)
        app.router.add_get("/gateway", self._gateway)
        app.router.add_get("/gateway/", self._gateway)
        app.router.add_get("/cdn/attachments/{channel}/{attachment}/{filename}", self._file)
        return app

    @contextlib.asynccontextmanager
    async def serving(self, *, port: int = 0, app: web.Application | None = None) -> AsyncIterator[Self]:
        """Serve on 127.0.0.1 while the block runs.

        Args:
            port: The port; 0 for any free one.
            app: What `application()` returned, with routes added; None for the sandbox alone.

        Raises:
            OSError: The port is in use.
        """
        runner = web.AppRunner(app or self.application(), access_log=None, shutdown_timeout=0.2)
        await runner.setup()
        try:
            site = web.TCPSite(runner, HOST, port)
            await site.start()
            self.port = runner.addresses[0][1]
            self.state.base = f"http://{HOST}:{self.port}"
            yield self
        finally:
            for socket in tuple(self._sockets):
                await socket.close(1001)
            await runner.cleanup()

    @web.middleware
    async def _guard(self, request: web.Request, handler: Callable[[web.Request], object]) -> web.StreamResponse:
        """Refuse other host names: a page elsewhere must not reach us by rebinding its name."""
        if request.url.host not in _NAMES:
            raise web.HTTPForbidden(text="The sandbox answers to 127.0.0.1 and localhost only.")
        return await handler(request)  # type: ignore[no-any-return,misc]

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        if request.query.get("v", "10") != "10" or request.query.get("encoding", "json") != "json":
            ws = web.WebSocketResponse()
            await ws.prepare(request)
            await ws.close(code=4012, message=b"Invalid API version.")
            return ws
        ws = web.WebSocketResponse(max_msg_size=0, compress=False)
        await ws.prepare(request)
        socket = GatewayConnection(
            self.state, ws, request, identify_every=self._identify_every, heartbeat_every=self._heartbeat_every
        )
        self._sockets.add(socket)
        try:
            await socket.serve()
        finally:
            self._sockets.discard(socket)
        return ws

    async def _file(self, request: web.Request) -> web.StreamResponse:
        number = request.match_info["attachment"]
        stored = self.state.files.get(int(number)) if number.isdecimal() else None
        if stored is None or stored.filename != request.match_info["filename"]:
            return web.Response(status=HTTPStatus.NOT_FOUND, text="This content is no longer available.")
        # A file is data, whoever opens it: on its own it runs nothing in the page's origin.
        headers = {
            "Content-Type": stored.content_type,
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        }
        return web.Response(body=stored.data, headers=headers)
