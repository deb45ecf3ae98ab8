"""Reading: a text cut, stemmed, without repetitions, and marked with what is negated.

A word counts once however often it is typed, so that repeating an answer changes nothing.

Source for the reach of a negator: NegEx (Chapman et al. 2001): a window of words, here eight, ended by a clause or by
a word such as "but".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bot.grading.context import Lexicon
from bot.grading.letters import SHARED_START, grams_of, is_word
from bot.grading.normalise import Folded, fold
from bot.grading.tokens import Tokens, tokenise

_REACH = 8
#: Distinct words of an answer that are read; more are no answer.
_WORDS_MOST = 400
_LETTERS_MOST = 400
#: Letters of an acronym at most, with a plural s.
_SHORT = 7


@dataclass(frozen=True)
class Reading:
    """A text as the grader reads it; lists run parallel, one entry per distinct word in order of appearance.

    Attributes:
        tokens: The text, cut, with repetitions.
        keys: Distinct words and numbers.
        at: Where in `tokens` each stands first.
        stems: Stems, synonyms replaced by their concept.
        content: Whether a word carries meaning of its own.
        negated: Whether it stands in the reach of an odd number of negators.
        place: Stem to the first position it stands at.
        lexicon: The deck's words.
    """

    tokens: Tokens
    keys: list[str]
    at: list[int]
    stems: list[str]
    content: list[bool]
    negated: list[bool]
    place: dict[str, int]
    lexicon: Lexicon

    @cached_property
    def text(self) -> str:
        """The distinct words, joined, as far as letters are compared."""
        return " ".join(self.keys)[:_LETTERS_MOST]

    @cached_property
    def grams(self) -> frozenset[tuple[str, ...]]:
        """Pieces of three and four letters of the distinct words."""
        return grams_of(self.text)

    @cached_property
    def short(self) -> dict[str, int]:
        """Words with meaning that may be acronyms, a plural s cut off, to their positions."""
        found: dict[str, int] = {}
        for index, key in enumerate(self.keys):
            if len(key) <= _SHORT and self.content[index]:
                found.setdefault(key, index)
                if key[-1] == "s":
                    found.setdefault(key[:-1], index)
        return found

    @cached_property
    def strange(self) -> list[int]:
        """Words that neither the deck nor the language knows; only such a word may be a slip of another."""
        knows = self.lexicon.knows
        return [
            at for stem, at in self.place.items() if not knows(stem) and self.content[at] and is_word(self.keys[at])
        ]

    @cached_property
    def starts(self) -> dict[str, list[int]]:
        """First letters of words to the positions of the words that begin with them."""
        found: dict[str, list[int]] = {}
        for index, key in enumerate(self.keys):
            if len(key) > SHARED_START and self.content[index]:
                found.setdefault(key[:SHARED_START], []).append(index)
        return found

    @cached_property
    def compounds(self) -> dict[str, int]:
        """Every two adjacent words written as one, to the position of the first."""
        keys = self.keys
        return {keys[at] + keys[at + 1]: at for at in range(len(keys) - 1)}

    @cached_property
    def letters(self) -> tuple[str, str, list[int]]:
        """First letters of all words, of the words with meaning, and where the latter stand."""
        told = [index for index, telling in enumerate(self.content) if telling]
        return "".join(key[0] for key in self.keys), "".join(self.keys[at][0] for at in told), told

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """The range (start, end) of each distinct word in the typed text."""
        ranges = self.tokens.ranges()
        return [ranges[index] for index in self.at]


def read(text: str | Folded, lexicon: Lexicon) -> Reading:
    """Read a text, folded or not, with a deck's words."""
    language = lexicon.language
    tokens = tokenise(fold(text, language.tag) if isinstance(text, str) else text, language)
    first: dict[str, int] = {}
    for index, key in enumerate(tokens.keys):
        if key not in first:
            first[key] = index
    keys, at = list(first)[:_WORDS_MOST], list(first.values())[:_WORDS_MOST]
    stems = lexicon.concepts([*map(language.stem, keys)])
    stop = language.stop
    place: dict[str, int] = {}
    for index, stem in enumerate(stems):
        if stem not in place:
            place[stem] = index
    negated = [False] * len(keys)
    if not language.negators.isdisjoint(first):
        marks = _negated(tokens, lexicon)
        negated = [marks[index] for index in at]
    content = [key not in stop for key in keys]
    return Reading(tokens, keys, at, stems, content, negated, place, lexicon)


def _negated(tokens: Tokens, lexicon: Lexicon) -> list[bool]:
    """Mark what stands within eight words after a negator, or around one of some languages, in its clause.

    Two negators cancel, unless they are joined ("does not learn and cannot write").
    """
    keys, clause = tokens.keys, tokens.clause
    language = lexicon.language
    marks = [False] * len(keys)
    negators = [[key] for key in keys if key in language.negators]
    for index, key in enumerate(keys):
        if key not in language.negators:
            continue
        reached = [range(index + 1, min(index + 1 + _REACH, len(keys)))]
        if key in language.around:
            reached.append(range(index - 1, max(-1, index - 1 - _REACH), -1))
        for places in reached:
            for place in places:
                if clause[place] != clause[index] or keys[place] in language.turns:
                    break
                if place > index and keys[place] in language.joins and keys[place + 1 : place + 2] in negators:
                    break
                marks[place] = not marks[place]
    return marks
