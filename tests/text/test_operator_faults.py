"""Faults of the outside are one family, so that the command has one door for them, and words for each."""

from __future__ import annotations

from bot.core.errors import CannotConnect, DatabaseFault, OperatorFault, TokenRefused
from bot.text.catalogue import say


def test_a_fault_is_a_code_and_facts() -> None:
    """The door can word it without knowing it."""
    fault = CannotConnect(where="127.0.0.1:9", why="refused")
    assert fault.code() == "cannot-connect"
    assert "127.0.0.1:9" in say(fault.code(), **fault.details())


def test_every_fault_is_the_operators() -> None:
    """The command line catches one class."""
    assert all(issubclass(kind, OperatorFault) for kind in (CannotConnect, TokenRefused, DatabaseFault))
