"""What differs between two versions of a deck is named card by card."""

from __future__ import annotations

from bot.core.ids import CardId
from bot.decks.card import Card
from bot.decks.diff import Diff, diff


def _card(name: str, answer: str = "a", ask: str = "") -> Card:
    return Card(id=CardId(name), ask=ask or f"{name}?", answer=(answer,))


def test_new_changed_and_removed_cards_are_told_apart() -> None:
    """By its id a card is new, removed, changed or the same."""
    one, two, three = _card("one"), _card("two"), _card("three")
    found = diff((one, two), (_card("two", "b"), three))
    assert found.new == (three,)
    assert found.removed == (one,)
    assert [(change.before, change.after.answer) for change in found.changed] == [(two, ("b",))]
    assert found.same == 0


def test_a_change_names_its_fields() -> None:
    """What changed about a card is said in the format's own words."""
    (change,) = diff((_card("one"),), (_card("one", "b", "One, then?"),)).changed
    assert change.fields == ("ask", "answer")


def test_order_is_no_difference() -> None:
    """Cards in another order are the same cards."""
    one, two = _card("one"), _card("two")
    assert diff((one, two), (two, one)) == Diff(same=2)
