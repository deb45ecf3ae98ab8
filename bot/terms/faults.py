"""Faults: the outside is not as it must be, and an operator can mend it."""

from __future__ import annotations


class OperatorFault(Exception):  # noqa: N818 - named after the fact
    """Something outside the program keeps it from working; the message is one line that says what to do."""


class CannotConnect(OperatorFault):
    """Discord cannot be reached, or does not accept the token."""
