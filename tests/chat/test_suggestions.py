"""Suggestions offer what can be used."""

from __future__ import annotations

import pytest

from bot.chat.suggestions import days, spans, times, zones


@pytest.mark.parametrize("suggest", [times, days, spans])
async def test_lists_are_short_and_keep_what_was_typed(suggest: object) -> None:
    """At most twenty-five, each within a choice's limits, the typed text first."""
    for typed in ("", "1", "tue", "x" * 200):
        choices = await suggest(None, typed)  # type: ignore[operator]
        assert len(choices) <= 25
        assert all(1 <= len(choice.value) <= 100 for choice in choices)
    assert (await suggest(None, "every"))[0].value == "every"  # type: ignore[operator]


async def test_zones_are_offered_with_the_place_that_was_typed() -> None:
    """The place is shown, the zone is taken."""
    (choice,) = await zones(None, "Beij")  # type: ignore[arg-type]
    assert (choice.name, choice.value) == ("Beijing (Asia/Shanghai)", "Asia/Shanghai")
