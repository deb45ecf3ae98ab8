"""Measure: a quantity that a card asks for, compared with what people type by value and by what is measured.

A unit that is left out is taken as the card's; another one is converted. What says a bound ("at least 5"), an
alternative ("5 or 6") or another unit is another quantity, however equal its digits are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from math import isfinite, log10

from rapidfuzz.distance import OSA

from bot.grading.values import dates
from bot.grading.values import units as u
from bot.grading.values.numbers import cut, mistyped, roman, words_of
from bot.grading.values.quantities import Bound, Quantities, Quantity, Reading
from bot.grading.values.units import Unit
from bot.grading.verdict import Comparison, Rule
from bot.grading.words.languages import language_of

#: What a bound or another unit leaves of a right value: wrong at any strictness.
_OTHER_LEFT = 0.2
#: What is left where the word behind a right value is no unit we know, or a rounded value is near.
_PARTLY = 0.5
_ROUNDING = 1e-9
#: Relative difference that rounding may make in another system: 26.2 miles for 42.195 km, 3 months for 90 days.
_CONVERTED_MOST = 0.016
#: Digits from which a rounded value is right, and from which it is partly; and how far off it may be.
_ROUNDED_RIGHT, _ROUNDED_PARTLY, _ROUNDED_MOST = 3, 2, 0.01
#: How near a share with endless decimals is written: .33 for a third.
_SHARE_SLACK = 0.0051
_YEARS = range(1000, 2200)
#: Letters that behind a number count thousands, millions and more, unless the card's unit begins so.
_COUNTING = frozenset("kKMGTPBb")
#: Multiples that need not be said where the question counts in them: "How many million …?" - "83,000,000".
_SCALE_LEAST = 1e3
#: Letters of a text that is read as a quantity, of a word that is worth comparing, and of one that may have two slips.
_TEXT_MOST, _WORD_LEAST, _WORD_LONG = 60, 4, 8
#: Words before the unit that an answer is wanted in.
_WANTED_IN = frozenset(
    {
        "many",
        "much",
        "in",
        "viele",
        "viel",
        "cuantos",
        "cuantas",
        "combien",
        "de",
        "quanti",
        "quante",
        "hoeveel",
        "manga",
    }
    | {"quantos", "quantas"}
)
#: What makes figures a version, a ratio, a date or a name, where they have no unit.
_NO_COUNT = re.compile(r"[./:^,-]|^0\d|[A-Za-z]\d|\d[A-Za-z]")

#: A score, and the rule that speaks against more.
_Scored = tuple[float, Rule | None]


class _Question:
    """What a question says of the quantity it asks for.

    Attributes:
        numbers: Numbers that stand in it; who repeats them has not answered with them.
        words: Stems of its words.
        units: Units it wants the answer in.
        scales: Multiples it counts in: millions, dozens, pairs.
        allows: Bounds it asks for itself: "how many may …", "what is the least …".
        counts: Whether it asks how many or how much.
    """

    def __init__(self, text: str, tag: str) -> None:
        asked, stem = Quantities(text, tag), language_of(tag).stem
        lists = asked.words.lists
        plain = f" {' '.join(token.folded for token in asked.tokens)} "

        def says(key: str) -> bool:
            return any(f" {phrase} " in plain for phrase in lists[key])

        self.numbers = frozenset(reading.value for one in asked.found for reading in one.readings)
        self.words = frozenset(stem(token.folded) for token in asked.tokens if token.kind == "word")
        self.scales = {asked.words.big[token.folded] for token in asked.tokens if token.folded in asked.words.big}
        self.allows = {bound for bound, key in ((Bound.MOST, "may_most"), (Bound.LEAST, "may_least")) if says(key)}
        self.counts = says("how_many")
        self.units = self._units_in(asked)

    @staticmethod
    def _units_in(asked: Quantities) -> tuple[Unit, ...]:
        found: dict[Unit, None] = {}
        for at, token in enumerate(asked.tokens):
            wants = at and asked.tokens[at - 1].folded in _WANTED_IN and not asked.used[at]
            if wants and token.kind == "word" and len(token.folded) > 1 and token.folded not in asked.language.stop:
                found.update(dict.fromkeys(asked.unit_at(at)[0]))
        return tuple(found)


class Wanted:
    """A quantity that a card asks for, ready to be compared with answers.

    Args:
        value: The number.
        unit: Its unit as the author writes it, "" for none.
        tolerance: Greatest accepted difference, in that unit.
        question: The card's question; it may say the unit, and that a bound is asked for.
        tag: BCP 47 tag of the deck's language.
        bound: A bound that an answer has to say, too.
    """

    def __init__(
        self, value: float, unit: str, tolerance: float, question: str, tag: str, *, bound: Bound | None = None
    ) -> None:
        self._value, self._tag, self.bound = value, tag, bound
        self._asked, self._unit, self._stem = _Question(question, tag), unit.strip(), language_of(tag).stem
        self._units: tuple[Unit, ...] = ()
        self._has_era = False
        said = Quantities(f"1 {unit}", tag) if self._unit else None
        if said is not None and len(said.found) == 1 and said.found[0].end == len(said.tokens):
            self._units = tuple(reading.unit for reading in said.found[0].readings if reading.unit is not None)
            if said.found[0].value < 0:
                # The unit is an era: 44 BC.
                self._value, self._unit, self._has_era = -value, "", True
        counted = self._unit and not self._units
        self._nouns = frozenset(self._stem(t.folded) for t in cut(unit) if counted and t.kind == "word")
        self._aims = self._units if self._unit else self._asked.units
        self._is_money = any(map(u.is_money, self._aims))
        self._tolerance, self._slack = tolerance, tolerance + _ROUNDING * max(1e-12, abs(self._value))
        self._whole = self._value == round(self._value)
        is_count = self._asked.counts or self._unit or not self._whole
        self._is_year = not is_count and (abs(self._value) in _YEARS or self._value < 0)

    def compare(self, answer: str) -> Comparison:
        """Compare an answer, as typed."""
        text = Quantities(answer, self._tag)
        none = self._value == 0 and all(one.value == 1 for one in text.found) and self._says_none(text)
        if none or (self._is_year and self._is_dated(answer)):
            return Comparison(score=1.0)
        found = [one for one in text.found if not one.denied]
        if not found:
            return self._without_number(text, answer)
        scored = [(one, *self._match(one)) for one in found]
        # What stands in the question is no answer, unless it is the right one.
        others = [one for one in scored if one[1] < _PARTLY and one[0].value not in self._asked.numbers]
        best = max(scored, key=lambda one: one[1])
        if best[1] < _PARTLY or others:
            one, score, rule = best if best[1] < _PARTLY else others[0]
            return Comparison(score=min(score, _OTHER_LEFT), rule=rule, why=text.text_of(one.first, one.end))
        one, score, rule = best
        if not self._is_bounded(one):
            return Comparison(score=_OTHER_LEFT, rule=Rule.LIMIT, why=answer.strip())
        return Comparison(score=score, rule=rule if score < 1.0 else None, why=one.noun if score < 1.0 else "")

    def fits(self, one: Quantity, *, bounds: bool) -> bool:
        """Tell whether a quantity of an answer is this one, with the bound it needs if bounds are looked at."""
        short = self._is_year and one.value == self._value % 100
        return not one.denied and (short or self._match(one)[0] == 1.0) and (not bounds or self._is_bounded(one))

    def _is_bounded(self, one: Quantity) -> bool:
        """Tell whether a quantity has the bound it needs, or one that the question asks for anyway."""
        return one.bound is self.bound or {one.bound, self.bound} - {None} <= self._asked.allows

    def _is_dated(self, answer: str) -> bool:
        """Tell whether an answer gives a date in the year that is asked for."""
        one = dates.year_of(answer, self._tag)
        if one is None or one.year is None or (one.month is None and not one.short):
            return False
        return dates.same_year(int(self._value), one) or abs(one.year - self._value) <= self._tolerance

    def _without_number(self, text: Quantities, answer: str) -> Comparison:
        """Judge an answer in which no number stands: none, a Roman numeral, a misspelled number word."""
        words = [token.folded for token in text.tokens if token.kind == "word"]
        if text.found or not text.tokens:
            return Comparison(score=0.0, rule=Rule.NEGATED if text.found else Rule.EMPTY, why=answer.strip())
        near = [number for word in words if (number := mistyped(word, self._tag)) is not None]
        right = roman(answer.strip()) == self._value or (self._value and len(near) == 1 and self._equals(near[0]))
        return Comparison(score=1.0) if right else Comparison(score=0.0, rule=Rule.NUMBER_DIFFERS)

    def _says_none(self, text: Quantities) -> bool:
        """Tell whether words say that there is none: "none", "it has none", "no moons", but not "no idea"."""
        words = [token.folded for token in text.tokens if token.kind == "word"]
        spoken, asked = f" {' '.join(words)} ", self._asked.words | self._nouns
        small = (
            text.language.stop | text.words.own["roughly"] | text.words.own["no_words"] | {"have", "has", "all", "at"}
        )
        for phrase in text.words.lists["none"]:
            if f" {phrase} " in spoken:
                rest = spoken.replace(f" {phrase} ", "  ").split()
                return all(word in small or self._stem(word) in asked for word in rest)
        for phrase in text.words.lists["no"]:
            if f" {phrase} " in spoken:
                rest = spoken.partition(f" {phrase} ")[2].split()
                return any(self._stem(word) in asked for word in rest if word not in text.language.stop)
        return False

    def _equals(self, value: float, slack: float = 0.0) -> bool:
        return abs(value - self._value) <= self._slack + slack

    def _match(self, one: Quantity) -> _Scored:
        """Score one quantity of an answer, and say what speaks against it."""
        if self._is_year and one.unit_text == "s":
            # "the 1980s" are ten years.
            return (_PARTLY if one.value == self._value else 0.0), Rule.DATE_INCOMPLETE
        if u.is_cent(one.unit_text or one.noun) and (self._is_money or (self._aims and len(one.noun) > 1)):
            return self._cents(one)
        ways: tuple[Callable[[Quantity], _Scored], ...] = (self._as_read, self._scaled, self._otherwise)
        score, rule = max((way(one) for way in ways), key=lambda scored: scored[0])
        if score == 1.0 and self._unit and one.noun and not self._knows(one.noun):
            return _PARTLY, Rule.UNIT_DIFFERS
        return score, rule

    def _as_read(self, one: Quantity) -> _Scored:
        """Score what a quantity says, without what takes a letter for a unit where it counts thousands."""
        readings = one.readings
        if one.scale in _COUNTING:
            roots = {aim.root for aim in self._aims}
            readings = [reading for reading in readings if reading.unit is not None and reading.unit.root in roots]
        scored = [self._reading(one, reading) for reading in readings]
        return max(scored, key=lambda pair: pair[0], default=(0.0, Rule.NUMBER_DIFFERS))

    def _reading(self, one: Quantity, reading: Reading) -> _Scored:
        """Score one reading, by what its unit measures."""
        value, unit = reading
        if unit is None:
            return self._bare(one, value)
        aims = [(aim, aimed) for aim in self._aims if (aimed := unit.convert(value, aim)) is not None]
        if aims:
            if any(self._converted(one, reading, aim, aimed) for aim, aimed in aims):
                return 1.0, None
            near = max(self._rounded(aimed, one.place * abs(unit.factor / aim.factor)) for aim, aimed in aims)
            return near, Rule.UNIT_DIFFERS if self._equals(value) else Rule.NUMBER_DIFFERS
        if not self._aims and not self._unit:
            # Neither card nor question say a unit; of 75 % both 75 and .75 are right.
            as_share = self._bare(one, value if unit.root else value * unit.factor)
            return max(self._bare(one, value), as_share, key=lambda pair: pair[0])
        if not self._equals(value):
            return 0.0, Rule.NUMBER_DIFFERS
        return (
            (1.0, None) if self._nouns and self._knows(one.unit_text.casefold()) else (_OTHER_LEFT, Rule.UNIT_DIFFERS)
        )

    def _bare(self, one: Quantity, value: float) -> _Scored:
        """Score a number without a unit: the card's is meant, and its era."""
        value = -value if self._has_era and not one.has_era else value
        scales = [scale for scale in self._asked.scales if scale >= _SCALE_LEAST or scale in one.multiples]
        if self._equals(value) or any(self._equals(value / scale) for scale in scales):
            return 1.0, None
        percent = u.PERCENT in self._units
        if percent and (one.share or one.place < 1 >= value) and self._equals(value * 100):
            return 1.0, None
        if one.share and not percent and not self._whole and self._equals(value, _SHARE_SLACK):
            return 1.0, None
        return self._rounded(value, one.place), Rule.NUMBER_DIFFERS

    def _converted(self, one: Quantity, reading: Reading, aim: Unit, aimed: float) -> bool:
        """Tell whether a value in another unit is the card's; rounding is forgiven in a unit of another system."""
        value, unit = reading
        if unit is None or unit == aim or u.is_money(aim) or not unit.factor or not aim.factor:
            return self._equals(aimed)
        ratio = unit.factor / aim.factor
        tens = log10(ratio) if ratio > 0 else 0.5
        if abs(tens - round(tens)) > _ROUNDING or unit.offset != aim.offset:
            place = one.place * abs(ratio) / 2
            return self._equals(aimed, place if unit.offset else min(place, _CONVERTED_MOST * abs(self._value)))
        # Most people reckon data by 1024.
        by_1024 = value * 1024.0 ** round(tens / 3) if u.is_data(unit) and round(tens) % 3 == 0 else aimed
        return self._equals(aimed, _ROUNDING * abs(aimed)) or self._equals(by_1024)

    def _rounded(self, value: float, place: float) -> float:
        """Score a value that is the card's, rounded to what its last digit counts: 9.81 for 9.80665."""
        if self._tolerance or self._whole or not value or not 0 < place <= abs(value):
            return 0.0
        off = abs(value - self._value)
        if not off <= min(place / 2, _ROUNDED_MOST * abs(self._value)) * (1 + _ROUNDING):
            return 0.0
        digits = log10(abs(value)) - log10(place) + 1
        return 1.0 if digits >= _ROUNDED_RIGHT else _PARTLY if digits >= _ROUNDED_PARTLY else 0.0

    def _scaled(self, one: Quantity) -> _Scored:
        """Score 512M: as millions, and as 512 of a unit that begins so."""
        by = 1e9 if one.scale in {"B", "b"} else u.prefix(one.scale)
        if by is not None and self._equals(one.value * by):
            return 1.0, None
        begins = self._unit[:1].casefold() == one.scale.casefold() and self._unit[1:2].isalpha()
        return self._bare(one, one.value) if one.scale and begins else (0.0, Rule.NUMBER_DIFFERS)

    def _otherwise(self, one: Quantity) -> _Scored:
        """Score "8.848" as 8848: comma and point read the other way, if that gives the card's own digits."""
        value, digits = one.other or (0.0, "")
        own = f"{abs(self._value):.15g}".replace(".", "").lstrip("0")
        same = one.other is not None and value == self._value and digits.lstrip("0") == own
        return (1.0, None) if same else (0.0, Rule.NUMBER_DIFFERS)

    def _cents(self, one: Quantity) -> _Scored:
        """Score hundredths of money."""
        right = self._is_money and self._equals(one.value / 100)
        return (1.0, None) if right else (0.0, Rule.UNIT_DIFFERS)

    def _knows(self, noun: str) -> bool:
        """Tell whether a noun is the card's unit, maybe cut short or with a slip, or stands in the question."""
        stem, short = self._stem(noun), noun.removesuffix("s")
        if stem in self._nouns or stem in self._asked.words:
            return True
        if len(short) >= _WORD_LEAST - 1 and any(name.startswith(short) for name in self._nouns):
            return True
        names = [name for name in (*self._nouns, self._stem(self._unit.casefold())) if len(name) >= _WORD_LEAST]
        return len(stem) >= _WORD_LEAST and any(
            OSA.distance(stem, name) <= 1 + (len(name) >= _WORD_LONG) for name in names
        )


