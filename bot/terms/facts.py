"""Facts: errors that are named after what happened and carry fields; `words/` makes their sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

_INNER_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


@dataclass(kw_only=True, eq=False)
class Fact(Exception):  # noqa: N818 - named after the fact, without "Error"
    """What happened, as a name and fields.

    Not frozen: ``contextlib`` sets ``__traceback__`` on what passes through it.
    """

    @classmethod
    def code(cls) -> str:
        """Return the name as the catalogue writes it: ``QuestionClosed`` -> ``question-closed``."""
        return _INNER_CAPITAL.sub("-", cls.__name__).lower()

    def facts(self) -> dict[str, object]:
        """Return the fields by name, for the words' placeholders."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.facts().items())
        return f"{self.code()}({told})"
