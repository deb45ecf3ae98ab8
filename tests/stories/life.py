"""A life of the bot in this process: it begins, it ends politely, or all of it is cut off at once."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Coroutine
from typing import Any

from bot.app import App

_LIFE: contextvars.ContextVar[Life | None] = contextvars.ContextVar("life", default=None)


class Life:
    """One run of the bot in this process, with every task that is born of it, so that all of them can end at once."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.tasks: set[asyncio.Task[Any]] = set()
        self._context = contextvars.copy_context()
        self._main: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()
        self._over = asyncio.Event()

    async def begin(self) -> None:
        """Start the bot and wait until it is ready."""
        self._context.run(_LIFE.set, self)
        self._main = asyncio.get_running_loop().create_task(self._live(), context=self._context)
        ready = asyncio.create_task(self._ready.wait())
        await asyncio.wait({self._main, ready}, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if self._main.done():
            self._main.result()

    def wake(self) -> None:
        """Let it look what is due; tasks that come of it belong to this life, whoever calls."""
        self._context.run(self.app.wake)

    async def end(self) -> None:
        """Stop as a signal would: what is under way finishes."""
        self._over.set()
        if self._main is not None:
            await self._main

    def cut(self) -> None:
        """Stop every task where it stands, now; `buried` clears up."""
        for task in self.tasks - {self._main}:
            task.cancel()

    async def buried(self) -> None:
        """Wait until nothing of it runs any more; what it would still have done is not done."""
        while alive := {task for task in self.tasks - {self._main} if not task.done()}:
            self.cut()
            await asyncio.wait(alive, return_when=asyncio.FIRST_COMPLETED)
        if self._main is not None:
            self._main.cancel()
            await asyncio.wait({self._main})

    async def _live(self) -> None:
        async with self.app.running():
            self._ready.set()
            await self._over.wait()


def born(
    loop: asyncio.AbstractEventLoop,
    coroutine: Coroutine[Any, Any, Any],
    context: contextvars.Context | None = None,
) -> asyncio.Task[Any]:
    """Make a task, and let the life that it belongs to know; a loop takes this as its task factory."""
    task: asyncio.Task[Any] = asyncio.Task(coroutine, loop=loop, context=context)
    life = context.get(_LIFE) if context is not None else _LIFE.get()
    if life is not None:
        life.tasks.add(task)
        task.add_done_callback(life.tasks.discard)
    return task