class Several:
    """Several quantities that belong together, each with its bound: "10 minutes at least; 2 hours at most"."""

    def __init__(self, wanted: Sequence[Wanted], tag: str) -> None:
        self._wanted, self._tag = wanted, tag

    def compare(self, answer: str) -> Comparison:
        """Compare an answer: every quantity has to be there, and no other one."""
        text = Quantities(answer, self._tag)
        if not text.found:
            return Comparison(score=0.0, rule=Rule.NUMBER_DIFFERS if text.tokens else Rule.EMPTY)
        # "between 3 and 5" says the bounds of "at least 3, at most 5" by its order.
        bounds = any(wanted.bound for wanted in self._wanted) and any(one.bound for one in text.found)
        for one in text.found:
            if not any(wanted.fits(one, bounds=bounds) for wanted in self._wanted):
                return Comparison(score=0.0, rule=Rule.NUMBER_DIFFERS, why=text.text_of(one.first, one.end))
        missed = sum(not any(wanted.fits(one, bounds=bounds) for one in text.found) for wanted in self._wanted)
        return Comparison(score=_PARTLY, rule=Rule.MUST_MISSING) if missed else Comparison(score=1.0)


def wanted_of(text: str, question: str, tag: str) -> Wanted | Several | None:
    """Read an accepted text of a term as a quantity, or several: "90 days", "16 TB", "1914-1918".

    Args:
        text: As the author wrote it.
        question: The card's. Where it asks how many, "5 players" is a number; where it does not, "Five Guys" is a name.
        tag: BCP 47 tag of the deck's language.

    Returns:
        None for a text that says more or less than that, and for figures that may be a version, ratio or name.
    """
    if len(text) > _TEXT_MOST or not _may_count(text, tag):
        return None
    said, asked = Quantities(text, tag), _Question(question, tag)
    stem = language_of(tag).stem
    if not said.found or any(stem(word) not in asked.words for word in said.left()):
        return None
    if not all(_is_plain(one, said, asked, re.sub(r"[\s']", "", text)) for one in said.found):
        return None
    wanted = [Wanted(one.value, one.unit_text, 0.0, question, tag, bound=one.bound) for one in said.found]
    return wanted[0] if len(wanted) == 1 else Several(wanted, tag)


def _is_plain(one: Quantity, said: Quantities, asked: _Question, figures: str) -> bool:
    """Tell whether a number of a term counts or measures, instead of being a version, a ratio or part of a name."""
    if (
        one.denied
        or one.scale in _COUNTING
        or not isfinite(one.value)
        or said.tokens[one.first].folded in said.words.ones
    ):
        return False
    if asked.counts:
        return True
    if one.readings[0].unit is not None:
        return not re.fullmatch(r"\d+[A-Z]", figures)
    if len(said.found) > 1:
        # A span of years is no ratio.
        return one.value in _YEARS
    if len(said.tokens) == 1 and not figures.isdigit() and u.units_of(said.tokens[0].text, said.tag[:2]):
        # A second is a unit as well.
        return False
    named = re.search(r"\d", figures) is not None and _NO_COUNT.search(figures) is not None
    return not one.noun and not one.share and not one.value % 1 and not named


def _may_count(text: str, tag: str) -> bool:
    """Tell whether a text holds figures or a number word at all."""
    words = words_of(tag[:2])
    return any(c.isdigit() for c in text) or any(
        token.folded in words.small or token.folded in words.big or token.folded in words.shares for token in cut(text)
    )
