"""Features: eighteen facts about how an answer fits a wording, each a number with a meaning.

Source: the features that survived on the public benchmark: question-demoted recall (Sultan et al. 2016), character
n-grams (Ramachandran et al. 2015 report the same gain), polarity and numbers as in Mohler et al. (2011) follow-ups.
"""

from __future__ import annotations

from operator import mul

from rapidfuzz import fuzz

from bot.grading.align import Alignment
from bot.grading.asked import Asked
from bot.grading.poles import narrowed, opposed, turned_round, untied
from bot.grading.reading import Reading
from bot.grading.wording import Wording

#: In the order of the numbers that `features` returns.
NAMES = (
    "recall",  # share of the wording's weight that the answer holds
    "letters",  # likeness of the two strings
    "grams",  # share of the wording's letter groups that the answer holds
    "precision",  # share of the answer's fresh words that the wording holds
    "negated",  # weight of what both hold, but one of them negates
    "numbers_missed",  # share of the wording's numbers that the answer lacks
    "numbers_other",  # 1 if, beside that, the answer holds other numbers
    "numbers_foreign",  # 1 if the wording holds numbers and the answer one that the wording lacks, the question's too
    "opposed",  # scales of which both name opposite ends: 0, .5 for one, 1 for more
    "turned_round",  # 1 if both ends of a scale are wanted and the answer begins with the other one
    "untied",  # scales that both tie to each other, but the opposite way: 0, .5, 1
    "narrowed",  # 1 if the answer names an end of a scale that neither the wording nor the question names
    "besides",  # of a phrase that only repeats the question: how much the answer adds, 0..1 (three fresh words)
    "stance",  # 1 if one begins with a yes and the other with a no
    "inside",  # how well the wording fits somewhere inside the answer, letter by letter
    "contained",  # 1 if the whole answer stands inside the wording
    "last",  # credit of the wording's last word with meaning
    "told",  # logarithm of how many fresh words the answer has
)
_NO_POLES = (0.0, 0.0, 0.0, 0.0)
#: A wording of more fresh words is not looked for letter by letter.
_INSIDE_WORDS = 8
_INSIDE_ANSWER = 300
_HELD = 0.5
#: Words with meaning of a phrase, and fresh words of an answer that are much beside one.
_PHRASE, _BESIDES = 2, 3
#: Share of a wording's weight from which a word's opposite turns the whole.
_TELLING = 0.0


#: What speaks for an answer, and is quickly found: the features that `Agreement` holds, in its order.
AGREEING = ("recall", "letters", "grams", "precision", "contained", "last", "told")
Agreement = tuple[float, float, float, float, float, float, float]


def agreement(wording: Wording, given: Asked, aligned: Alignment) -> Agreement:
    """Measure what speaks for an answer, given its alignment with a wording."""
    reading, rarity, credit = given.reading, given.rarity, aligned.credit
    held = sum([rarity[at] for at in aligned.used if at in rarity])
    text, wanted = reading.text, wording.text
    contained = float(wanted == text != "") if len(wanted) <= len(text) else float(f" {text} " in f" {wanted} ")
    return (
        sum(map(mul, credit, wording.weights)),
        fuzz.ratio(wanted, text) / 100,
        reading.shared(wording.grams) / (len(wording.grams) or 1),
        held / given.told if held else 0.0,
        contained if text else 0.0,
        credit[wording.telling[-1]] if wording.telling else 0.0,
        given.words,
    )


def features(wording: Wording, given: Asked, aligned: Alignment, agreed: Agreement | None = None) -> list[float]:
    """Measure how an answer fits a wording, given their alignment, and their agreement if it is measured already."""
    recall, letters, grams, precision, contained, last, told = agreed or agreement(wording, given, aligned)
    reading = given.reading
    text, wanted = reading.text, wording.text
    inside = missed = other = foreign = 0.0
    if len(wording.fresh) <= _INSIDE_WORDS and len(wanted) <= len(text):
        begins = text[:_INSIDE_ANSWER]
        inside = 1.0 if wanted and wanted in begins else fuzz.partial_ratio(wanted, begins) / 100
    if wording.numbers and not wording.numbers <= reading.held:
        missed = len(wording.numbers - reading.held) / len(wording.numbers)
        other = float(
            any(key[0] == "#" and key not in given.asked and key not in wording.place for key in reading.keys)
        )
    if wording.numbered:
        foreign = float(any(key[0] == "#" and key not in wording.place for key in reading.keys))
    return [
        recall,
        letters,
        grams,
        precision,
        _turned(wording, reading, aligned) if wording.reading.turned or reading.turned else 0.0,
        missed,
        other,
        foreign,
        *(_polar(wording, given, aligned) if given.poles.words else _NO_POLES),
        _besides(wording, given.rarity),
        float(wording.stance != 0 and wording.stance * given.stance < 0),
        inside,
        contained,
        last,
        told,
    ]


def _turned(wording: Wording, reading: Reading, aligned: Alignment) -> float:
    """Weigh what both hold, but one of them negates."""
    total = 0.0
    for index in wording.fresh:
        by = aligned.by[index]
        if by and reading.negated[by[0]] != wording.negated[index]:
            total += wording.weights[index] * aligned.credit[index]
    return total


def _polar(wording: Wording, given: Asked, aligned: Alignment) -> tuple[float, float, float, float]:
    """Compare the ends of scales that an answer names with those of a wording: opposed, turned, untied, narrowed."""
    wanted, named = wording.poles, given.poles
    narrow = float(narrowed(wanted, named, wording.question))
    if not wanted.ends:
        return 0.0, 0.0, 0.0, narrow
    return _opposed(wording, given, aligned), float(turned_round(wanted, named)), untied(wanted, named), narrow


def _opposed(wording: Wording, given: Asked, aligned: Alignment) -> float:
    held = given.reading.held
    mistyped = {
        stem for stem, credit in zip(wording.stems, aligned.credit, strict=True) if credit >= _HELD and stem not in held
    }
    return opposed(wording.poles, given.poles, mistyped)


def _besides(wording: Wording, rarity: dict[int, float]) -> float:
    """Return how much an answer adds to a phrase that only repeats the question, 0..1."""
    if wording.fresh or len(wording.telling) < _PHRASE:
        return 0.0
    return min(1.0, len(rarity) / _BESIDES)


def opposite_of(wording: Wording, reading: Reading, aligned: Alignment) -> str:
    """Return a word of the answer that is the opposite of a word it lacks; "" if there is none."""
    if wording.opposite.isdisjoint(reading.held):
        return ""
    for index, opposites in wording.opposites:
        if aligned.credit[index] < _HELD and wording.weights[index] >= _TELLING:
            for opposite in opposites:
                at = reading.place.get(opposite)
                if at is not None:
                    return reading.keys[at]
    return ""
