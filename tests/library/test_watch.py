"""A watched folder calls back once per change, and not at all where nothing changed."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.library.watch import Watch


async def test_a_change_is_told_once(tmp_path: Path) -> None:
    """A file that is new, changed or gone is told at the next look, and not again at the one after."""
    told: list[str] = []

    async def changed() -> None:
        told.append("changed")

    (tmp_path / "one.toml").write_text("1", "utf-8")
    watch = Watch(tmp_path, 3600, changed)
    async with watch.running():
        assert not await watch.look()
        (tmp_path / "two.toml").write_text("2", "utf-8")
        assert await watch.look()
        assert not await watch.look()
        (tmp_path / "two.toml").write_text("22", "utf-8")
        assert await watch.look()
        (tmp_path / "one.toml").unlink()
        assert await watch.look()
        (tmp_path / "two.toml").unlink()
        assert await watch.look()
    assert len(told) == 4


async def test_a_broken_call_does_not_end_the_watch(tmp_path: Path) -> None:
    """What goes wrong in one call is logged, and the next change is told all the same."""
    calls: list[int] = []
    enough = asyncio.Event()

    async def changed() -> None:
        calls.append(len(calls))
        (tmp_path / f"{len(calls)}.toml").write_text("x", "utf-8")
        if len(calls) > 1:
            enough.set()
        raise ValueError("broken")

    async with Watch(tmp_path, 0.001, changed).running():
        (tmp_path / "0.toml").write_text("x", "utf-8")
        await enough.wait()
