"""Messages keep within Discord's limits, whatever goes in."""

from __future__ import annotations

from typing import Any

from bot.chat.message import OutgoingMessage, embed, share


def test_an_embed_is_cut_to_the_total(takes: Any) -> None:
    """Too much text shortens the description, never the fields."""
    made = embed(title="t" * 300, text="d" * 5000, fields=[(f"field {n}", "v" * 1100) for n in range(4)], foot="f")
    takes(OutgoingMessage(embed=made))
    assert [len(field.value or "") for field in made.fields] == [1024] * 4


def test_empty_fields_are_left_out() -> None:
    """A heading without a text would be refused by Discord."""
    assert embed(title="t", fields=[("heading", "")]).fields == []


def test_lines_share_the_room() -> None:
    """Few lines get all they need, many their part."""
    assert share(1000, 1, 300) == 300
    assert share(1000, 10, 300) == 76
    assert share(1000, 0, 300) == 300
