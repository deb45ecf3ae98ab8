"""Contradiction: where an answer follows the author's sentence and says something else in it.

- *Negated*: most of what both hold is negated by one of them; or a yes stands for a no.
- *Swapped*: what stands left and right of a word that both hold has changed sides ("from high to low").
- *Opposite*: in the author's place stands a word that means the opposite ("so that pages load slower").
- *Replaced*: between words that agree stands another one ("translates IP addresses into MAC addresses").
- *Number*: a number of a brief wording is missing while another one is given.

An answer in words of its own follows nobody's sentence, and is not held to its places.

Sources: negation, antonyms, numbers and arguments that change places as signs of a contradiction (de Marneffe, Rafferty
& Manning 2008, "Finding Contradictions in Text", section 4.2); gaps between the words of the longest common
subsequence (Wagner & Fischer 1974).
"""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from bot.grading.align import Alignment
from bot.grading.answer import Answer
from bot.grading.reading import Framed, Reading
from bot.grading.verdict import Rule
from bot.grading.wording import Wording

#: Share of what is there, and least share of the wording, that has to be negated to turn the whole.
_TURNED, _TURNED_LEAST = 0.4, 0.15
#: Share of what is there that has to be negated where both texts negate something.
_MOSTLY = 0.6
#: Credit from which a word is the wording's own, not a relative of it.
_SAME = 0.75
#: Share of what stands around a swap, or of what an answer with an opposite tells, that has to be the wording's.
_RETOLD = 0.6
#: Share of an answer's words that stand in the wording's order from which it follows it, and that is enough for an
#: opposite in the wording's place; and words with meaning among them at least.
_FOLLOWS, _FOLLOWS_OPPOSITE, _FOLLOWED_LEAST = 0.5, 0.2, 2
#: Words with meaning in a gap at most.
_GAP = 3
#: Letters that two forms of a word share at their beginning.
_BEGINNING = 4
#: Fresh words up to which a wording stands or falls with its numbers.
_BRIEF = 6


class Fact(NamedTuple):
    """A fact that speaks against an answer.

    Attributes:
        share: How much of the wording it concerns, 0..1; 0 where there is none.
        why: The word of the answer that says so.
    """

    share: float
    why: str


_NONE = Fact(0.0, "")


def contradicts(
    wording: Wording, given: Answer, aligned: Alignment, recall: float, known: frozenset[str]
) -> tuple[Rule, str] | None:
    """Tell which rule speaks against an answer to a claim, and which of its words set it off; None for none.

    Args:
        wording: The claim.
        given: The answer.
        aligned: How they fit.
        recall: The share of the claim that is there.
        known: Stems that are right somewhere on the card, and those of the question.
    """
    if wording.stance and wording.stance * given.stance < 0:
        return Rule.NEGATED, ""
    found = negated(wording, given.reading, aligned)
    if found.share >= max(_TURNED * recall, _TURNED_LEAST):
        return Rule.NEGATED, found.why
    found = numbers(wording, given)
    if found.share and len(wording.fresh) <= _BRIEF:
        return Rule.NUMBER_DIFFERS, found.why
    swap = swapped(wording, given)
    if swap:
        return Rule.SWAPPED, swap
    return replaced(wording, given, aligned, known)


def negated(wording: Wording, reading: Reading, aligned: Alignment) -> Fact:
    """Weigh what both hold and one of them negates.

    Where both negate something, it has to be each other's words, or most of all.
    """
    if not (wording.reading.turned or reading.turned):
        return _NONE
    total, held, ways, why = 0.0, 0.0, set[bool](), ""
    mine, theirs = wording.negated, reading.negated
    for index in wording.fresh:
        by, credit = aligned.by[index], aligned.credit[index]
        if not by or credit < _SAME:
            continue
        held += wording.weights[index] * credit
        if theirs[by[0]] != mine[index]:
            total += wording.weights[index] * credit
            ways.add(mine[index])
            why = why or reading.keys[by[0]]
    both = wording.reading.turned and reading.turned
    if both and len(ways) == 1 and total < _MOSTLY * held:
        return _NONE
    return Fact(total, why) if total else _NONE


def numbers(wording: Wording, given: Answer) -> Fact:
    """Weigh the numbers of a wording that are missing while the answer gives others."""
    wanted, held = wording.numbers, given.reading.held
    if not wanted or wanted <= held:
        return _NONE
    place, question = wording.place, given.question
    other = next((key for key in given.reading.keys if key[0] == "#" and key not in place and key not in question), "")
    return Fact(len(wanted - held) / len(wanted), other[1:]) if other else _NONE


def opposite_of(wording: Wording, given: Answer, aligned: Alignment) -> str:
    """Return a word of the answer that is the opposite of one it lacks; "" for none."""
    keys, place, lexicon = given.reading.keys, given.reading.place, given.lexicon
    for index in wording.telling:
        if not aligned.credit[index]:
            for opposite in lexicon.opposites(wording.stems[index]):
                if opposite in place and opposite not in wording.held:
                    return keys[place[opposite]]
    return ""


