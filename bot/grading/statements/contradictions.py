"""Contradictions: where an answer follows the author's sentence and says something else in it.

- *Negated*: most of what both hold is negated by one of them; or a yes stands for a no.
- *Swapped*: what stands left and right of a word that both hold has changed sides ("from high to low").
- *Opposite*: in the author's place stands a word that means the opposite ("so that pages load slower").
- *Replaced*: between words that agree stands another one ("translates IP addresses into MAC addresses").

An answer in words of its own follows nobody's sentence, and is not held to its places.

Sources: negation, antonyms, numbers and arguments that change places as signs of a contradiction (de Marneffe, Rafferty
& Manning 2008, "Finding Contradictions in Text", section 4.2); gaps between the words of the longest common
subsequence (Wagner & Fischer 1974).
"""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from bot.grading.statements.alignment import Alignment
from bot.grading.statements.answer import Answer
from bot.grading.statements.reading import Framed, Reading
from bot.grading.statements.wording import Wording
from bot.grading.verdict import Rule

#: Share of a claim that has to be there for an answer to say anything about it.
_TOUCHED = 0.15
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
#: Share of the words of both that agree in order, from which the one is a copy of the other.
_COPIES = 0.6
#: Words of a gap in which a small word leads the other way, at most.
_WAY = 2
#: Words with meaning in a gap at most.
_GAP = 3
#: Letters that two forms of a word share at their beginning.
_BEGINNING = 4


class Contradiction(NamedTuple):
    """What speaks against an answer.

    Attributes:
        rule: What it is.
        why: The words of the answer that set it off; "" for none.
        certain: Whether it turns the meaning; if not, nobody can know.
        shown: Whether it stands in the answer, so that it can be named; a negation that is left out does not.
    """

    rule: Rule
    why: str
    certain: bool = True
    shown: bool = True


class Fact(NamedTuple):
    """A fact that speaks against an answer.

    Attributes:
        share: How much of the wording it concerns, 0..1; 0 where there is none.
        why: The word of the answer that says so.
    """

    share: float
    why: str


_NONE = Fact(0.0, "")


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


_NO_GAPS: tuple[list[_Gap], int, int] = [], 0, 0


def contradicts(
    wording: Wording, given: Answer, aligned: Alignment, recall: float, known: frozenset[str]
) -> Contradiction | None:
    """Tell what speaks against an answer to a claim; None for nothing.

    Args:
        wording: The claim.
        given: The answer.
        aligned: How they fit.
        recall: The share of the claim that is there.
        known: Stems that are right somewhere on the card, and those of the question.
    """
    if wording.stance and wording.stance * given.stance < 0:
        return Contradiction(Rule.NEGATED, "")
    if recall < _TOUCHED:
        return None
    found = negated(wording, given.reading, aligned)
    if found.share >= max(_TURNED * recall, _TURNED_LEAST):
        return Contradiction(Rule.NEGATED, found.why, shown=given.reading.turned)
    swap = swapped(wording, given)
    if swap:
        return Contradiction(Rule.SWAPPED, swap)
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
        if not by or credit < _SAME or wording.words[index][0] == "#":
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
    keys, place, lexicon, negated_ = given.reading.keys, given.reading.place, given.lexicon, given.reading.negated
    for index in wording.telling:
        if not aligned.credit[index]:
            for opposite in lexicon.opposites(wording.stems[index]):
                at = place.get(opposite)
                if at is not None and opposite not in wording.held and negated_[at] == wording.negated[index]:
                    return keys[at]
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


def replaced(wording: Wording, given: Answer, aligned: Alignment, known: frozenset[str]) -> Contradiction | None:
    """Find a word in whose place an answer that follows the wording has another one: its opposite, or a foreign one.

    A noun for a noun is another thing, and so is any word that alone differs from the author's sentence. Else another
    verb or adjective may say the same, and nobody can know.
    """
    mine, theirs = wording.reading.frame, given.reading.frame
    # Words that agree in order are among those that agree.
    few = len(wording.held & given.reading.held) < _FOLLOWS_OPPOSITE * len(theirs)
    gaps, matched, meant = _NO_GAPS if few else _gaps(mine, theirs)
    if not gaps or matched < _FOLLOWS_OPPOSITE * len(theirs) or not meant:
        return None
    turned = next(filter(None, [_turned(wording.reading, given.reading, gap) for gap in gaps]), None)
    if turned is not None:
        return turned
    if given.precision(aligned.used) >= _RETOLD and (opposite := opposite_of(wording, given, aligned)):
        return Contradiction(Rule.ANTONYM, opposite)
    if matched < _FOLLOWS * len(theirs) or meant < _FOLLOWED_LEAST:
        return None
    copied = matched >= _COPIES * max(len(mine), len(theirs))
    doubt: Contradiction | None = None
    is_noun = given.lexicon.is_noun
    for gap in gaps:
        lost, foreign = _exchanged(wording, given, aligned, gap, known)
        if foreign:
            nouns = any(is_noun(one.stem) for one in lost) and any(is_noun(one.stem) for one in foreign)
            found = Contradiction(Rule.REPLACED, " ".join([one.word for one in foreign]), certain=copied or nouns)
            if found.certain:
                return found
            doubt = found
    return doubt


def _exchanged(
    wording: Wording, given: Answer, aligned: Alignment, gap: _Gap, known: frozenset[str]
) -> tuple[list[Framed], list[Framed]]:
    """Return the words with meaning that are lost in a gap, and the foreign ones in their place; none if none are."""
    reading, lexicon, place = given.reading, given.lexicon, wording.place
    mine, theirs = wording.reading.frame, reading.frame
    lost = [mine[at] for at in gap.wanted if mine[at].telling and mine[at].stem in place]
    new = [theirs[at] for at in gap.found if theirs[at].telling]
    if not 0 < len(lost) <= _GAP or not 0 < len(new) <= _GAP or not _is_anchored(mine, gap):
        return [], []
    if any(reading.place.get(one.stem) in aligned.used for one in new):
        return [], []
    # A word that stands elsewhere in the answer may just have moved.
    moved = all(aligned.credit[place[one.stem]] for one in lost)
    if moved and not (gap.left >= 0 and gap.right >= 0 and len(lost) == len(new) == 1):
        return [], []
    foreign = [one for one in new if one.stem not in known and one.word not in lexicon.language.vague]
    return ([], []) if _are_related(lost, foreign, lexicon.relatives) else (lost, foreign)


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


def _turned(wanted: Reading, given: Reading, gap: _Gap) -> Contradiction | None:
    """Find a word of a gap in the answer that means the opposite of one in the wording's, or leads the other way."""
    mine, theirs, lexicon = wanted.frame, given.frame, given.lexicon
    brief = len(gap.wanted) <= _WAY and len(gap.found) <= _WAY and gap.left >= 0
    for at in gap.wanted:
        one = mine[at]
        opposites, ways = lexicon.opposites(one.stem), lexicon.language.ways.get(one.word, ())
        for there in gap.found:
            other = theirs[there]
            # A negated opposite means the same.
            if other.stem in opposites and _is_negated(wanted, one) == _is_negated(given, other):
                return Contradiction(Rule.ANTONYM, other.word)
            if brief and other.word in ways:
                return Contradiction(Rule.NEGATED, other.word)
    return None


def _is_negated(reading: Reading, one: Framed) -> bool:
    at = reading.place.get(one.stem)
    return at is not None and reading.negated[at]


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
