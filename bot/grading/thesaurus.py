"""Thesaurus: how rare a word is in a language at large, and which words mean nearly the same.

Only English has one (`thesaurus.en.txt`); for other languages every word is equally rare and stands alone.

Source: WordNet 3.0 (Fellbaum 1998); made by `tests/grading/thesaurus.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib import resources

#: Credit for a word that means nearly the same, and for one that is only close.
NEAR, FAR = 0.55, 0.3


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Words of one language, as stems.

    Attributes:
        rarity: 0 (in every definition) to 1 (in next to none); a word that is not listed is rare.
        relatives: Stem to the stems that may stand for it, with the credit they earn.
    """

    rarity: dict[str, float] = field(default_factory=dict)
    relatives: dict[str, dict[str, float]] = field(default_factory=dict)


@cache
def thesaurus_of(tag: str) -> Thesaurus:
    """Return the thesaurus of a language; an empty one where there is none."""
    file = resources.files("bot.grading") / f"thesaurus.{tag}.txt"
    if not (tag.isalpha() and file.is_file()):
        return Thesaurus()
    made = Thesaurus()
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        near, _, far = line.partition("|")
        stem, rarity, *nearest = near.split()
        made.rarity[stem] = float(rarity)
        for credit, words in ((FAR, far.split()), (NEAR, nearest)):
            for word in words:
                made.relatives.setdefault(stem, {})[word] = credit
                made.relatives.setdefault(word, {})[stem] = credit
    return made
