"""What can be wrong with a set-up."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.errors import UserError


@dataclass(kw_only=True, eq=False)
class NoDeckYet(UserError):
    """There is no deck that a quiz could ask."""
