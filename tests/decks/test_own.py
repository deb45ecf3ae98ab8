"""Own decks are told apart by their server, and called by their stem."""

from __future__ import annotations

from bot.core.ids import DeckId, GuildId
from bot.decks.own import own_id, stem_of


def test_an_own_deck_is_called_by_its_stem() -> None:
    """Two servers' decks of one name are two decks; to people each has its file's name."""
    here, there = own_id(GuildId(1), "tea"), own_id(GuildId(2), "tea")
    assert here != there
    assert stem_of(here) == stem_of(there) == stem_of(DeckId("tea")) == "tea"
