"""Faults of the outside are one family, so that the command has one door for them."""

from __future__ import annotations

from bot.terms.faults import CannotConnect, OperatorFault


def test_connection_faults_are_the_operators() -> None:
    """The command line catches one class."""
    assert issubclass(CannotConnect, OperatorFault)
