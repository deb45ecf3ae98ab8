"""Features: eighteen facts about how an answer fits a wording, each a number with a meaning.

Source: the features that survived on the public benchmark: question-demoted recall (Sultan et al. 2016), character
n-grams (Ramachandran et al. 2015 report the same gain), polarity and numbers as in Mohler et al. (2011) follow-ups.
"""

from __future__ import annotations

from math import log1p
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
#: A wording of more fresh words is not looked for letter by letter.
_INSIDE_WORDS = 8
_INSIDE_ANSWER = 300
_HELD = 0.5
#: Words with meaning of a phrase, and fresh words of an answer that are much beside one.
_PHRASE, _BESIDES = 2, 3
#: Share of a wording's weight from which a word's opposite turns the whole.
_TELLING = 0.0


def features(wording: Wording, given: Asked, aligned: Alignment) -> list[float]:
    """Measure how an answer fits a wording, given their alignment."""
    reading, rarity = given.reading, given.rarity
    credit, by = aligned.credit, aligned.by
    recall = sum(map(mul, credit, wording.weights))
    held = sum([rarity.get(at, 0.0) for at in aligned.used])
    negated = 0.0
    for index in wording.fresh:
        if by[index] and reading.negated[by[index][0]] != wording.negated[index]:
            negated += wording.weights[index] * credit[index]
    place = reading.place
    missed = [key for key in wording.numbers if key not in place]
    grams = wording.reading.grams
    text, wanted = reading.text, wording.reading.text
    inside = 0.0
    if len(wording.fresh) <= _INSIDE_WORDS and len(wanted) <= len(text):
        inside = fuzz.partial_ratio(wanted, text[:_INSIDE_ANSWER]) / 100
    last = next((credit[index] for index in range(len(credit) - 1, -1, -1) if wording.content[index]), 0.0)
    return [
        recall,
        fuzz.ratio(wanted, text) / 100,
        len(grams & reading.grams) / max(1, len(grams)),
        held / given.told if given.told else 0.0,
        negated,
        len(missed) / max(1, len(wording.numbers)),
        float(
            bool(missed)
            and any(key[0] == "#" and key not in given.asked and key not in wording.place for key in reading.keys)
        ),
        float(wording.numbered and any(key[0] == "#" and key not in wording.place for key in reading.keys)),
        _opposed(wording, given, aligned),
        float(turned_round(wording.poles, given.poles)),
        untied(wording.poles, given.poles),
        float(narrowed(wording.poles, given.poles, wording.question)),
        _besides(wording, rarity),
        float(wording.stance * given.stance < 0),
        inside,
        float(bool(text) and f" {text} " in f" {wanted} "),
        last,
        log1p(len(rarity)),
    ]


def _opposed(wording: Wording, given: Asked, aligned: Alignment) -> float:
    if not wording.poles.ends or not given.poles.ends:
        return 0.0
    place = given.reading.place
    mistyped = {
        stem
        for stem, credit in zip(wording.stems, aligned.credit, strict=True)
        if credit >= _HELD and stem not in place
    }
    return opposed(wording.poles, given.poles, mistyped)


def _besides(wording: Wording, rarity: dict[int, float]) -> float:
    """Return how much an answer adds to a phrase that only repeats the question, 0..1."""
    if wording.fresh or sum(wording.content) < _PHRASE:
        return 0.0
    return min(1.0, len(rarity) / _BESIDES)


def opposite_of(wording: Wording, reading: Reading, aligned: Alignment) -> str:
    """Return a word of the answer that is the opposite of a word it lacks; "" if there is none."""
    for index, opposites in wording.opposites:
        if aligned.credit[index] < _HELD and wording.weights[index] >= _TELLING:
            for opposite in opposites:
                at = reading.place.get(opposite)
                if at is not None:
                    return reading.keys[at]
    return ""
