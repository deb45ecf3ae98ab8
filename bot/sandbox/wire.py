"""Wire format: JSON objects, uploaded files, timestamps and snowflake ids."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.sandbox.clock import SandboxClock

#: One JSON object. Its shape is Discord's, so its values are known to the reader, not to the type checker.
Payload = dict[str, Any]

#: First second of 2015, in milliseconds since 1970.
DISCORD_EPOCH_MS = 1_420_070_400_000
_SHIFT = 22

_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """An uploaded file."""

    filename: str
    data: bytes
    content_type: str = "application/octet-stream"
    #: The multipart field, such as "files[0]"; "" for a file a person attaches.
    field: str = ""


def dumps(value: object) -> str:
    """Serialise compactly."""
    return _encode(value)


def loads(text: str | bytes) -> Any:  # noqa: ANN401 - JSON is any of its types until looked at
    """Parse JSON.

    Raises:
        ValueError: The text is not JSON.
    """
    return json.loads(text)


def iso_timestamp(instant: datetime) -> str:
    """Write an instant as Discord does: ISO 8601, microseconds, +00:00."""
    return instant.isoformat(timespec="microseconds")


class Snowflakes:
    """Makes ids that carry the clock's time and only grow.

    Source: Discord documentation, reference, "Snowflakes".
    """

    def __init__(self, clock: SandboxClock) -> None:
        self._clock = clock
        self._last = 0

    def make(self) -> int:
        """Return a new id, larger than every earlier one."""
        milliseconds = int(self._clock.now().timestamp() * 1000)
        fresh = max(snowflake_at_ms(milliseconds), self._last + 1)
        self._last = fresh
        return fresh


def snowflake_at_ms(milliseconds: int) -> int:
    """Return the first id of a millisecond since 1970."""
    return (milliseconds - DISCORD_EPOCH_MS) << _SHIFT


def snowflake_time(snowflake: int) -> datetime:
    """Return when an id was made, aware and in UTC."""
    return datetime.fromtimestamp(((snowflake >> _SHIFT) + DISCORD_EPOCH_MS) / 1000, UTC)
