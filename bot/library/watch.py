"""The watch of the deck folder: its files are looked at every so often, and a change calls back."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import structlog

_log = structlog.get_logger(__name__)
#: Name, time of the last change in nanoseconds, and size in bytes of each file; None: the folder cannot be read.
_Look = tuple[tuple[str, int, int], ...] | None


class Watch:
    """Looks at one folder."""

    def __init__(self, folder: Path, every_s: float, changed: Callable[[], Awaitable[object]]) -> None:
        """Take what to do; nothing is looked at yet.

        Args:
            folder: The folder; those in it are not looked into.
            every_s: Seconds between two looks; 0: never.
            changed: Called once after each look that differs from the last one.
        """
        self._folder = folder
        self._every_s = every_s
        self._changed = changed
        self._last: _Look = None

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Tell of changes from now on until the block ends; a call under way is cut off."""
        if self._every_s <= 0:
            yield
            return
        self._last = await asyncio.to_thread(_look, self._folder)
        task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def look(self) -> bool:
        """Look once; returns whether something had changed, and was told."""
        now = await asyncio.to_thread(_look, self._folder)
        if now is None or now == self._last:
            return False
        self._last = now
        await self._changed()
        return True

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(self._every_s)
            try:
                await self.look()
            except Exception:  # noqa: BLE001 - whatever a change leads to, the next one is still looked for
                _log.exception("deck-watch-failed", folder=str(self._folder))


def _look(folder: Path) -> _Look:
    try:
        stats = [(entry.name, entry.stat()) for entry in folder.iterdir()]
    except OSError:
        return None
    return tuple(sorted((name, about.st_mtime_ns, about.st_size) for name, about in stats))
