"""Files: uploads, served again from a loopback path in place of Discord's CDN."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from bot.sandbox.wire import Payload, Upload

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_HEADER = 24
_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "txt": "text/plain; charset=utf-8",
    "toml": "application/toml",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A stored file."""

    filename: str
    content_type: str
    data: bytes


class Files:
    """Keeps uploads by attachment id."""

    def __init__(self) -> None:
        self._stored: dict[int, Stored] = {}

    def get(self, attachment_id: int) -> Stored | None:
        """Return a file; None if there is none."""
        return self._stored.get(attachment_id)

    def keep(
        self, attachment_id: int, upload: Upload, base: str, *, channel: int, description: str | None = None
    ) -> Payload:
        """Store a file and return Discord's attachment object."""
        ending = upload.filename.rpartition(".")[2].lower()
        kind = _TYPES.get(ending, upload.content_type)
        filename = "".join(sign if sign.isalnum() or sign in "._-" else "_" for sign in upload.filename) or "unknown"
        self._stored[attachment_id] = Stored(filename=filename, content_type=kind, data=upload.data)
        url = f"{base}/cdn/attachments/{channel}/{attachment_id}/{filename}?ex=0&is=0&hm=0"
        attachment: Payload = {
            "id": str(attachment_id),
            "filename": filename,
            "size": len(upload.data),
            "url": url,
            "proxy_url": url,
            "content_type": kind,
        }
        if description:
            attachment["description"] = description
        if upload.data.startswith(_PNG) and len(upload.data) >= _PNG_HEADER:
            attachment["width"], attachment["height"] = struct.unpack(">II", upload.data[16:24])
        return attachment
