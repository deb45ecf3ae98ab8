"""What is loaded once is not looked through again."""

from __future__ import annotations

import gc

from bot.ops.memory import keep_loaded


def test_what_is_loaded_is_left_alone() -> None:
    """Everything there was is out of the collector's sight; what comes later is not."""
    before, rounds = gc.get_freeze_count(), gc.get_threshold()
    try:
        keep_loaded()
        assert gc.get_freeze_count() > before + 10_000
        later: list[object] = []
        later.append(later)
        assert any(one is later for one in gc.get_objects())
    finally:
        gc.unfreeze()
        gc.set_threshold(*rounds)
