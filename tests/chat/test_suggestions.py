"""Suggestions offer what can be used."""

from __future__ import annotations

import pytest

from bot.chat.suggestions import days, spans, times


@pytest.mark.parametrize("suggest", [times, days, spans])
async def test_lists_are_short_and_keep_what_was_typed(suggest: object) -> None:
    """At most twenty-five, each within a choice's limits, the typed text first."""
    for typed in ("", "1", "tue", "x" * 200):
        choices = await suggest(None, typed)  # type: ignore[operator]
        assert len(choices) <= 25
        assert all(1 <= len(choice.value) <= 100 for choice in choices)
    assert (await suggest(None, "every"))[0].value == "every"  # type: ignore[operator]
