"""Answer: a person's answer as read in the light of its question; read once and compared with many wordings."""

from __future__ import annotations

from collections.abc import Iterable
from math import log1p

from bot.grading.statements.reading import Reading, read
from bot.grading.statements.semantics import AnalysedText
from bot.grading.words.lexicon import Lexicon
from bot.grading.words.normalise import Folded


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

    def precision(self, used: Iterable[int]) -> float:
        """Return the share of what the answer tells that stands at these positions."""
        rarity = self.rarity
        held = sum([rarity[at] for at in used if at in rarity])
        return held / self.told if held else 0.0


def read_answer(answer: str | Folded, question: frozenset[str], lexicon: Lexicon) -> Answer:
    """Read an answer, folded or not, given the stems of its question."""
    return Answer(read(answer, lexicon), question, lexicon)
