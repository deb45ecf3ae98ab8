"""Fault injection: failures between bot and Discord, switched on by a test.

Each fault strikes the next `times` requests it fits (None: every one until `clear`) and fits by method and by the
route's template or a part of the path.
"""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

from aiohttp import web

from bot.sandbox.rate_limits import VIA
from bot.sandbox.wire import dumps


class FaultKind(StrEnum):
    """Kinds of fault."""

    STATUS = "status"
    RESET = "reset"
    SLOW = "slow"


@dataclass(slots=True, eq=False, kw_only=True)
class Fault:
    """A fault that is switched on.

    Attributes:
        left: How many requests it still strikes; None for every one.
        executed: Whether the request is carried out before its answer is lost.
        seconds: Of a slow answer: how long it takes, in real seconds.
    """

    kind: FaultKind
    method: str | None
    route: str | None
    left: int | None
    executed: bool = False
    status: HTTPStatus = HTTPStatus.INTERNAL_SERVER_ERROR
    body: str = ""
    headers: dict[str, str]
    seconds: float = 0.0
    struck: int = 0

    def fits(self, method: str, template: str, path: str) -> bool:
        """Tell whether it strikes a request."""
        if self.left == 0 or self.method not in (None, method):
            return False
        return self.route is None or self.route == template or self.route in path


class Faults:
    """The faults that are switched on, first come first served."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def answer(
        self,
        status: int,
        *,
        method: str | None = None,
        route: str | None = None,
        times: int | None = 1,
        executed: bool = False,
    ) -> Fault:
        """Answer with a status such as 500 or 503; `executed` carries the request out and loses only the answer."""
        found = HTTPStatus(status)
        body = f'{{"message": "{found.value}: {found.phrase}", "code": 0}}'
        return self._add(
            FaultKind.STATUS, method, route, times, executed=executed, status=found, body=body, headers=dict(VIA)
        )

    def limit(
        self,
        retry_after: float,
        *,
        method: str | None = None,
        route: str | None = None,
        times: int | None = 1,
        everywhere: bool = False,
        cloudflare: bool = False,
    ) -> Fault:
        """Answer 429; `everywhere` as the global limit, `cloudflare` as a ban (no Via header, no JSON)."""
        status = HTTPStatus.TOO_MANY_REQUESTS
        if cloudflare:
            headers = {"Retry-After": str(int(retry_after) + 1), "Content-Type": "text/html"}
            return self._add(
                FaultKind.STATUS, method, route, times, status=status, body="error code: 1015", headers=headers
            )
        scope = "global" if everywhere else "shared"
        headers = {"Retry-After": str(int(retry_after) + 1), "X-RateLimit-Scope": scope, **VIA}
        answer = dumps({"message": "You are being rate limited.", "retry_after": retry_after, "global": everywhere})
        return self._add(FaultKind.STATUS, method, route, times, status=status, body=answer, headers=headers)

    def reset(
        self, *, method: str | None = None, route: str | None = None, times: int | None = 1, executed: bool = False
    ) -> Fault:
        """Reset the connection (ECONNRESET) in place of an answer."""
        return self._add(FaultKind.RESET, method, route, times, executed=executed, headers={})

    def slow(
        self,
        seconds: float,
        *,
        method: str | None = None,
        route: str | None = None,
        times: int | None = 1,
        executed: bool = True,
    ) -> Fault:
        """Take `seconds` of real time for an answer; `executed` carries the request out before the wait, not after."""
        return self._add(FaultKind.SLOW, method, route, times, executed=executed, seconds=seconds, headers={})

    def clear(self) -> None:
        """Switch all faults off."""
        self._waiting.clear()

    def next(self, method: str, template: str, path: str) -> Fault | None:
        """Return the fault that strikes a request and count it; None for none."""
        for fault in self._waiting:
            if fault.fits(method, template, path):
                fault.struck += 1
                if fault.left is not None:
                    fault.left -= 1
                return fault
        return None

    def _add(self, kind: FaultKind, method: str | None, route: str | None, times: int | None, **how: object) -> Fault:
        fault = Fault(kind=kind, method=method, route=route, left=times, **how)  # type: ignore[arg-type]
        self._waiting.append(fault)
        return fault


def reset(request: web.Request) -> None:
    """Cut a connection so that the other side reads ECONNRESET."""
    transport = request.transport
    if transport is None:
        return
    sock = transport.get_extra_info("socket")
    if sock is not None:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
