"""Asked: an answer in the light of its question, read once and fitted to many wordings."""

from __future__ import annotations

from dataclasses import dataclass

from bot.grading.context import Lexicon
from bot.grading.normalise import Folded
from bot.grading.poles import Poles, poles_of
from bot.grading.reading import Reading, read
from bot.grading.roles import Role, roles_of
from bot.grading.stance import stance_of


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer in the light of its question.

    Attributes:
        reading: The answer as read.
        asked: Stems of the question.
        rarity: For each fresh word of the answer (meaningful, not in the question), by position, how much it tells.
        told: The sum of that.
        roles: The roles its directing words give.
        poles: The ends of scales it names.
        stance: 1 if it begins with a yes, -1 with a no, else 0.
        lexicon: The deck's words.
    """

    reading: Reading
    asked: frozenset[str]
    rarity: dict[int, float]
    told: float
    roles: tuple[Role, ...]
    poles: Poles
    stance: int
    lexicon: Lexicon


def ask(answer: str | Folded, asked: frozenset[str], lexicon: Lexicon) -> Asked:
    """Read an answer in the light of its question."""
    reading = read(answer, lexicon)
    content, weigh = reading.content, lexicon.rarity
    rarity = {at: weigh(stem) for stem, at in reading.place.items() if content[at] and stem not in asked}
    return Asked(
        reading=reading,
        asked=asked,
        rarity=rarity,
        told=sum(rarity.values()),
        roles=roles_of(reading.tokens, lexicon),
        poles=poles_of(reading),
        stance=stance_of(reading.tokens, lexicon.language),
        lexicon=lexicon,
    )
