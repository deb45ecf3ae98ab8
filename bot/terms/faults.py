"""Faults: the outside is not as it must be, and an operator can mend it; `words/` makes the one line."""

from __future__ import annotations

from dataclasses import dataclass

from bot.terms.facts import Fact


@dataclass(kw_only=True, eq=False)
class OperatorFault(Fact):
    """Something outside the program keeps it from working; each code has its line in the words."""


@dataclass(kw_only=True, eq=False)
class DatabaseFault(OperatorFault):
    """The database failed us; its kinds stand in `bot.db.errors`.

    The family stands so low because the door that words it must not load a database driver for it.
    """


@dataclass(kw_only=True, eq=False)
class CannotConnect(OperatorFault):
    """Discord cannot be reached, or lets us in no more."""

    #: The address, or "Discord".
    where: str
    #: The library's own words.
    why: str


@dataclass(kw_only=True, eq=False)
class TokenRefused(OperatorFault):
    """Discord does not know the token."""
