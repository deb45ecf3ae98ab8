"""Answer: a person's answer as read in the light of its question; read once and compared with many wordings."""

from __future__ import annotations

from math import log1p

from bot.grading.context import Lexicon
from bot.grading.lazy import lazy
from bot.grading.normalise import Folded
from bot.grading.reading import Reading, read
from bot.grading.semantics import AnalysedText

#: How much a claim's log odds move with the logarithm of fresh words, around which, and at most.
_SUBSTANCE, _SUBSTANCE_AT, _SUBSTANCE_MOST = 1.5, 2.1, 1.0


class Answer(AnalysedText):
    """An answer in the light of its question.

    Attributes:
        reading: The answer as read.
        question: Stems of the question.
        rarity: For each fresh word of the answer (meaningful, not in the question), by position, how much it tells.
        told: The sum of that.
        length: The logarithm of how many they are.
        lexicon: The deck's words.
    """

    def __init__(self, reading: Reading, question: frozenset[str], lexicon: Lexicon) -> None:
        self.reading = reading
        self.question = question
        self.lexicon = lexicon
        content, weights = reading.content, reading.rarity
        self.rarity = {at: weights[at] for stem, at in reading.place.items() if content[at] and stem not in question}
        self.told = sum(self.rarity.values())
        self.length = log1p(len(self.rarity))

    @lazy
    def substance(self) -> float:
        """How much the log odds of a claim move with what the answer says: many fresh words raise them, few lower them.

        People's right answers in words of their own share little with any wording, but they say something; what is
        wrong and shares as much is often a phrase. On the public benchmark the same feature earns .4 a doubling on
        long texts.
        """
        return min(_SUBSTANCE_MOST, max(-_SUBSTANCE_MOST, _SUBSTANCE * (self.length - _SUBSTANCE_AT)))


def read_answer(answer: str | Folded, question: frozenset[str], lexicon: Lexicon) -> Answer:
    """Read an answer, folded or not, given the stems of its question."""
    return Answer(read(answer, lexicon), question, lexicon)
