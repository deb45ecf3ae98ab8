"""Follow: how closely an answer follows a text: the words it takes over in the same order, near each other.

Words that a text shares with its opposite ("the image becomes noise", "noise becomes the image") tell the two apart
only by where they stand, so a wrong answer without words of its own has to be followed to count.

Source: chains of matched words and the penalty for gaps between them, as in METEOR (Banerjee & Lavie 2005, section 2.2)
and skip-bigrams of ROUGE-S (Lin 2004, section 5).
"""

from __future__ import annotations

from bot.grading.align import Alignment
from bot.grading.reading import Reading
from bot.grading.wording import Wording

#: Words that may stand between two that are followed.
_BETWEEN = 4
#: Credit from which a word of the answer is the wording's own, not a relative of it.
_SAME = 0.9
#: What any word with meaning weighs beside its rarity.
_LEAST = 0.05


def followed(wording: Wording, reading: Reading, aligned: Alignment, *, closely: bool) -> float:
    """Return the share of a wording that an answer says in the wording's order, 0..1.

    Args:
        wording: The text that may be followed.
        reading: The answer.
        aligned: What stands for what.
        closely: Whether only the wording's own words count, one as much as another (who does it may be a common word),
            and only within one clause; negators only by what they turn.
    """
    rarity, place = wording.reading.rarity, wording.reading.place
    stems, by, credit = wording.stems, aligned.by, aligned.credit
    parts = reading.tokens.clause if closely else reading.tokens.sentence
    at, negated = reading.at, reading.negated
    negators = wording.lexicon.language.negators if closely else ()
    total = most = 0.0
    chains: list[tuple[int, float]] = []
    for index in wording.telling:
        if wording.words[index] in negators:
            continue
        weight = 1.0 if closely else rarity[place[stems[index]]] + _LEAST
        total += weight
        if not by[index] or (closely and (credit[index] < _SAME or reading.stems[by[index][0]] != stems[index])):
            continue
        here = by[index][0]
        if negated[here] != wording.negated[index]:
            continue
        before = [
            told
            for there, told in chains
            if there <= here <= there + _BETWEEN + 1 and parts[at[there]] == parts[at[here]]
        ]
        told = weight * credit[index] + max(before, default=0.0)
        chains.append((here, told))
        most = max(most, told)
    return most / total if total else 0.0
