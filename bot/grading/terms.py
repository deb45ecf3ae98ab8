"""Terms: whether an answer names the one thing a term card asks for, each kind of thing compared as what it is.

An accepted text is read once, when its card is compiled: the first reader that knows its kind says how answers are
compared with it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.grading.context import Lexicon
from bot.grading.values import read_value
from bot.grading.verdict import Comparison

#: Compares an answer, as typed, with one accepted text.
Comparer = Callable[[str], Comparison]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What readers and comparers may know of a card beside the accepted text.

    Attributes:
        question: As written.
        lexicon: The deck's words, and its language.
    """

    question: str
    lexicon: Lexicon


#: Readers of one kind of thing: the comparer for an accepted text of that kind, None for any other text.
Reader = Callable[[str, Asked], Comparer | None]


def _value(text: str, asked: Asked) -> Comparer | None:
    return read_value(text, asked.question, asked.lexicon.language.tag)


READERS: tuple[Reader, ...] = (_value,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The accepted texts of a term card, ready to be compared."""

    comparers: tuple[Comparer, ...]

    def judge(self, answer: str) -> Comparison | None:
        """Compare an answer with every accepted text; the best comparison, None if no text is of a known kind."""
        best: Comparison | None = None
        for compare in self.comparers:
            found = compare(answer)
            if best is None or found.score > best.score:
                best = found
        return best


def read_terms(texts: Sequence[str], asked: Asked) -> Terms:
    """Read the accepted texts of a card."""
    comparers: list[Comparer] = []
    for text in texts:
        found = next(filter(None, (read(text, asked) for read in READERS)), None)
        if found is not None:
            comparers.append(found)
    return Terms(comparers=tuple(comparers))
