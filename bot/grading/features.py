"""Features: thirteen facts about how an answer fits a wording, each a number with a meaning.

Source: the features that survived on the public benchmark: question-demoted recall (Sultan et al. 2016), character
n-grams (Ramachandran et al. 2015 report the same gain), polarity and numbers as in Mohler et al. (2011) follow-ups.
"""

from __future__ import annotations

from bot.grading.align import Alignment
from bot.grading.answer import Answer
from bot.grading.polarity import opposed, opposite_scales
from bot.grading.reading import Reading
from bot.grading.wording import Wording

#: What speaks for an answer, and is quickly found: the features that `Agreement` holds, in its order.
AGREEING = (
    "recall",  # share of the wording's weight that the answer holds
    "grams",  # share of the wording's letter groups that the answer holds
    "precision",  # share of the answer's fresh words that the wording holds
    "contained",  # 1 if the whole answer stands inside the wording
    "told",  # logarithm of how many fresh words the answer has
    "longer",  # how much more that is than the wording has
)
#: In the order of the numbers that `features` returns.
NAMES = (
    *AGREEING,
    "inside",  # 1 if the whole wording stands inside the answer
    "negated",  # weight of what both hold, but one of them negates
    "numbers_missed",  # share of the wording's numbers that the answer lacks
    "numbers_foreign",  # 1 if the wording holds numbers and the answer one that the wording lacks, the question's too
    "opposed",  # scales of which both name opposite ends: 0, .5 for one, 1 for more
    "besides",  # of a phrase that only repeats the question: how much the answer adds, 0..1 (three fresh words)
    "stance",  # 1 if one begins with a yes and the other with a no
)
#: Words of a wording, and letters of an answer, up to which the one is looked for inside the other.
_INSIDE_WORDS = 8
_INSIDE_ANSWER = 300
_HELD = 0.5
#: Fresh words of an answer that are much beside a phrase.
_BESIDES = 3
#: The values of `AGREEING`.
Agreement = tuple[float, float, float, float, float, float]
#: The other features by name, as far as they are not 0; most answers have next to none.
Facts = dict[str, float]


def agreement(wording: Wording, given: Answer, aligned: Alignment) -> Agreement:
    """Measure what speaks for an answer, given its alignment with a wording."""
    reading, rarity, grams = given.reading, given.rarity, wording.grams
    held = sum([rarity[at] for at in aligned.used if at in rarity]) if aligned.used else 0.0
    text, wanted = reading.text, wording.text
    contained = wanted == text != "" if len(wanted) <= len(text) else f" {text} " in f" {wanted} " and text != ""
    return (
        aligned.share(wording),
        reading.shared(grams) / len(grams) if grams else 0.0,
        held / given.told if held else 0.0,
        1.0 if contained else 0.0,
        given.length,
        given.length - wording.length if given.length > wording.length else 0.0,
    )


def facts(wording: Wording, given: Answer, aligned: Alignment) -> Facts:
    """Collect the facts beside an agreement, given an answer's alignment with a wording."""
    found: Facts = {}
    text, wanted = given.reading.text, wording.text
    if wanted and wanted in text[:_INSIDE_ANSWER] and len(wording.fresh) <= _INSIDE_WORDS:
        found["inside"] = 1.0
    if not wording.plain or given.reading.turned:
        _contrast(wording, given, aligned, found)
    return found


def features(wording: Wording, given: Answer, aligned: Alignment) -> list[float]:
    """Measure how an answer fits a wording, in the order of `NAMES`."""
    measured = facts(wording, given, aligned)
    measured.update(zip(AGREEING, agreement(wording, given, aligned), strict=True))
    return [measured.get(name, 0.0) for name in NAMES]


def _contrast(wording: Wording, given: Answer, aligned: Alignment, found: Facts) -> None:
    """Add what a plain answer to a plain wording has nothing of: negations, numbers, ends of scales, a yes or no."""
    reading = given.reading
    if (wording.reading.turned or reading.turned) and (turned := _turned(wording, reading, aligned)):
        found["negated"] = turned
    if wording.numbered:
        _compare_numbers(wording, given, found)
    if wording.poles.ends and given.poles.ends:
        _compare_poles(wording, given, aligned, found)
    if wording.repeats and given.rarity:
        found["besides"] = min(1.0, len(given.rarity) / _BESIDES)
    if wording.stance and wording.stance * given.stance < 0:
        found["stance"] = 1.0


def _compare_numbers(wording: Wording, given: Answer, found: Facts) -> None:
    reading = given.reading
    if not wording.place.keys() >= reading.numbers:
        found["numbers_foreign"] = 1.0
    if wording.numbers and not wording.numbers <= reading.held:
        found["numbers_missed"] = len(wording.numbers - reading.held) / len(wording.numbers)


def _turned(wording: Wording, reading: Reading, aligned: Alignment) -> float:
    """Weigh what both hold, but one of them negates."""
    total = 0.0
    for index in wording.fresh:
        by = aligned.by[index]
        if by and reading.negated[by[0]] != wording.negated[index]:
            total += wording.weights[index] * aligned.credit[index]
    return total


def _compare_poles(wording: Wording, given: Answer, aligned: Alignment, found: Facts) -> None:
    """Compare the ends of scales that an answer names with those of a wording."""
    wanted, named = wording.poles, given.poles
    if opposite_scales(wanted, named):
        held = given.reading.held
        apart = zip(wording.stems, aligned.credit, strict=True)
        mistyped = {stem for stem, credit in apart if credit >= _HELD and stem not in held}
        if (ends := opposed(wanted, named, mistyped)) > 0:
            found["opposed"] = ends


def opposite_of(wording: Wording, reading: Reading, aligned: Alignment) -> str:
    """Return a word of the answer that is the opposite of a word it lacks; "" if there is none."""
    for index, opposites in wording.opposites:
        if aligned.credit[index] < _HELD:
            for opposite in opposites:
                at = reading.place.get(opposite)
                if at is not None:
                    return reading.keys[at]
    return ""
