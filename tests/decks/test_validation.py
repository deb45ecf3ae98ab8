"""Validation: pydantic's errors in our words."""

from __future__ import annotations

from pydantic import ValidationError

from bot.decks.fault import FaultCode
from bot.decks.format import CardTable, DeckTable
from bot.decks.validation import QUOTE_MOST, explain, quoted, shown


def explained(model: type[CardTable | DeckTable], given: object) -> list[tuple[FaultCode, dict[str, object]]]:
    """Every fault of a table, as (code, fields)."""
    try:
        model.model_validate(given)
    except ValidationError as errors:
        return [(code, dict(fields)) for code, fields in (explain(error, model) for error in errors.errors())]
    return []


def test_keys_are_counted_as_authors_count() -> None:
    """From one."""
    assert shown(("points", 0, "accept", 1)) == "points[1].accept[2]"
    assert shown(()) == ""


def test_fields_say_what_was_given_and_what_fits() -> None:
    """So that the words can name both."""
    assert explained(CardTable, {"ask": "a" * 1_002, "difficulty": 3, "steps": ["a"] * 13}) == [
        (FaultCode.TEXT_LONG, {"key": "ask", "length": 1_002, "limit": 1_000}),
        (FaultCode.LIST_LONG, {"key": "steps", "count": 13, "limit": 12}),
        (FaultCode.NUMBER_RANGE, {"key": "difficulty", "bound": "most", "limit": 1.0}),
    ]


def test_what_is_no_table_is_named_as_such() -> None:
    """A card that is a number, a point that is one."""
    assert explained(CardTable, 3) == [(FaultCode.TYPE_WRONG, {"key": "", "wanted": "table"})]
    assert explained(CardTable, {"ask": "a", "points": [3]}) == [
        (FaultCode.TYPE_WRONG, {"key": "points[1]", "wanted": "point"})
    ]


def test_keys_of_cards_above_the_cards_are_known() -> None:
    """Whoever writes [cards] meant [[card]]."""
    assert explained(DeckTable, {"format": 1, "title": "a", "cards": []}) == [
        (FaultCode.KEY_UNKNOWN, {"key": "cards", "nearest": "card"})
    ]


def test_quotes_of_a_hostile_file_are_short_and_printable() -> None:
    """One line, no escape sequences."""
    assert quoted("a" * 100) == "a" * QUOTE_MOST + "…"
    assert quoted("a\x1b[31m\nb") == "a�[31m�b"
    assert quoted([1]) == "[1]"
