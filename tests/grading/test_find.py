"""Cards are found by address, by id where unique, and by position."""

from __future__ import annotations

from bot.core.ids import DeckId
from bot.decks.deck import Deck
from bot.grading.find import Found, card_of_row, find_card


def test_an_address_or_a_unique_id_finds_the_card(tea: Deck) -> None:
    """Both `tea/heat` and `heat` mean the card."""
    for given in ("tea/heat", "heat"):
        found = find_card(given, [tea])
        assert isinstance(found, Found)
        assert found.address == "tea/heat"


def test_an_ambiguous_id_lists_the_addresses(tea: Deck) -> None:
    """Two decks with the same card id need the deck's name."""
    assert find_card("heat", [tea, tea.model_copy(update={"id": DeckId("more")})]) == ("tea/heat", "more/heat")


def test_an_unknown_id_names_near_ones(tea: Deck) -> None:
    """A slip is answered with what was probably meant."""
    found = find_card("caddi", [tea])
    assert isinstance(found, tuple)
    assert "tea/caddy" in found


def test_rows_name_cards_by_id_or_position(tea: Deck) -> None:
    """Positions count from 1."""
    assert card_of_row(1, tea) is tea.cards[0]
    assert card_of_row("2", tea) is tea.cards[1]
    assert card_of_row("tea/heat", tea) is card_of_row("heat", tea)
    assert card_of_row(99, tea) is None
    assert card_of_row(None, tea) is None
