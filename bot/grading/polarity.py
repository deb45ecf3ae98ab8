"""Polarity: which ends of which scales a text names (longer, lower), and whether two texts name opposite ones.

A negated end counts as the other one: "not the same" stands where "different" does. Where a text ties two scales to
each other ("the longer, the lower"), the tie counts as well: "the shorter, the higher" says the same thing.

Source: polarity of aligned words as a sign of contradiction (de Marneffe, Rafferty & Manning 2008, "Finding
Contradictions in Text", section 4.2); ties of scales as in qualitative reasoning (Forbus 1984, section 3.2).
"""

from __future__ import annotations

from collections.abc import Container
from itertools import combinations

from bot.grading.lazy import lazy
from bot.grading.reading import Reading

_OPPOSED_MOST = 2
#: Stems that tell of change, beside comparatives in -er.
_CHANGES = frozenset({"more", "less", "increas", "decreas", "rise", "fall", "grow", "shrink"})


class Poles:
    """The scales of a text; an end is +1 or -1, 0 stands for both.

    Attributes:
        ends: Scale to the end that is named, negation counted in.
        words: Scale to the stem that names it first.
    """

    def __init__(self, told: list[_Told], reading: Reading | None = None) -> None:
        self.ends: dict[int, int] = {}
        self.words: dict[int, str] = {}
        for scale, end, stem, _ in told:
            self.words.setdefault(scale, stem)
            self.ends[scale] = end if self.ends.get(scale, end) == end else 0
        self._told = told
        self._reading = reading

    @lazy
    def ties(self) -> dict[tuple[int, int], int]:
        """Two scales that one sentence names, the lower number first, to the product of their ends."""
        ties: dict[tuple[int, int], int] = {}
        sentences: dict[int, list[tuple[int, int]]] = {}
        if self._reading is not None:
            sentence, at = self._reading.tokens.sentence, self._reading.at
            for scale, end, _, place in self._told:
                sentences.setdefault(sentence[at[place]], []).append((scale, end))
        for told in sentences.values():
            for (one, end), (two, other_end) in combinations(told, 2):
                if one != two:
                    pair = (one, two) if one < two else (two, one)
                    product = end * other_end
                    ties[pair] = product if ties.get(pair, product) == product else 0
        return ties


#: Of a word that names an end: scale, end, stem, position among the distinct words of its text.
_Told = tuple[int, int, str, int]
NO_POLES = Poles([])


def poles_of(reading: Reading) -> Poles:
    """Find the ends of scales that a text names."""
    scales = reading.lexicon.scales
    if scales.keys().isdisjoint(reading.held):
        return NO_POLES
    negated, told = reading.negated if reading.turned else None, list[_Told]()
    for at, stem in [(at, stem) for at, stem in enumerate(reading.stems) if stem in scales]:
        scale, end = scales[stem]
        told.append((scale, -end if negated and negated[at] else end, stem, at))
    return Poles(told, reading)


def opposed(wanted: Poles, given: Poles, mistyped: Container[str] = frozenset()) -> float:
    """Count the scales of which two texts name opposite ends: 0, .5 or 1 (two or more).

    Args:
        wanted: The wording's poles.
        given: The answer's.
        mistyped: Stems of the wording that the answer holds in other letters ("liqiud, solid").
    """
    apart = opposite_scales(wanted, given)
    if not apart:
        return 0.0
    told_alike = alike(wanted, given)
    count = sum([scale not in told_alike and wanted.words[scale] not in mistyped for scale in apart])
    return min(_OPPOSED_MOST, count) / _OPPOSED_MOST


def opposite_scales(wanted: Poles, given: Poles) -> list[int]:
    """Return the scales of which two texts name opposite ends."""
    ends, others = wanted.ends, given.ends
    return [scale for scale in ends.keys() & others.keys() if ends[scale] * others[scale] < 0]


def alike(wanted: Poles, given: Poles) -> set[int]:
    """Return the scales that both texts tie to another one in the same way: from either end it is the same law.

    A law speaks of change ("longer", "increases"); "hot and dry" is none, and "cold and wet" is its opposite.
    """
    if len(wanted.ends.keys() & given.ends.keys()) < 2:  # noqa: PLR2004 - a tie has two
        return set()
    ties = given.ties
    return {
        scale
        for pair, product in wanted.ties.items()
        if product * ties.get(pair, 0) > 0
        and all(_is_change(text.words[one]) for text in (wanted, given) for one in pair)
        for scale in pair
    }


def _is_change(stem: str) -> bool:
    return stem.endswith("er") or stem in _CHANGES
