"""Posts are shown as they were asked, and what was never to be posted has no view."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.core.ids import DeckId, OccurrenceId
from bot.daily.queries import occurrences
from bot.daily.service.posts import open_post
from bot.daily.service.results import result_of
from bot.questions.service.asked import title_of
from tests.database import reading


async def test_no_view_of_a_missed_occurrence(evening: Any) -> None:
    """A missed occurrence has neither an open post nor a result."""
    view = await evening.schedule()
    evening.clock.at = view.next_at + timedelta(hours=5)
    await evening.due()
    with reading(evening.db) as tx:
        missed = occurrences.one(tx, OccurrenceId(1))
        assert missed is not None
        for show in (open_post, result_of):
            with pytest.raises(LookupError):
                show(tx, missed)


async def test_title(evening: Any) -> None:
    """A removed deck keeps its title, and one that never was is called by its id."""
    await evening.decks.sync([])
    with reading(evening.db) as tx:
        assert title_of(tx, DeckId("demo")) == "Demo deck"
        assert title_of(tx, DeckId("never")) == "never"
