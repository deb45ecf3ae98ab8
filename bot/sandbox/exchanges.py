"""Exchanges: a record of REST requests, their responses and gateway events."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.sandbox.wire import Upload, dumps


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One REST request and its answer."""

    #: Place in the record, from 1, counted over requests and events alike.
    number: int
    at: datetime
    method: str
    #: The path below /api/v10, with ids, such as "/channels/1/messages".
    path: str
    #: The route's template, such as "/channels/{channel_id}/messages"; "" for a route there is not.
    route: str
    query: dict[str, str]
    #: The JSON body, of a multipart request its payload_json; None for none.
    request: Any
    files: tuple[Upload, ...]
    status: int
    #: The JSON answer; None for none.
    response: Any
    #: What the bot was told about limits and retries.
    headers: dict[str, str]

    def sent(self) -> str:
        """Return what the bot sent, as one text to search in."""
        files = "".join(f"\n{file.filename}\n{file.data.decode('utf-8', 'replace')}" for file in self.files)
        return dumps(self.request) + files if self.request is not None else files


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayEvent:
    """One dispatched event, as it was sent to the bot."""

    number: int
    at: datetime
    #: Such as "MESSAGE_CREATE".
    name: str
    #: The event's data; read only.
    data: Any


class Exchanges:
    """The recorded exchanges and events, oldest first; beyond a limit the oldest are dropped."""

    def __init__(self, *, keep: int | None = None) -> None:
        """Keep at most `keep` entries; None for all, 0 for none."""
        self._kept: deque[Exchange | GatewayEvent] = deque(maxlen=keep)
        self._number = 0

    @property
    def keeps(self) -> bool:
        """Whether anything is recorded at all."""
        return self._kept.maxlen != 0

    def __iter__(self) -> Iterator[Exchange | GatewayEvent]:
        return iter(tuple(self._kept))

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, make: Callable[[int], Exchange | GatewayEvent]) -> None:
        """Record what `make` returns for the next number."""
        self._number += 1
        if self.keeps:
            self._kept.append(make(self._number))

    def rest(self, method: str | None = None, route: str | None = None) -> list[Exchange]:
        """Return requests, all or those of a method and a route's template."""
        return [
            entry
            for entry in self._kept
            if isinstance(entry, Exchange) and method in (None, entry.method) and route in (None, entry.route)
        ]

    def events(self, name: str | None = None) -> list[GatewayEvent]:
        """Return gateway events, all or those of a name."""
        return [entry for entry in self._kept if isinstance(entry, GatewayEvent) and name in (None, entry.name)]

    def said(self) -> str:
        """Return everything the bot ever sent in request bodies and files, as one text to search in."""
        return "\n".join(entry.sent() for entry in self.rest())

    def clear(self) -> None:
        """Forget what was recorded."""
        self._kept.clear()
