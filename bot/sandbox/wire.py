"""Wire: JSON as it travels, and files that travel beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

#: One JSON object. Its shape is Discord's, so its values are known to the reader, not to the type checker.
Payload = dict[str, Any]

_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file on its way up."""

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


def stamp(instant: datetime) -> str:
    """Write an instant as Discord does: ISO 8601, microseconds, +00:00."""
    return instant.isoformat(timespec="microseconds")
