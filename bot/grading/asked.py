"""Asked: an answer in the light of its question, read once and fitted to many wordings."""

from __future__ import annotations

from math import log1p

from bot.grading.context import Lexicon
from bot.grading.meant import Meant
from bot.grading.normalise import Folded
from bot.grading.reading import Reading, read


class Asked(Meant):
    """An answer in the light of its question.

    Attributes:
        reading: The answer as read.
        asked: Stems of the question.
        rarity: For each fresh word of the answer (meaningful, not in the question), by position, how much it tells.
        told: The sum of that.
        words: The logarithm of how many they are.
        lexicon: The deck's words.
    """

    def __init__(self, reading: Reading, asked: frozenset[str], lexicon: Lexicon) -> None:
        self.reading = reading
        self.asked = asked
        self.lexicon = lexicon
        content, weights = reading.content, reading.rarity
        self.rarity = {at: weights[at] for stem, at in reading.place.items() if content[at] and stem not in asked}
        self.told = sum(self.rarity.values())
        self.words = log1p(len(self.rarity))


def ask(answer: str | Folded, asked: frozenset[str], lexicon: Lexicon) -> Asked:
    """Read an answer in the light of its question."""
    return Asked(read(answer, lexicon), asked, lexicon)
