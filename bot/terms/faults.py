"""Faults: the outside is not as it must be, and an operator can mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

_INNER_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


class OperatorFault(Exception):  # noqa: N818 - named after the fact
    """Something outside the program keeps it from working; the message is one line that says what to do."""


class CannotConnect(OperatorFault):
    """Discord cannot be reached, or does not accept the token."""


@dataclass(kw_only=True, eq=False)
class StoreFault(OperatorFault):
    """The database failed us. Subclasses (`bot.store.faults`) carry fields; the words have a line for each code.

    They stand so low because the door that words them must not load a database driver for it.
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
