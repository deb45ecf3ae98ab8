"""Api: from an HTTP request to a route and back, recorded, limited and refused as Discord does."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

from aiohttp import BodyPartReader, web

from bot.sandbox.exchanges import Exchange
from bot.sandbox.problems import ApiProblem, invalid, unauthorized
from bot.sandbox.routes import account, commands, interactions, messages
from bot.sandbox.routes.call import Body, Call, Route
from bot.sandbox.scene import Scene
from bot.sandbox.wire import Payload, Upload, dumps, loads

PREFIX = "/api/v10"
_PLACE = re.compile(r"\{(\w+)\}")


class Table:
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
    """The REST half of the sandbox."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._table = Table((*account.ROUTES, *messages.ROUTES, *interactions.ROUTES, *commands.ROUTES))

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        scene = self._scene
        path = request.path.removeprefix(PREFIX)
        route: Route | None = None
        body: Any = None
        uploads: tuple[Upload, ...] = ()
        headers: dict[str, str] = {}
        status, answer = HTTPStatus.OK, None
        try:
            route, ids = self._table.find(request.method, path)
            body, uploads = await _read(request)
            if not route.open and request.headers.get("Authorization", "") != f"Bot {scene.world.token}":
                raise unauthorized()
            call = Call(
                scene=scene, ids=ids, query=dict(request.query), body={} if body is None else body, uploads=uploads
            )
            answer = route.handler(call)
            status = HTTPStatus.OK if answer is not None else HTTPStatus.NO_CONTENT
        except ApiProblem as problem:
            status, answer = problem.status, problem.body()
            headers |= problem.headers
        self._record(request, route, path, body, uploads, status, answer, headers)
        return _respond(status, answer, headers)

    def _record(
        self,
        request: web.Request,
        route: Route | None,
        path: str,
        body: Any,  # noqa: ANN401 - JSON
        uploads: tuple[Upload, ...],
        status: HTTPStatus,
        answer: Body,
        headers: dict[str, str],
    ) -> None:
        scene = self._scene
        if not scene.exchanges.keeps:
            return
        scene.exchanges.add(
            lambda number: Exchange(
                number=number,
                at=scene.clock.now(),
                method=request.method,
                path=path,
                route=route.template if route else "",
                query=dict(request.query),
                request=body,
                files=uploads,
                status=status.value,
                response=answer,
                headers=headers,
            )
        )


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
