"""Suggestions offer what can be used, and what was chosen is read back."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import pytest

from bot.chat.suggestions import days, pick, spans, times
from bot.daily.errors import ScheduleUnknown


class Shelf:
    """A server's schedules."""

    def __init__(self, ids: Sequence[int]) -> None:
        self._ids = ids

    async def all(self, guild: int) -> tuple[SimpleNamespace, ...]:
        """Return them."""
        return tuple(SimpleNamespace(id=number) for number in self._ids)


async def test_the_only_schedule_need_not_be_named() -> None:
    """One is picked by itself, several or none are not."""
    assert await pick(Shelf([7]), 1, None) == 7
    for ids in ([], [7, 8]):
        with pytest.raises(ScheduleUnknown):
            await pick(Shelf(ids), 1, None)


async def test_a_chosen_schedule_is_its_number() -> None:
    """The service then says whether it is this server's."""
    assert await pick(Shelf([]), 1, "12") == 12
    for typed in ("", "first", "-1", "²", "9" * 400):
        with pytest.raises(ScheduleUnknown):
            await pick(Shelf([7]), 1, typed)


@pytest.mark.parametrize("suggest", [times, days, spans])
async def test_lists_are_short_and_keep_what_was_typed(suggest: object) -> None:
    """At most twenty-five, each within a choice's limits, the typed text first."""
    for typed in ("", "1", "tue", "x" * 200):
        choices = await suggest(None, typed)  # type: ignore[operator]
        assert len(choices) <= 25
        assert all(1 <= len(choice.value) <= 100 for choice in choices)
    assert (await suggest(None, "every"))[0].value == "every"  # type: ignore[operator]
