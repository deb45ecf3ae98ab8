"""REST API: finds the route of an HTTP request, applies rate limits and injected faults, and records the exchange."""

from __future__ import annotations

import asyncio
import itertools
import logging
import re
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from aiohttp import BodyPartReader, web

from bot.sandbox.exchanges import Exchange
from bot.sandbox.faults import FaultKind, Faults, reset
from bot.sandbox.problems import ApiProblem, invalid, unauthorized
from bot.sandbox.rate_limits import RateLimits
from bot.sandbox.route import Body, Call, Created, Route
from bot.sandbox.routes import account, channels, commands, guilds, interactions, messages, reactions, threads
from bot.sandbox.state import SandboxState
from bot.sandbox.wire import Payload, Upload, dumps, loads

PREFIX = "/api/v10"
_log = logging.getLogger(__name__)
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(slots=True, eq=False, kw_only=True)
class _Received:
    """An HTTP request, as far as it has been read."""

    request: web.Request
    path: str
    route: Route | None = None
    ids: dict[str, str] = field(default_factory=dict)
    body: Any = None
    uploads: tuple[Upload, ...] = ()


class RouteTable:
    """Finds the route of a request: literal segments win over placeholders."""

    def __init__(self, routes: tuple[Route, ...]) -> None:
        ordered = sorted(routes, key=lambda route: route.template.count("{"))
        self._routes: dict[str, list[tuple[re.Pattern[str], Route]]] = {}
        for route in ordered:
            pattern = re.compile(_PLACE.sub(r"(?P<\1>[^/]+)", route.template))
            self._routes.setdefault(route.method, []).append((pattern, route))

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]]:
        """Return the route and its placeholders.

        Raises:
            ApiProblem: There is none (404, naming it) or only for other methods (405).
        """
        for pattern, route in self._routes.get(method, ()):
            if found := pattern.fullmatch(path):
                return route, found.groupdict()
        others = [other for other, routes in self._routes.items() if any(p.fullmatch(path) for p, _ in routes)]
        if others:
            raise ApiProblem(
                HTTPStatus.METHOD_NOT_ALLOWED,
                0,
                f"405: Method Not Allowed ({method} {path}; there is {', '.join(others)})",
            )
        raise ApiProblem(HTTPStatus.NOT_FOUND, 0, f"404: Not Found (the sandbox has no route {method} {path})")


class Api:
    """The REST API."""

    def __init__(self, state: SandboxState, limits: RateLimits, faults: Faults) -> None:
        self._state = state
        self._limits = limits
        self._faults = faults
        families = (account, channels, commands, guilds, interactions, messages, reactions, threads)
        self._table = RouteTable(tuple(itertools.chain.from_iterable(family.ROUTES for family in families)))

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        path = request.path.removeprefix(PREFIX)
        received = _Received(request=request, path=path)
        if self._limits.banned:
            return web.Response(status=HTTPStatus.TOO_MANY_REQUESTS, text="error code: 1015", content_type="text/html")
        try:
            received.route, received.ids = self._table.find(request.method, path)
            received.body, received.uploads = await _read(request)
        except ApiProblem as problem:
            return self._answer(received, problem.status, problem.body(), problem.headers)
        fault = self._faults.next(request.method, received.route.template, path)
        if fault is None:
            return self._carry_out(received)
        response = self._carry_out(received) if fault.executed else None
        if fault.kind is FaultKind.SLOW:
            await asyncio.sleep(fault.seconds)
            return response or self._carry_out(received)
        if fault.kind is FaultKind.RESET:
            reset(request)
            return response or web.Response()
        headers = {"Content-Type": "application/json"} | fault.headers
        if response is None:
            self._record(received, fault.status, None, headers)
        return web.Response(status=fault.status, body=fault.body.encode(), headers=headers)

    def _carry_out(self, received: _Received) -> web.Response:
        """Run the handler of the route."""
        route, state = received.route, self._state
        assert route is not None
        headers: dict[str, str] = {}
        try:
            _check_token(received.request, route, state.world.token)
            headers = self._limits.take(route, received.ids)
            body = {} if received.body is None else received.body
            call = Call(
                state=state, ids=received.ids, query=dict(received.request.query), body=body, uploads=received.uploads
            )
            answer = route.handler(call)
        except ApiProblem as problem:
            return self._answer(received, problem.status, problem.body(), headers | problem.headers)
        except Exception:
            _log.exception("the sandbox failed at %s %s", received.request.method, received.path)
            self._record(
                received, HTTPStatus.INTERNAL_SERVER_ERROR, {"message": "the sandbox failed", "code": 0}, headers
            )
            raise
        status = HTTPStatus.OK if answer is not None else HTTPStatus.NO_CONTENT
        if isinstance(answer, Created):
            status, answer = HTTPStatus.CREATED, answer.body
        return self._answer(received, status, answer, headers)

    def _answer(self, received: _Received, status: HTTPStatus, answer: Body, headers: dict[str, str]) -> web.Response:
        self._limits.note(status, headers)
        self._record(received, status, answer, headers)
        return _respond(status, answer, headers)

    def _record(self, received: _Received, status: HTTPStatus, answer: Body, headers: dict[str, str]) -> None:
        state = self._state
        if not state.exchanges.keeps:
            return
        state.exchanges.add(
            lambda number: Exchange(
                number=number,
                at=state.clock.now(),
                method=received.request.method,
                path=received.path,
                route=received.route.template if received.route else "",
                query=dict(received.request.query),
                request=received.body,
                files=received.uploads,
                status=status.value,
                response=answer,
                headers=headers,
            )
        )


def _check_token(request: web.Request, route: Route, token: str) -> None:
    if not route.open and request.headers.get("Authorization", "") != f"Bot {token}":
        raise unauthorized()


def _respond(status: HTTPStatus, answer: Body, headers: dict[str, str]) -> web.Response:
    if status is HTTPStatus.NO_CONTENT:
        return web.Response(status=status, headers=headers)
    # Discord names no charset, and discord.py only parses exactly "application/json".
    return web.Response(
        status=status, body=dumps(answer).encode(), headers=headers | {"Content-Type": "application/json"}
    )


async def _read(request: web.Request) -> tuple[Any, tuple[Upload, ...]]:
    """Return a request's JSON and its files.

    Raises:
        ApiProblem: The body cannot be read.
    """
    try:
        if request.content_type == "multipart/form-data":
            return await _read_multipart(request)
        text = await request.read()
        return (loads(text) if text else None), ()
    except ValueError as error:
        raise ApiProblem(HTTPStatus.BAD_REQUEST, 50109, "The request body contains invalid JSON.") from error


async def _read_multipart(request: web.Request) -> tuple[Payload | None, tuple[Upload, ...]]:
    body: Payload | None = None
    uploads: list[Upload] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise invalid("_", "MULTIPART", "Nested multipart bodies are not read.")
        data = bytes(await part.read())
        if part.name == "payload_json":
            body = loads(data)
        else:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            uploads.append(Upload(filename=part.filename or "", data=data, content_type=kind, field=part.name or ""))
    return body, tuple(uploads)
