"""Fit: how well an answer says what one wording says, and which rules spoke.

A short wording (a name, a number) admits no opposite, no other number and no list of guesses; on long ones people
judge the whole, so there the same facts only weigh in. A name is missed by a known word that looks like it ("hearth"
for "heart"), by another month of a date, and by another unit of a number.

Sources: what is in the lexicon is no misspelling (Kukich 1992, "Techniques for Automatically Correcting Words in Text",
section 3); dates compared part by part as in TIMEX3 (Pustejovsky et al. 2003, "TimeML", section 2.2); a quantity is a
value and a unit (Roy, Vieira & Roth 2015, "Reasoning about Quantities in Natural Language", section 3).
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.grading.align import NAMESAKE, Alignment, align
from bot.grading.answer import Answer
from bot.grading.contradiction import negated, numbers, opposite_of
from bot.grading.letters import is_inflected, is_word, likeness
from bot.grading.model import Weights, odds_of, probability
from bot.grading.verdict import Rule
from bot.grading.wording import Wording

#: A rule, the share of the chance it takes or leaves, and what set it off.
Spoken = tuple[Rule, float, str]
#: Share of what is there, and least share of the wording, that has to be negated to turn the whole.
_NEGATED, _NEGATED_LEAST, _NEGATED_LONG = 0.5, 0.2, 0.465
_CUT = {
    Rule.NEGATED: 0.25,
    Rule.NUMBER_DIFFERS: 0.4,
    Rule.ANTONYM: 0.35,
    Rule.STUFFED: 0.3,
    Rule.LOOKALIKE: 0.35,
    Rule.DATE_DIFFERS: 0.45,
    Rule.UNIT_DIFFERS: 0.75,
}
#: Distinct fresh words beyond which an answer is no answer but a paste.
_TOLD_MOST = 150
#: Alternatives, separated by commas or "or", from which a name is guessed rather than known.
_GUESSES = 4
_GUESS_LONGEST = 5
#: What an answer with "or" keeps, and a name of which no word is there.
_HEDGED, _WORDLESS = 0.65, 0.9
#: A name's chance up to which it does not matter why it is missed.
_DOUBTED_FROM = 0.2
#: Fresh words up to which a wording stands or falls with its numbers.
_BRIEF = 6


@dataclass(slots=True)
class Fit:
    """How well an answer fits a wording.

    Attributes:
        chance: Probability that a fair teacher accepts, 0..1, rules included.
        aligned: What stands for what.
        rules: The rules that cost something: rule, share of the chance taken, what set it off.
    """

    chance: float
    aligned: Alignment
    rules: tuple[Spoken, ...] = ()


def fit(wording: Wording, given: Answer, weights: Weights, *, hard: bool) -> Fit:
    """Fit an answer to a wording.

    Args:
        wording: What is wanted.
        given: The answer.
        weights: The model's weights for this wording.
        hard: Whether it is a name or a number, and so stands or falls with it.
    """
    aligned = align(wording, given.reading, given.lexicon)
    chance = probability(odds_of(wording, given, aligned, weights))
    rules: list[Spoken] = []
    turned = negated(wording, given.reading, aligned)
    if turned.share >= max(_NEGATED * aligned.share(wording), _NEGATED_LEAST if hard else _NEGATED_LONG):
        rules.append((Rule.NEGATED, _CUT[Rule.NEGATED], turned.why))
    if not hard:
        return Fit(chance * (_CUT[Rule.NEGATED] if rules else 1.0), aligned, tuple(rules))
    other = numbers(wording, given)
    if other.share and max(len(wording.fresh), len(given.rarity) // 2) <= _BRIEF:
        rules.append((Rule.NUMBER_DIFFERS, _CUT[Rule.NUMBER_DIFFERS], other.why))
    if opposite := opposite_of(wording, given, aligned):
        rules.append((Rule.ANTONYM, _CUT[Rule.ANTONYM], opposite))
    chance *= _name_share(wording, given, aligned, rules)
    if chance > _DOUBTED_FROM:
        _miss(wording, given, aligned, rules)
    for _, kept, _ in rules:
        chance *= kept
    return Fit(chance, aligned, tuple([(rule, 1.0 - kept, why) for rule, kept, why in rules]))


def paste_share(given: Answer) -> float:
    """Return what is left of a score for an answer of this many words: 1 up to 150 fresh ones, then less and less."""
    told = len(given.rarity)
    return 1.0 if told <= _TOLD_MOST else (_TOLD_MOST / told) ** 3


def _name_share(wording: Wording, given: Answer, aligned: Alignment, rules: list[Spoken]) -> float:
    """Return what a name keeps if none of its words is there, and note a list of guesses."""
    tokens = given.reading.tokens
    if given.reading.signals or tokens.listed:
        ors, listed = given.alternatives, tokens.listed
        if ors + listed + 1 >= _GUESSES and wording.reading.tokens.listed < _GUESSES - 1 and _is_guessing(given):
            rules.append((Rule.STUFFED, _CUT[Rule.STUFFED], ""))
        elif ors and len(given.rarity) <= _BRIEF and not wording.alternatives:
            rules.append((Rule.STUFFED, _HEDGED, ""))
    return 1.0 if aligned.holds(wording.fresh) or len(wording.telling) < len(wording.stems) else _WORDLESS


def _miss(wording: Wording, given: Answer, aligned: Alignment, rules: list[Spoken]) -> None:
    """Note what makes a name another name: a known word that looks like it, another month or unit."""
    seeming = lookalike(wording, given, aligned)
    if seeming:
        rules.append((Rule.LOOKALIKE, _CUT[Rule.LOOKALIKE], seeming))
    if not wording.numbers:
        return
    month = other_month(wording, given, aligned)
    if month:
        rules.append((Rule.DATE_DIFFERS, _CUT[Rule.DATE_DIFFERS], month))
    unit = other_unit(wording, given, aligned)
    if unit:
        rules.append((Rule.UNIT_DIFFERS, _CUT[Rule.UNIT_DIFFERS], unit))


def _is_guessing(given: Answer) -> bool:
    """Tell whether an answer is nothing but a list of short alternatives."""
    tokens = given.reading.tokens
    alternatives = given.lexicon.language.alternatives
    longest = length = 0
    for index, key in enumerate(tokens.keys):
        cut = key in alternatives or (index and tokens.clause[index] != tokens.clause[index - 1])
        length = 0 if key in alternatives else 1 if cut else length + 1
        longest = max(longest, length)
    return longest <= _GUESS_LONGEST


def lookalike(wording: Wording, given: Answer, aligned: Alignment) -> str:
    """Return the word for which an answer only seems to hold a name; "" if it holds it, or may have mistyped it.

    Seeming is: nothing of the name but a namesake is there, and a known word of the answer is a few letters from it.
    """
    credit = aligned.credit
    if not given.rarity or (aligned.used and any(credit[index] > NAMESAKE for index in wording.fresh)):
        return ""
    keys, strange = given.reading.keys, given.reading.strange
    known = [keys[at] for at in given.rarity if at not in strange and is_word(keys[at])]
    for index in wording.fresh:
        word = wording.words[index]
        if is_word(word):
            for other in known:
                if likeness(word, other) or not is_inflected(word, other):
                    return other
    return ""


def month_of(wording: Wording) -> int | None:
    """Return where the month of a wording stands that is a date and nothing else: one month and numbers."""
    months = wording.reading.lexicon.language.months
    found = None
    for index in wording.fresh:
        word = wording.words[index]
        if word in months:
            if found is not None:
                return None
            found = index
        elif word[0] != "#":
            return None
    return found if wording.numbers else None


def other_month(wording: Wording, given: Answer, aligned: Alignment) -> str:
    """Return the month that an answer gives instead of a date's own; "" if there is none."""
    if not wording.numbers:
        return ""
    index = month_of(wording)
    if index is None or aligned.credit[index]:
        return ""
    months = given.lexicon.language.months
    return next((key for key in given.reading.keys if key in months and key not in wording.place), "")


def other_unit(wording: Wording, given: Answer, aligned: Alignment) -> str:
    """Return the word that follows the wording's number in the answer in place of its unit; "" if there is none."""
    if len(wording.numbers) != 1 or len(wording.fresh) != 2:  # noqa: PLR2004 - a number and its unit
        return ""
    number = next(index for index in wording.fresh if wording.words[index] in wording.numbers)
    unit = next((index for index in wording.fresh if index != number), None)
    if unit is None or unit != number + 1 or aligned.credit[unit] or not aligned.by[number]:
        return ""
    after = aligned.by[number][0] + 1
    return given.reading.keys[after] if after in given.rarity else ""
