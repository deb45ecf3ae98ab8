"""Rate limits: buckets, the global limit and the ban for invalid requests.

Source: Discord documentation, topics/rate-limits. The sizes of buckets are not documented; those on the routes are what
bots are known to meet.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from bot.sandbox.clock import SandboxClock
from bot.sandbox.entities import Message
from bot.sandbox.problems import ApiProblem
from bot.sandbox.route import Route

_HOUR = timedelta(hours=1)
#: Edits a message older than an hour takes within an hour. Discord keeps the number to itself (discord-api-docs 4413).
LATE_EDITS = 10
#: Requests a bot may make in one second, over all routes that need its token.
GLOBAL_PER_S = 50
#: Answers of 401, 403 and 429 within ten minutes that lead to a ban.
INVALID, INVALID_WINDOW_S = 10_000, 600.0
#: Discord answers through a proxy; a 429 without this header came from Cloudflare and is a ban.
VIA = {"Via": "1.1 sandbox"}
_MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token")


@dataclass(slots=True, kw_only=True)
class _Window:
    """The present window of a bucket."""

    left: int
    ends: float


class RateLimits:
    """Counts requests and refuses those beyond a limit."""

    def __init__(self, clock: SandboxClock, *, enforced: bool = True) -> None:
        """Begin with full buckets.

        Args:
            clock: Whose time the windows are measured in.
            enforced: Whether there are limits at all; without, no header tells of one either.
        """
        self._clock = clock
        self.enforced = enforced
        self._windows: dict[tuple[str, str], _Window] = {}
        self._second = _Window(left=GLOBAL_PER_S, ends=0.0)
        self._invalid: deque[float] = deque(maxlen=INVALID)

    def take(self, route: Route, ids: Mapping[str, str]) -> dict[str, str]:
        """Count a request and return the headers that tell what is left.

        Raises:
            ApiProblem: 429, for this bucket or for all routes.
        """
        if not self.enforced:
            return {}
        now = self._clock.running_seconds()
        if not route.open:
            self._take_global(now)
        if route.bucket is None:
            return {}
        limit, seconds = route.bucket
        name = bucket_name(route)
        key = (name, "+".join(ids[part] for part in _MAJOR if part in ids))
        window = self._windows.get(key)
        if window is None or now >= window.ends:
            window = self._windows[key] = _Window(left=limit, ends=now + seconds)
            self._prune(now)
        headers = {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Bucket": name,
            "X-RateLimit-Reset": f"{window.ends:.3f}",
            "X-RateLimit-Reset-After": f"{max(window.ends - now, 0.001):.3f}",
        }
        if window.left <= 0:
            raise too_many(window.ends - now, headers=headers | {"X-RateLimit-Remaining": "0"})
        window.left = max(window.left - 1, 0)
        return headers | {"X-RateLimit-Remaining": str(window.left)}

    def _take_global(self, now: float) -> None:
        if now >= self._second.ends:
            self._second = _Window(left=GLOBAL_PER_S, ends=now + 1)
        if self._second.left <= 0:
            raise too_many(self._second.ends - now, everywhere=True)
        self._second.left -= 1

    def _prune(self, now: float) -> None:
        """Forget some windows that are over, oldest first."""
        for key in list(itertools.islice(self._windows, 2)):
            if now >= self._windows[key].ends:
                del self._windows[key]

    def note(self, status: HTTPStatus, headers: Mapping[str, str]) -> None:
        """Count a response to an invalid request."""
        wrong = status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)
        if wrong and headers.get("X-RateLimit-Scope") != "shared":
            self._invalid.append(self._clock.running_seconds())

    @property
    def banned(self) -> bool:
        """Whether the bot made so many invalid requests that Cloudflare bans it."""
        full = self.enforced and len(self._invalid) == INVALID
        return full and self._clock.running_seconds() - self._invalid[0] < INVALID_WINDOW_S


def bucket_name(route: Route) -> str:
    """Return the hash that names a route's bucket."""
    return hashlib.md5(f"{route.method} {route.template}".encode(), usedforsecurity=False).hexdigest()


def too_many(seconds: float, *, everywhere: bool = False, headers: Mapping[str, str] | None = None) -> ApiProblem:
    """Return a 429 to be retried after `seconds`, for one bucket or for all routes."""
    wait = round(max(seconds, 0.001), 3)
    extra = {"X-RateLimit-Scope": "global" if everywhere else "user", "Retry-After": str(int(wait) + 1)}
    if everywhere:
        extra["X-RateLimit-Global"] = "true"
    return ApiProblem(
        HTTPStatus.TOO_MANY_REQUESTS,
        0,
        "You are being rate limited.",
        extra={"retry_after": wait, "global": everywhere},
        headers={**(headers or {}), **extra, **VIA},
    )


def check_late_edit(message: Message, now: datetime) -> None:
    """Count an edit of a message older than an hour.

    Raises:
        ApiProblem: 30046, sent as a 429: there were too many.
    """
    if now - message.created_at <= _HOUR:
        return
    recent = [at for at in message.late_edits if now - at < _HOUR]
    if len(recent) >= LATE_EDITS:
        wait = round((recent[0] + _HOUR - now).total_seconds(), 3)
        raise ApiProblem(
            HTTPStatus.TOO_MANY_REQUESTS,
            30046,
            "Maximum number of edits to messages older than 1 hour reached. Try again later.",
            extra={"retry_after": wait, "global": False},
            headers={"Retry-After": str(int(wait) + 1), "X-RateLimit-Scope": "shared", **VIA},
        )
    message.late_edits[:] = [*recent, now]
