"""Settling frees the cards and plans the messages of the result."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.core.ids import DeckId, GuildId
from bot.daily.service.settling import REPLY_AFTER
from bot.questions.queries import questions
from tests.database import reading

HERE = GuildId(1)


@pytest.mark.parametrize(("open_for", "replies"), [("15m", False), ("16m", True)])
async def test_reply_after_a_quarter(evening: Any, open_for: str, replies: bool) -> None:  # noqa: FBT001 - a table
    """Only a post that was open longer than 15 min brings its result by a reply."""
    assert timedelta(minutes=15) == REPLY_AFTER
    order = await evening.posted(open_for=open_for)
    evening.clock.at = order.open.closes_at + timedelta(seconds=5)
    assert ("result" in {found.purpose for found in await evening.due()}) is replies


async def test_cards_are_withheld_until_settled(evening: Any) -> None:
    """A card is withheld from its post until it is settled, closing alone does not free it."""
    order = await evening.posted(questions=4)

    async def withheld() -> int:
        with reading(evening.db) as tx:
            return len(questions.open_in(tx, HERE, DeckId("demo")))

    assert await withheld() == 4
    evening.clock.at = order.open.closes_at + timedelta(seconds=1)
    await evening.due()
    assert await withheld() == 4
    evening.clock.advance(seconds=4)
    await evening.due()
    assert await withheld() == 0


async def test_a_clock_that_runs_behind(evening: Any) -> None:
    """A command whose snowflake is older than the post closes it at its opening, not before."""
    order = await evening.posted()
    await evening.rounds.close_now(guild=HERE, schedule=None, at=order.open.opens_at - timedelta(seconds=30))
    result = (await evening.due())[0].result
    assert result.closed_at == result.opened_at