def swapped(wording: Wording, given: Answer) -> str:
    """Return the word whose left and right an answer has exchanged, saying little else; "" for none.

    Either more changes sides than stays, or the nearest words on either side have changed places.
    """
    mine, theirs = wording.reading.pivots, given.reading.pivots
    shared = mine.keys() & theirs.keys()
    if not shared:
        return ""
    place, weights = wording.place, wording.weights

    def weigh(stems: set[str]) -> float:
        return sum([weights[place[stem]] for stem in stems if stem in place])

    for stem in sorted(shared):
        left, right, _ = mine[stem]
        now_left, now_right, word = theirs[stem]
        around = {*now_left, *now_right}
        if len(around & wording.held) < _RETOLD * len(around):
            continue
        if left[0] == now_right[0] and right[0] == now_left[0]:
            return word
        to_right, to_left = {*left} & {*now_right}, {*right} & {*now_left}
        if to_right and to_left and weigh(to_right | to_left) > weigh({*left} & {*now_left} | {*right} & {*now_right}):
            return word
    return ""


def replaced(
    wording: Wording, given: Answer, aligned: Alignment, known: frozenset[str]
) -> tuple[Rule, str] | None:
    """Find a word in whose place an answer that follows the wording has another one: its opposite, or a foreign one."""
    reading, lexicon = given.reading, given.lexicon
    mine, theirs = wording.reading.frame, reading.frame
    gaps, matched, meant = _gaps(mine, theirs)
    if not gaps or matched < _FOLLOWS_OPPOSITE * len(theirs) or not meant:
        return None
    for gap in gaps:
        turned = _turned(mine, theirs, gap, lexicon.language.ways, lexicon.opposites)
        if turned is not None:
            return turned
    if given.precision(aligned.used) >= _RETOLD and (opposite := opposite_of(wording, given, aligned)):
        return Rule.ANTONYM, opposite
    if matched < _FOLLOWS * len(theirs) or meant < _FOLLOWED_LEAST:
        return None
    for gap in gaps:
        lost = [mine[at] for at in gap.wanted if mine[at].telling]
        new = [theirs[at] for at in gap.found if theirs[at].telling]
        if not 0 < len(lost) <= _GAP or not 0 < len(new) <= _GAP or not _is_anchored(mine, gap):
            continue
        if any(reading.place.get(one.stem) in aligned.used for one in new):
            continue
        missing = any(not aligned.credit[wording.place[one.stem]] for one in lost if one.stem in wording.place)
        if not missing and not (gap.left >= 0 and gap.right >= 0 and len(lost) == len(new) == 1):
            continue
        foreign = [one for one in new if one.stem not in known and one.stem not in lexicon.language.vague]
        if foreign and not _are_related(lost, foreign, lexicon.relatives):
            return Rule.REPLACED, " ".join([one.word for one in foreign])
    return None


class _Gap(NamedTuple):
    """What stands between two words that agree: positions of the wording's words, and of the answer's instead.

    Attributes:
        left: Position in the wording of the word before; -1 for none.
        wanted: Positions in the wording.
        found: Positions in the answer.
        right: Position in the wording of the word behind; -1 for none.
    """

    left: int
    wanted: range
    found: range
    right: int


def _gaps(mine: list[Framed], theirs: list[Framed]) -> tuple[list[_Gap], int, int]:
    """Return the gaps, how many words agree in order, and how many of these have a meaning of their own."""
    gaps: list[_Gap] = []
    matched = meant = 0
    left, start, begin = -1, 0, 0
    for op in LCSseq.opcodes([one.stem for one in mine], [one.stem for one in theirs]):
        if op.tag != "equal":
            continue
        if op.src_start > start and op.dest_start > begin:
            gaps.append(_Gap(left, range(start, op.src_start), range(begin, op.dest_start), op.src_start))
        matched += op.src_end - op.src_start
        meant += sum([one.telling for one in mine[op.src_start : op.src_end]])
        left, start, begin = op.src_end - 1, op.src_end, op.dest_end
    if len(mine) > start and len(theirs) > begin and left >= 0:
        gaps.append(_Gap(left, range(start, len(mine)), range(begin, len(theirs)), -1))
    return gaps, matched, meant


def _turned(mine, theirs, gap, ways, opposites) -> tuple[Rule, str] | None:  # type: ignore[no-untyped-def]
    """Find a word of a gap in the answer that means the opposite of one in the wording's, or leads the other way."""
    for at in gap.wanted:
        wanted = mine[at]
        for other in gap.found:
            found = theirs[other]
            if found.stem in opposites(wanted.stem):
                return Rule.ANTONYM, found.word
            led = gap.left >= 0 and (gap.right >= 0 or (at, other) == (gap.wanted[0], gap.found[0]))
            if led and found.word in ways.get(wanted.word, ()):
                return Rule.NEGATED, found.word
    return None


def _is_anchored(mine: list[Framed], gap: _Gap) -> bool:
    """Tell whether a word with meaning stands beside a gap, or any on both sides."""
    both = gap.left >= 0 and gap.right >= 0
    return both or any(at >= 0 and mine[at].telling for at in (gap.left, gap.right))


def _are_related(lost: list[Framed], new: list[Framed], relatives: dict[str, dict[str, float]]) -> bool:
    return any(
        one.stem in relatives[other.stem]
        or other.stem in relatives[one.stem]
        or one.word[:_BEGINNING] == other.word[:_BEGINNING]
        or (len(one.stem) >= _BEGINNING and one.stem in other.word)
        or (len(other.stem) >= _BEGINNING and other.stem in one.word)
        for one in lost
        for other in new
    )
