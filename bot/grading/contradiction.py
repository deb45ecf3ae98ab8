"""Contradiction: where an answer follows the author's sentence and says something else in it.

Five facts, each a share of what the wording says:

- *negated*: a word that both hold, and one of them negates; or a word that the answer replaces by its opposite.
- *swapped*: what stands left and right of a word that both hold has changed sides ("from high to low").
- *replaced*: between words that agree stands another one than the author's ("translates IP addresses into MAC addresses").
- *numbers*: a number of the wording that is missing while another one is given.
- *stance*: a yes for a no.

An answer in words of its own follows nobody's sentence; there nothing but negations and opposites is looked for.

Sources: de Marneffe, Rafferty & Manning 2008, "Finding Contradictions in Text" (section 4.2: negation, antonyms, numbers,
and arguments that change places); replaced words as substitutions of a token alignment (Levenshtein 1966), here of the
longest common subsequence.
"""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from bot.grading.align import Alignment
from bot.grading.answer import Answer
from bot.grading.reading import Reading
from bot.grading.wording import Wording

#: Credit of a word from which it is there.
_HELD = 0.5
#: Words on either side of a pivot that are looked at.
_REACH = 4
#: Share of an answer's words that stand in the wording, in its order or (for a swap) in any, from which it follows it.
_FOLLOWS = 0.5
_FOLLOWS_SWAPPED = 0.6
_FOLLOWS_OPPOSITE = 0.35
_TURNS = {}
for _a, _b in (("from", "to"), ("before", "after"), ("with", "without"), ("over", "under"), ("up", "down"), ("in", "out"), ("on", "off"), ("into", "from")):
    _TURNS[_a] = _b
    _TURNS.setdefault(_b, _a)
#: Words of a gap at most.
_GAP = 3
#: Fewer letters than these are no common beginning of two words.
_BEGINNING = 4


class Contradiction(NamedTuple):
    """A fact that speaks against an answer.

    Attributes:
        share: How much of the wording it concerns, 0..1.
        why: The words of the answer that say so, as typed.
    """

    share: float
    why: str


NONE = Contradiction(0.0, "")


class Pivot(NamedTuple):
    """A word with the words on its left and right, as stems."""

    left: frozenset[str]
    right: frozenset[str]
    word: str


def negated(wording: Wording, reading: Reading, aligned: Alignment) -> Contradiction:
    """Weigh what both hold and one of them negates."""
    if not (wording.reading.turned or reading.turned):
        return NONE
    total, why = 0.0, ""
    mine, theirs = wording.negated, reading.negated
    for index in wording.fresh:
        by = aligned.by[index]
        if by and theirs[by[0]] != mine[index]:
            total += wording.weights[index] * aligned.credit[index]
            why = why or reading.keys[by[0]]
    return Contradiction(total, why) if total else NONE


def swapped(wording: Wording, given: Answer, aligned: Alignment) -> Contradiction:
    """Find a word of which an answer has exchanged the left and the right, while it says little else."""
    mine, theirs = wording.reading.pivots, given.reading.pivots
    shared = mine.keys() & theirs.keys()
    if not shared or _precision(given, aligned) < _FOLLOWS_SWAPPED:
        return NONE
    place, weights = wording.place, wording.weights

    def weigh(stems: frozenset[str]) -> float:
        return sum([weights[place[stem]] for stem in stems if stem in place])

    best = NONE
    for stem in shared:
        left, right, _ = mine[stem]
        now_left, now_right, word = theirs[stem]
        to_right, to_left = left & now_right, right & now_left
        if to_right and to_left:
            crossed, stayed = weigh(to_right | to_left), weigh((left & now_left) | (right & now_right))
            if crossed > stayed and crossed > best.share:
                best = Contradiction(crossed, word)
    return best


def replaced(wording: Wording, given: Answer, aligned: Alignment, known: frozenset[str]) -> Contradiction:
    """Weigh the words of a wording in whose place an answer that follows it has others.

    Args:
        wording: What is wanted.
        given: The answer.
        aligned: How they fit.
        known: Stems that are right somewhere on the card, and those of the question: they replace nothing.
    """
    reading, lexicon = given.reading, given.lexicon
    mine, theirs = wording.reading.frame, reading.frame
    if not mine or not theirs:
        return NONE
    matched, before, wanted, found = 0, -1, [], []
    gaps: list[tuple[int, list[int], list[int], int]] = []
    for tag, start, end, from_, to in LCSseq.opcodes([one[0] for one in mine], [one[0] for one in theirs]):
        if tag == "equal":
            if wanted and found:
                gaps.append((before, wanted, found, start))
            matched += end - start
            before, wanted, found = end - 1, [], []
        else:
            wanted = [*wanted, *range(start, end)]
            found = [*found, *range(from_, to)]
    if wanted and found:
        gaps.append((before, wanted, found, -1))
    if matched < _FOLLOWS_OPPOSITE * len(theirs):
        return NONE
    follows = matched >= _FOLLOWS * len(theirs)
    total, words = 0.0, []
    place, used = wording.place, aligned.used
    for left, wanted, found, right in gaps:
        lost = [mine[at][0] for at in wanted if mine[at][1]]
        new = [theirs[at] for at in found if theirs[at][1]]
        if (left >= 0 or right >= 0) and (turn := _turn(mine, theirs, wanted, found, lexicon)):
            near = [mine[at][0] for at in (left, right) if at >= 0] if not lost else lost
            total += sum([wording.weights[place[stem]] for stem in near if stem in place])
            words.append(turn)
            continue
        if not follows or not 0 < len(lost) <= _GAP or not 0 < len(new) <= _GAP:
            continue
        new = [one for one in new if one[0] not in known and reading.place.get(one[0]) not in used]
        anchored = (left >= 0 and mine[left][1]) or (right >= 0 and mine[right][1]) or (left >= 0 and right >= 0)
        if new and anchored and not _are_related(lost, [one[0] for one in new], lexicon.relatives):
            total += sum([wording.weights[place[stem]] for stem in lost if stem in place])
            words += [one[2] for one in new]
    return Contradiction(total, " ".join(words)) if total else NONE


def _turn(mine, theirs, wanted, found, lexicon) -> str:
    """Return the word of a gap in the answer that is the opposite of one in the wording's; "" for none."""
    for at in wanted:
        stem, _, word, _ = mine[at]
        opposites = lexicon.opposites(stem)
        for other in found:
            if theirs[other][0] in opposites or theirs[other][2] == _TURNS.get(word):
                return theirs[other][2]
    return ""


def numbers(wording: Wording, given: Answer) -> Contradiction:
    """Weigh the numbers of a wording that are missing while the answer gives others."""
    wanted, held = wording.numbers, given.reading.held
    if not wanted or wanted <= held:
        return NONE
    others = [key for key in given.reading.keys if key[0] == "#" and key not in wording.place and key not in given.question]
    if not others:
        return NONE
    return Contradiction(len(wanted - held) / len(wanted), others[0][1:])


def _precision(given: Answer, aligned: Alignment) -> float:
    """Return the share of what an answer tells that stands in the wording."""
    rarity = given.rarity
    return sum([rarity[at] for at in aligned.used if at in rarity]) / given.told if given.told else 0.0


def _are_related(lost: list[str], new: list[str], relatives: dict[str, dict[str, float]]) -> bool:
    return any(
        one in relatives[other] or other in relatives[one] or one[:_BEGINNING] == other[:_BEGINNING]
        for one in lost
        for other in new
    )
