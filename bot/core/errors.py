"""Errors with a code and fields, named after what happened; `bot.text` makes their sentences.

CodedError
├── UserError       the rules say no; declared beside the rules, in the features
└── OperatorFault   the outside is not as it must be: DatabaseFault, CannotConnect, TokenRefused
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

_INNER_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


@dataclass(kw_only=True, eq=False)
class CodedError(Exception):
    """What happened, as a name and fields.

    Not frozen: ``contextlib`` sets ``__traceback__`` on what passes through it.
    """

    @classmethod
    def code(cls) -> str:
        """Return the name as the catalogue writes it: ``QuestionClosed`` -> ``question-closed``."""
        return _INNER_CAPITAL.sub("-", cls.__name__).lower()

    def details(self) -> dict[str, object]:
        """Return the fields by name, for the words' placeholders."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.details().items())
        return f"{self.code()}({told})"


@dataclass(kw_only=True, eq=False)
class OperatorFault(CodedError):
    """Something outside the program keeps it from working; each code has its line in the words."""


@dataclass(kw_only=True, eq=False)
class DatabaseFault(OperatorFault):
    """The database failed us; its kinds stand in `bot.db.errors`.

    The family stands so low because the command line, which words it, must not load a database driver for it.
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


@dataclass(kw_only=True, eq=False)
class UserError(CodedError):
    """The rules say no. The words for it stand under ``error-<code>``."""

    @property
    def given_back(self) -> str:
        """What the person wrote and could not be taken, so that it is not lost; "" for nothing."""
        return ""

    @property
    def quotation(self) -> str:
        """What is quoted below the sentence; "" for nothing."""
        return ""
