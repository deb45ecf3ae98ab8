"""Faults: the outside is not as it must be, and an operator can mend it; `words/` makes the one line."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

_INNER_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


@dataclass(kw_only=True, eq=False)
class OperatorFault(Exception):  # noqa: N818 - named after the fact
    """Something outside the program keeps it from working. Subclasses carry fields; each code has its line.

    Not frozen: ``contextlib`` sets ``__traceback__`` on what passes through it.
    """

    @classmethod
    def code(cls) -> str:
        """Return the catalogue key: ``StoreUnwritable`` -> ``store-unwritable``."""
        return _INNER_CAPITAL.sub("-", cls.__name__).lower()

    def facts(self) -> dict[str, object]:
        """Return the fields by name, for the words' placeholders."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts().items())
        return f"{self.code()}({facts})"


@dataclass(kw_only=True, eq=False)
class StoreFault(OperatorFault):
    """The database failed us; its kinds stand in `bot.store.faults`.

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
