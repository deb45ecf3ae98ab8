"""Asked: an answer in the light of its question, read once and fitted to many wordings."""

from __future__ import annotations

from math import log1p

from bot.grading.context import Lexicon
from bot.grading.lazy import lazy
from bot.grading.normalise import Folded
from bot.grading.poles import Poles, poles_of
from bot.grading.reading import Reading, read
from bot.grading.roles import Role, roles_of
from bot.grading.stance import stance_of


class Asked:
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

    @lazy
    def roles(self) -> tuple[Role, ...]:
        """The roles its directing words give."""
        return roles_of(self.reading.tokens, self.lexicon)

    @lazy
    def poles(self) -> Poles:
        """The ends of scales it names."""
        return poles_of(self.reading)

    @lazy
    def stance(self) -> int:
        """1 if it begins with a yes, -1 with a no, else 0."""
        return stance_of(self.reading.tokens, self.lexicon.language)


def ask(answer: str | Folded, asked: frozenset[str], lexicon: Lexicon) -> Asked:
    """Read an answer in the light of its question."""
    return Asked(read(answer, lexicon), asked, lexicon)
