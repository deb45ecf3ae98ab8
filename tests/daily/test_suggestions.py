"""A daily quiz that was chosen from the suggestions is read back."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import pytest

from bot.daily.errors import ScheduleUnknown
from bot.daily.suggestions import pick


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
