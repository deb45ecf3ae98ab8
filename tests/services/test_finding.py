"""A deck is found by its name or its title; its name counts first."""

from __future__ import annotations

from typing import Any

import pytest

from bot.core.ids import DeckId, GuildId
from bot.library.errors import DeckUnknown
from bot.library.service.finding import check_there, find_deck
from tests.database import reading

HERE = GuildId(1)


async def test_a_name_counts_before_a_title(evening: Any, make_deck: Any) -> None:
    """What is called so is meant rather than what is entitled so."""
    await evening.decks.sync([make_deck("a", "x", title="Zoo"), make_deck("zoo", "y", title="Animals")])
    with reading(evening.db) as tx:
        assert (find_deck(tx, HERE, " ZOO ")).id == "zoo"
        assert (find_deck(tx, HERE, "animals")).id == "zoo"
        with pytest.raises(DeckUnknown) as refused:
            find_deck(tx, HERE, "9/tea")
        assert (refused.value.given, refused.value.known) == ("tea", "zoo, a")
        check_there(tx, HERE, DeckId("zoo"))
        with pytest.raises(DeckUnknown):
            check_there(tx, HERE, DeckId("demo"))
