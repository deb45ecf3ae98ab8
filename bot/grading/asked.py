"""Asked: an answer in the light of its question, read once and fitted to many wordings."""

from __future__ import annotations

from math import log1p

from bot.grading.context import Lexicon
from bot.grading.lazy import lazy
from bot.grading.meant import Meant
from bot.grading.normalise import Folded
from bot.grading.reading import Reading, read

#: How much a claim's log odds move with the logarithm of fresh words, around which, and at most.
_SUBSTANCE, _SUBSTANCE_AT, _SUBSTANCE_MOST = 1.5, 2.1, 1.0


class Asked(Meant):
    """An answer in the light of its question.

    Attributes:
        reading: The answer as read.
        asked: Stems of the question.
        rarity: For each fresh word of the answer (meaningful, not in the question), by position, how much it tells.
        told: The sum of that.
        length: The logarithm of how many they are.
        lexicon: The deck's words.
    """

    def __init__(self, reading: Reading, asked: frozenset[str], lexicon: Lexicon) -> None:
        self.reading = reading
        self.asked = asked
        self.lexicon = lexicon
        content, weights = reading.content, reading.rarity
        self.rarity = {at: weights[at] for stem, at in reading.place.items() if content[at] and stem not in asked}
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


def ask(answer: str | Folded, asked: frozenset[str], lexicon: Lexicon) -> Asked:
    """Read an answer in the light of its question."""
    return Asked(read(answer, lexicon), asked, lexicon)
