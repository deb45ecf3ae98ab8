"""Decks made ready to be kept say the same as before."""

from __future__ import annotations

from typing import Any

from bot.library.queries.decks import rows_of
from bot.library.service.deck_content import content_of, kept_as_known, read_cards
from tests.database import reading


async def test_content_is_made_ahead(demo: Any) -> None:
    """The rows made beside the event loop are those of the deck's cards, and read back as them."""
    content = await content_of(demo)
    assert content.rows == rows_of(demo.cards)
    assert read_cards(tuple(text for _, _, text in content.rows)) == demo.cards


async def test_a_deck_nobody_knows_keeps_its_ids(evening: Any, make_deck: Any) -> None:
    """A new deck, one that only grew, and one that only shrank are taken as they are."""
    with reading(evening.db) as tx:
        for deck in (make_deck("new", "x"), make_deck("demo", "metals"), make_deck("demo", "metals", "more")):
            assert kept_as_known(tx, deck) == deck
