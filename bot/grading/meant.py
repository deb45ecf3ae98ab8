"""Meant: what a text says beyond its words, whoever typed it: who does what, which ends of scales, yes or no."""

from __future__ import annotations

from bot.grading.context import Lexicon
from bot.grading.lazy import lazy
from bot.grading.poles import Poles, poles_of
from bot.grading.reading import Reading
from bot.grading.roles import Role, roles_of
from bot.grading.stance import stance_of


class Meant:
    """A text that has been read: an answer, or a wording that it is compared with.

    Attributes:
        reading: The text as read.
        lexicon: The deck's words.
    """

    reading: Reading
    lexicon: Lexicon

    @lazy
    def roles(self) -> tuple[Role, ...]:
        """What its directing words relate."""
        return roles_of(self.reading)

    @lazy
    def poles(self) -> Poles:
        """The ends of scales it names."""
        return poles_of(self.reading)

    @lazy
    def stance(self) -> int:
        """1 if it begins with a yes, -1 with a no, else 0."""
        return stance_of(self.reading.tokens, self.lexicon.language)

    @lazy
    def alternatives(self) -> int:
        """How many words such as "or" stand in it."""
        if not self.reading.signals:
            return 0
        return sum([key in self.lexicon.language.alternatives for key in self.reading.tokens.keys])
