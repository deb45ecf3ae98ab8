"""A nonce names a message, and fits Discord's limit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.daily.nonce import NONCE_MOST, nonce_for


@given(st.lists(st.integers() | st.text()))
def test_fits(parts: list[int | str]) -> None:
    """Whatever a message is for, its nonce is the same each time and at most 25 characters long."""
    assert nonce_for(*parts) == nonce_for(*parts)
    assert len(nonce_for(*parts)) <= NONCE_MOST


def test_differs() -> None:
    """Messages for different things have different nonces."""
    assert nonce_for("question", 1) != nonce_for("result", 1)
