"""Semantics: what a text says beyond its words: a yes or a no.

Source for yes and no: a yes/no question is settled by its opening word, whatever reasons follow (Clark et al. 2019,
"BoolQ", section 3: answers as a verdict and a passage apart).
"""

from __future__ import annotations

from bot.grading.statements.reading import Reading
from bot.grading.words.languages import Language
from bot.grading.words.lazy import lazy
from bot.grading.words.lexicon import Lexicon
from bot.grading.words.tokens import Tokens

#: Words from the start within which a stance is taken.
_OPENING = 6
#: Words before "agree" among which a negator turns it.
_REACH = 2


class AnalysedText:
    """A text that has been read: an answer, or a wording that it is compared with.

    Attributes:
        reading: The text as read.
        lexicon: The deck's words.
    """

    reading: Reading
    lexicon: Lexicon

    @lazy
    def stance(self) -> int:
        """1 if it begins with a yes, -1 with a no, else 0."""
        return stance_of(self.reading.tokens, self.lexicon.language)


def stance_of(tokens: Tokens, language: Language) -> int:
    """Return 1 for yes, -1 for no, 0 where a text takes no stance."""
    keys, clause = tokens.keys, tokens.clause
    for at, key in enumerate(keys[:_OPENING]):
        if key in language.affirms:
            return -1 if any(before in language.negators for before in keys[max(0, at - _REACH) : at]) else 1
        if key in language.denies and (key not in language.negators or _stands_alone(keys, clause, at, language)):
            return -1
    return 0


def _stands_alone(keys: list[str], clause: list[int], at: int, language: Language) -> bool:
    """Tell whether a word such as "no" is an answer, not part of "no gap": its clause ends, or a new one begins."""
    return at + 1 == len(keys) or clause[at + 1] != clause[at] or keys[at + 1] in language.openers
