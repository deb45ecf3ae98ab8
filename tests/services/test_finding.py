"""A deck is found by its name or its title; its name counts first."""

from __future__ import annotations

from typing import Any

import pytest

from bot.services.finding import check_there, find_deck
from bot.terms.ids import DeckId, GuildId
from bot.terms.refusals import DeckUnknown

HERE = GuildId(1)


async def test_a_name_counts_before_a_title(evening: Any, make_deck: Any) -> None:
    """What is called so is meant rather than what is entitled so."""
    await evening.decks.sync([make_deck("a", "x", title="Zoo"), make_deck("zoo", "y", title="Animals")])
    async with evening.store.read() as unit:
        assert (await find_deck(unit, HERE, " ZOO ")).id == "zoo"
        assert (await find_deck(unit, HERE, "animals")).id == "zoo"
        with pytest.raises(DeckUnknown) as refused:
            await find_deck(unit, HERE, "9/tea")
        assert (refused.value.given, refused.value.known) == ("tea", "zoo, a")
        await check_there(unit, HERE, DeckId("zoo"))
        with pytest.raises(DeckUnknown):
            await check_there(unit, HERE, DeckId("demo"))
