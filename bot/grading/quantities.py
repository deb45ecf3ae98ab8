"""Quantities: a number with its unit, as people type both, compared by value and by what is measured.

A unit that is left out is taken as the card's; another one is converted. What says a bound ("at least 5"), an
alternative ("5 or 6") or another unit is another quantity, however equal its digits are.

Source: a quantity is a value and a unit, and a change ("more than") is part of it: Roy, Vieira & Roth (2015),
"Reasoning about Quantities in Natural Language", section 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from math import isfinite, log10
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.grading import units as u
from bot.grading.languages import Language, language_of
from bot.grading.numbers import Token, Words, cut, mistyped, read_amount, roman, words_of
from bot.grading.units import Unit
from bot.grading.verdict import Comparison, Rule

#: What a bound or another unit leaves of a right value: wrong at any strictness.
_OTHER_LEFT = 0.2
#: What is left where the word behind a right value is no unit we know, or a rounded value is near.
_PARTLY = 0.5
_ROUNDING = 1e-9
#: Relative difference that rounding may make in another system of units: 26.2 miles for 42.195 km, 3 months for 90 days.
_CONVERTED_MOST = 0.016
#: Digits that matter, from which a rounded value is right, and from which it is partly.
_ROUNDED_RIGHT, _ROUNDED_PARTLY = 3, 2
_PHRASE_MOST = 6
_WORDS_IN_UNIT = 3
_UNITS_MOST = 8
_YEARS = range(1000, 2200)
#: Small letters that stand for a unit although they are words of a language.
_LETTERS = frozenset("hmsdgtlkcf")
#: What the next smaller unit of a bare number is: "1h30", "5'11", "12€50", "1m80".
_SMALLER = {3600.0: 60.0, 60.0: 1.0, 0.3048: 0.0254, 1.0: 0.01}
_POWERS = {"squared": 2, "cubed": 3}


class Bound(Enum):
    """What a quantity is said to be of the value: at least or at most."""

    LEAST = auto()
    MOST = auto()


class Reading(NamedTuple):
    """One thing a quantity may mean; the unit is None where none is said."""

    value: float
    unit: Unit | None


@dataclass(slots=True)
class Quantity:
    """A number of a text with its unit.

    Attributes:
        readings: What it may mean, the likeliest first.
        first, end: Its tokens.
        place: What its last digit counts, 0 where it is exact.
        share: Whether it is written as a share of one.
        other: Its value with comma and point read the other way, if that is sane, and its digits.
        bound: The bound that stands around it.
        denied: Whether a "not" stands before it.
        scale: The letter behind it that may count thousands or begin a unit: 512M.
        noun: The word behind it that is no unit we know; "" for none.
        unit_text: Its unit as typed.
    """

    readings: list[Reading]
    first: int
    end: int
    place: float = 0.0
    share: bool = False
    other: tuple[float, str] | None = None
    bound: Bound | None = None
    denied: bool = False
    scale: str = ""
    noun: str = ""
    unit_text: str = ""

    @property
    def value(self) -> float:
        """The number of its likeliest reading."""
        return self.readings[0].value


class _Text:
    """A text's quantities, and the words that belong to none of them."""

    def __init__(self, text: str, tag: str) -> None:
        self.tag = tag
        self.words = words_of(tag[:2])
        self.language: Language = language_of(tag)
        self.tokens = cut(text)
        self.used = [False] * len(self.tokens)
        self.found: list[Quantity] = []
        self._read()

    def text_of(self, first: int, end: int) -> str:
        """Return tokens as they were typed, but for spaces."""
        parts = [f"{'' if one.glued else ' '}{one.text}" for one in self.tokens[first:end]]
        return "".join(parts).strip()

    def left(self) -> list[str]:
        """Return the words that belong to no quantity and mean something."""
        small = self.words.own["roughly"] | self.words.joins | self.words.ones | self.language.stop
        small |= {part for phrase in self.words.lists["roughly"] for part in phrase.split()}
        return [
            token.folded
            for token, used in zip(self.tokens, self.used, strict=True)
            if not used and token.kind != "sign" and token.folded not in small
        ]

    def phrase_at(self, at: int, key: str) -> int:
        """Return how many words a phrase of a list takes from a token on, 0 for none."""
        ahead = [token.folded for token in self.tokens[at : at + _PHRASE_MOST] if token.folded not in ".,"]
        skipped = sum(1 for token in self.tokens[at : at + _PHRASE_MOST] if token.folded in ".,")
        for phrase in self.words.lists[key]:
            parts = phrase.split()
            if ahead[: len(parts)] == parts:
                return len(parts) + (skipped if len(parts) > 1 else 0)
        return 0

    def phrase_before(self, at: int, key: str) -> int:
        """Return how many words a phrase of a list takes just before a token, 0 for none."""
        behind = [token.folded for token in self.tokens[max(0, at - _PHRASE_MOST) : at]]
        return next((len(parts) for one in self.words.lists[key] if behind[-len(parts := one.split()) :] == parts), 0)

    def _read(self) -> None:
        at = 0
        while at < len(self.tokens):
            one = self._quantity(at)
            if one is None:
                at += 1
                continue
            self._around(one)
            at = one.end
            self.used[one.first : one.end] = [True] * (one.end - one.first)
            self.found.append(one)
        self._join()

    def _quantity(self, at: int) -> Quantity | None:
        """Read a quantity that begins at a token: money's sign, sign, number, unit."""
        tokens, first = self.tokens, at
        money = self._money_before(at)
        if money:
            at += 1
        negative = False
        if at < len(tokens) and (tokens[at].text == "-" or tokens[at].folded in self.words.minus):
            fits = not tokens[at].glued or at == 0 or tokens[at - 1].kind == "sign" or tokens[at].text != "-"
            if not fits or (at and not money and tokens[at - 1].kind == "figure"):
                return None
            negative, at = True, at + 1
        if at >= len(tokens):
            return None
        if not money and negative and (money := self._money_before(at)):
            at += 1
        token = tokens[at] if at < len(tokens) else None
        if token is None or (token.kind == "figure" and self._is_name(at) and not money):
            return None
        amount = read_amount(tokens, at, self.tag)
        if amount is None:
            return self._one_unit(at) if not negative and not money else None
        if (clock := self._clock(at)) is not None:
            return clock
        value = -amount.value if negative else amount.value
        one = Quantity([Reading(value, None)], first, amount.end, amount.place, amount.share)
        if amount.other is not None:
            one.other = (-amount.other if negative else amount.other, amount.raw)
        self._scaled(one)
        known, one.unit_text = money, ""
        if not money:
            known, end = self.unit_at(one.end)
            one.unit_text = self.text_of(one.end, end)
            if one.scale:
                known = [*known, *([] if known else [])]
            one.end = end
        if known:
            one.readings = [Reading(value, unit) for unit in known]
            self._half_more(one)
        self._share_of(one)
        return one

    def _is_name(self, at: int) -> bool:
        """Tell whether figures are part of a name such as H2O or B12: glued to letters that end no quantity."""
        if not at or not self.tokens[at].glued or self.tokens[at - 1].kind != "word":
            return False
        return not self.used[at - 1] and self.tokens[at - 1].folded not in {"no", "nr", "x"}

    def _money_before(self, at: int) -> list[Unit]:
        """Read money's sign before a figure: $5, EUR 5."""
        if at + 1 >= len(self.tokens):
            return []
        token, behind = self.tokens[at], self.tokens[at + 1]
        if token.kind == "figure" or (behind.kind != "figure" and behind.text != "-"):
            return []
        if token.kind == "word" and not (token.text.isupper() or "$" in token.text or token.folded in {"rs", "kr", "fr"}):
            return []
        return [unit for unit in u.units_of(token.text, self.tag[:2]) if u.is_money(unit)]

    def _one_unit(self, at: int) -> Quantity | None:
        """Read "an hour": an article before a unit counts one."""
        token = self.tokens[at]
        if token.folded not in self.words.ones or at + 1 >= len(self.tokens) or self.tokens[at + 1].kind != "word":
            return None
        if len(self.tokens[at + 1].folded) <= 2:  # noqa: PLR2004 - "a m", "a c"
            return None
        known, end = self.unit_at(at + 1)
        if not known:
            return None
        one = Quantity([Reading(1.0, unit) for unit in known], at, end, unit_text=self.text_of(at + 1, end))
        self._half_more(one)
        return one

    def _half_more(self, one: Quantity) -> None:
        """Add what follows a unit: "an hour and a half"."""
        tokens, words, at = self.tokens, self.words, one.end
        if at + 1 >= len(tokens) or tokens[at].folded not in words.joins:
            return
        at += 1 + (tokens[at + 1].folded in words.ones)
        if at < len(tokens) and tokens[at].folded in words.shares and tokens[at].folded not in words.small:
            more = words.shares[tokens[at].folded]
            one.readings = [Reading(value + more, unit) for value, unit in one.readings]
            one.end = at + 1

    def _clock(self, at: int) -> Quantity | None:
        """Read 1:30 and 1:30:00, which may be hours and minutes, or minutes and seconds."""
        parts, place = [self.tokens[at].text], at + 1
        while place + 1 < len(self.tokens) and self.tokens[place].text == ":" and re.fullmatch(r"\d\d(\.\d+)?", self.tokens[place + 1].text):
            parts.append(self.tokens[place + 1].text)
            place += 2
        if not 1 < len(parts) <= 3 or not parts[0].isdigit():  # noqa: PLR2004 - hours, minutes, seconds
            return None
        first, second, *third = map(float, parts)
        minutes = first * 60 + second + (third[0] / 60 if third else 0)
        readings = [Reading(minutes, Unit((("second", 1.0),), 60.0))]
        if not third:
            readings.append(Reading(minutes, Unit((("second", 1.0),), 1.0)))
        return Quantity(readings, at, place)

    def _scaled(self, one: Quantity) -> None:
        """Read the letter behind figures that may count thousands: 10k, 512M, 8 bn."""
        at = one.end
        if at >= len(self.tokens) or self.tokens[at].kind != "word" or self.tokens[at - 1].kind != "figure":
            return
        token = self.tokens[at]
        if len(token.text) == 1 and u.prefix(token.text) is not None or token.text in {"B", "b"}:
            one.scale = token.text

    def _share_of(self, one: Quantity) -> None:
        """Read "9 out of 10" as a share, too."""
        taken = self.phrase_at(one.end, "part_of")
        if not taken or one.end + taken >= len(self.tokens) or len(one.readings) > 1:
            return
        below = read_amount(self.tokens, one.end + taken, self.tag)
        if below is None or not below.value or not below.value > abs(one.value):
            return
        if self.tokens[one.end].folded in {"in", "von", "de", "di", "van", "op", "av", "em", "su", "sur", "из"} and below.end < len(self.tokens):
            return
        one.readings = [Reading(one.value / below.value, u.ONE), Reading(one.value, None)]
        one.share, one.end, one.place = True, below.end, 0.0

    def unit_at(self, at: int) -> tuple[list[Unit], int]:
        """Read the unit that begins at a token: its meanings, and the token behind it."""
        found, end = self._factor(at)
        if not found:
            return [], at
        while end < len(self.tokens):
            token = self.tokens[end]
            per = token.text in {"/", "p"} or (token.kind == "word" and token.folded in self.words.own["per"])
            if per:
                below, behind = self._factor(end + 1)
                if not below or (token.folded in self.words.ones and not self._is_rate(below)):
                    break
                found = [u.product(one, u.power(other, -1)) for one in found for other in below][:_UNITS_MOST]
            elif token.text in {"*", "·", "⋅", "×"} or (token.kind == "word" and self._multiplies(found, end)):
                below, behind = self._factor(end + (token.kind == "sign"))
                if not below:
                    break
                found = [u.product(one, other) for one in found for other in below][:_UNITS_MOST]
            else:
                break
            end = behind
        return found, end

    def _is_rate(self, below: Sequence[Unit]) -> bool:
        return any(u.is_time(unit) or unit.root == (("gram", 1.0),) for unit in below)

    def _multiplies(self, found: Sequence[Unit], at: int) -> bool:
        """Tell whether a second unit without a sign multiplies: kilowatt hours, newton metres, m s^-1."""
        token = self.tokens[at]
        if token.folded in self.language.stop or token.folded in self.words.joins:
            return False
        behind = u.units_of(token.text, self.tag[:2])
        raised = at + 1 < len(self.tokens) and self.tokens[at + 1].text == "^"
        power = any(len(one.root) > 2 for one in found)  # noqa: PLR2004 - gram, metre, second: watt, newton
        return raised or (power and any(u.is_time(one) or one.root == (("meter", 1.0),) for one in behind))

    def _factor(self, at: int) -> tuple[list[Unit], int]:
        """Read one unit with its power: km, square metres, m^2, "degrees Celsius"."""
        tokens = self.tokens
        if at >= len(tokens):
            return [], at
        token = tokens[at]
        power = 2 if token.folded in self.words.own["square"] else 3 if token.folded in self.words.own["cubic"] else 1
        if power > 1:
            found, end = self._factor(at + 1)
            return ([u.power(one, power) for one in found], end) if found else ([], at)
        if token.folded.startswith(("quadrat", "kubik")) and len(token.folded) > len("quadrat") + 1:
            cubic = token.folded.startswith("kubik")
            inner = u.units_of(token.folded.removeprefix("quadrat").removeprefix("kubik"), self.tag[:2])
            return [u.power(one, 3 if cubic else 2) for one in inner], at + 1 if inner else at
        found, end = self._name(at)
        if not found:
            return [], at
        if end < len(tokens) and tokens[end].text == "^" and end + 1 < len(tokens):
            sign = tokens[end + 1].text == "-"
            place = end + 1 + sign
            if place < len(tokens) and tokens[place].text.isdigit() and len(tokens[place].text) < 3:  # noqa: PLR2004
                by = int(tokens[place].text) * (-1 if sign else 1)
                return [u.power(one, by) for one in found], place + 1
        elif end < len(tokens) and tokens[end].glued and tokens[end].text in {"2", "3"} and tokens[end - 1].kind == "word":
            return [u.power(one, int(tokens[end].text)) for one in found], end + 1
        elif end < len(tokens) and (by := self._power_word(tokens[end].folded)):
            return [u.power(one, by) for one in found], end + 1
        return found, end

    def _power_word(self, word: str) -> int:
        """Return the power that a word behind a unit says: metres squared, mètres carrés."""
        if word in _POWERS:
            return _POWERS[word]
        behind = self.tag[:2] in {"fr", "es", "pt", "it"}
        return 2 if behind and word in self.words.own["square"] else 3 if behind and word in self.words.own["cubic"] else 0

    def _name(self, at: int) -> tuple[list[Unit], int]:
        """Read the name of a unit, of up to three words."""
        tokens, tag = self.tokens, self.tag[:2]
        token = tokens[at]
        if token.kind == "figure":
            return [], at
        if u.is_degree(token.text):
            if at + 1 < len(tokens) and u.is_temperature(tokens[at + 1].text):
                return list(u.units_of(tokens[at + 1].text, tag)[:1]), at + 2
            return list(u.units_of("°", tag)), at + 1
        if token.kind == "sign":
            quotes = token.text in {"'", '"'} and not token.glued
            return ([], at) if quotes else (list(u.units_of(token.text, tag)), at + 1)
        for length in range(_WORDS_IN_UNIT, 1, -1):
            names = tokens[at : at + length]
            if len(names) == length and all(one.kind == "word" and one.text.isascii() for one in names) and not {
                one.folded for one in names
            } & (self.language.stop | self.words.joins):
                joined = u.units_of("_".join(one.text.lower() for one in names), "en")
                if joined:
                    return list(joined), at + length
        is_last = at + 1 == len(tokens)
        word = token.folded in self.language.stop or token.folded in self.words.own["roughly"] or token.folded in self.words.joins
        if word and not (is_last and len(token.folded) == 2) and not (token.folded in _LETTERS and (is_last or token.glued)):  # noqa: PLR2004 - "5 in"
            return [], at
        if len(token.text) == 1 and token.folded in "aeioyвсик" and not token.glued and not is_last:
            return [], at
        found = list(u.units_of(token.text, tag))
        return (found, at + 1) if found else ([], at)

    def _around(self, one: Quantity) -> None:
        """Note what stands around a quantity: a bound, "not", an era, "below zero"."""
        one.bound = self._bound_before(one.first)
        self._era(one)
        self._below(one)
        if one.bound is None:
            self._bound_after(one)
        if not one.readings[0].unit and not one.scale:
            self._noun(one)

    def _bound_before(self, first: int) -> Bound | None:
        if first and self.tokens[first - 1].text in {"<", ">", "≤", "≥", "⩽", "⩾", "="}:
            marks = {self.tokens[first - 1].text, self.tokens[first - 2].text if first > 1 else ""}
            return Bound.MOST if marks & {"<", "≤", "⩽"} else Bound.LEAST if marks & {">", "≥", "⩾"} else None
        first -= bool(first and self.tokens[first - 1].folded in self.words.ones)
        # The longest phrase speaks: "no more than" is not "more than", and "more or less" no bound at all.
        more, less = self.phrase_before(first, "more"), self.phrase_before(first, "less")
        roughly = self.phrase_before(first, "roughly")
        if max(more, less) <= (roughly if roughly > 1 else 0):
            return self._deny(first)
        self.used[first - max(more, less) : first] = [True] * max(more, less)
        return Bound.LEAST if more > less else Bound.MOST

    def _deny(self, first: int) -> None:
        """Note a "not" just before a quantity."""
        self._denied = first > 0 and self.tokens[first - 1].folded in self.language.negators - {"no", "non", "nr", "without"}

    _denied = False

    def _bound_after(self, one: Quantity) -> None:
        one.denied, self._denied = self._denied, False
        if one.end < len(self.tokens) and self.tokens[one.end].text == "+":
            one.bound = Bound.LEAST
            return
        more, less = self.phrase_at(one.end, "more_after"), self.phrase_at(one.end, "less_after")
        if more or less:
            one.bound = Bound.LEAST if more >= less else Bound.MOST
            self.used[one.end : one.end + max(more, less)] = [True] * max(more, less)

    def _era(self, one: Quantity) -> None:
        before = self.phrase_at(one.end, "before_christ")
        if before and not (one.readings[0].unit and one.unit_text and len(one.unit_text) > 1 and self.tokens[one.end - 1].folded != "v"):
            one.readings = [Reading(-value, None) for value, _ in one.readings[:1]]
        taken = before or self.phrase_at(one.end, "after_christ")
        if taken:
            self.used[one.end : one.end + taken] = [True] * taken
            one.end += taken

    def _below(self, one: Quantity) -> None:
        for key in ("below", "below_level"):
            taken = self.phrase_at(one.end, key)
            if not taken:
                continue
            if key == "below":
                one.readings = [Reading(-abs(value), unit) for value, unit in one.readings]
            else:
                one.readings += [Reading(-abs(value), unit) for value, unit in one.readings]
            self.used[one.end : one.end + taken] = [True] * taken
            one.end += taken
            return

    def _noun(self, one: Quantity) -> None:
        """Note the word behind a number that is no unit we know."""
        if one.end >= len(self.tokens) or self.tokens[one.end].kind != "word":
            return
        word = self.tokens[one.end].folded
        if any(self.phrase_at(one.end, key) for key in ("roughly", "more_after", "less_after", "per")):
            return
        if word not in self.language.stop and word not in self.words.joins and len(word) > 1:
            one.noun = word

    def _join(self) -> None:
        """Add up quantities of one kind that follow each other, the greater unit first: 1 h 30 min, 5 ft 11."""
        joined: list[Quantity] = []
        for one in self.found:
            last = joined[-1] if joined else None
            if last is not None and self._follows(last, one) and (sums := list(self._sums(last, one))):
                last.readings, last.end, last.place = sums, one.end, 0.0
                continue
            joined.append(one)
        self.found = joined

    def _follows(self, last: Quantity, one: Quantity) -> bool:
        between = self.tokens[last.end : one.first]
        return last.bound is None and one.bound is None and all(
            token.text in {",", "&"} or (token.folded in self.words.joins and len(between) == 1) for token in between
        )

    def _sums(self, last: Quantity, one: Quantity) -> Iterator[Reading]:
        """Yield what two quantities make together; nothing if they do not belong together."""
        for value, unit in last.readings:
            if unit is None or value != int(value if isfinite(value) else 0):
                continue
            for more, other in one.readings:
                if other is None and (last.end == one.first) and (smaller := self._smaller(unit, more)):
                    yield Reading(value + more * smaller, unit)
                elif other is not None and u.is_money(unit) and u.is_cent(one.unit_text):
                    yield Reading(value + more / 100, unit)
                elif other is not None and other.root == unit.root and other.factor < unit.factor and not other.offset:
                    yield Reading(value + more * other.factor / unit.factor, unit)

    def _smaller(self, unit: Unit, more: float) -> float:
        """Return what a bare number behind a unit counts, as a share of that unit; 0 for nothing."""
        if u.is_money(unit) and more < 100:  # noqa: PLR2004 - cents
            return 0.01
        if unit.root not in {(("second", 1.0),), (("meter", 1.0),)}:
            return 0.0
        smaller = _SMALLER.get(round(unit.factor, 4))
        return smaller / unit.factor if smaller is not None and more * smaller < unit.factor else 0.0


class Wanted:
    """A quantity that a card asks for, ready to be compared with answers.

    Args:
        value: The number.
        unit: Its unit as the author writes it, "" for none.
        tolerance: Greatest accepted difference, in that unit.
        question: The card's question; it may say the unit, and that a bound is asked for.
        tag: BCP 47 tag of the deck's language.
    """

    def __init__(self, value: float, unit: str, tolerance: float, question: str, tag: str) -> None:
        self._value, self._tolerance, self._tag = value, tolerance, tag
        self._unit_text = unit.strip()
        said = _Text(f"1 {unit}", tag) if self._unit_text else None
        one = said.found[0] if said is not None and said.found else None
        self._units = [reading.unit for reading in one.readings if reading.unit] if one and one.end == len(said.tokens) else []  # type: ignore[union-attr]
        if one and self._unit_text and one.readings[0].value == -1:
            # The unit is an era: 44 BC.
            self._value, self._unit_text, self._units = -value, "", []
        language = language_of(tag)
        self._stem = language.stem
        self._nouns = frozenset(self._stem(token.folded) for token in cut(unit) if token.kind == "word") if not self._units else frozenset()
        asked = _Text(question, tag)
        self._asked_numbers = frozenset(reading.value for q in asked.found for reading in q.readings)
        self._asked_words = frozenset(self._stem(token.folded) for token in asked.tokens if token.kind == "word")
        self._asked_units = _units_in(asked) if not self._unit_text else []
        words = words_of(tag[:2])
        plain = f" {' '.join(token.folded for token in asked.tokens)} "
        self._allowed = {
            bound
            for bound, key in ((Bound.MOST, "may_most"), (Bound.LEAST, "may_least"))
            if any(f" {phrase} " in plain for phrase in words.lists[key])
        }
        #: A bound that the card's own text says has to be said as well.
        self.bound: Bound | None = None

    def compare(self, answer: str) -> Comparison:
        """Compare an answer, as typed."""
        text = _Text(answer, self._tag)
        found = [one for one in text.found if not one.denied]
        if not found:
            return self._without_number(text, answer)
        verdicts = [(one, *self._match(one, text)) for one in found]
        right = [(one, score) for one, score, _ in verdicts if score >= _PARTLY]
        if not right:
            one, score, rule = max(verdicts, key=lambda verdict: verdict[1])
            return Comparison(score=score, rule=rule, why=text.text_of(one.first, one.end))
        for one, score, rule in verdicts:
            if score < _PARTLY and one.value not in self._asked_numbers:
                return Comparison(score=0.0, rule=rule or Rule.NUMBER_DIFFERS, why=text.text_of(one.first, one.end))
        one, score = max(right, key=lambda pair: pair[1])
        if one.bound is not self.bound and one.bound not in self._allowed and not (one.bound is None and self.bound in self._allowed):
            return Comparison(score=_OTHER_LEFT, rule=Rule.NUMBER_DIFFERS, why=answer.strip())
        if score < 1.0:
            return Comparison(score=score, rule=Rule.UNIT_DIFFERS if one.noun else Rule.NUMBER_DIFFERS, why=one.noun)
        return Comparison(score=1.0)

    def _without_number(self, text: _Text, answer: str) -> Comparison:
        """Judge an answer in which no number stands: none, a Roman numeral, a misspelled number word."""
        words = [token.folded for token in text.tokens if token.kind == "word"]
        if not words:
            return Comparison(score=0.0, rule=Rule.NUMBER_DIFFERS if text.tokens else Rule.EMPTY)
        if self._value == 0 and self._says_none(text, words):
            return Comparison(score=1.0)
        numeral = roman(answer.strip())
        if numeral is not None and numeral == self._value:
            return Comparison(score=1.0)
        near = [value for word in words if word not in self._asked_words and (value := mistyped(word, self._tag)) is not None]
        if len(near) == 1 and abs(near[0] - self._value) <= self._slack():
            return Comparison(score=1.0)
        return Comparison(score=0.0, rule=Rule.NUMBER_DIFFERS)

    def _says_none(self, text: _Text, words: Sequence[str]) -> bool:
        spoken = " ".join(words)
        small = text.language.stop | text.words.own["roughly"] | {"have", "has", "had", "it", "there", "are"}
        for phrase in text.words.lists["none"]:
            if f" {phrase} " in f" {spoken} ":
                rest = f" {spoken} ".replace(f" {phrase} ", " ").split()
                return all(word in small or self._stem(word) in self._asked_words or word in {"all", "at"} for word in rest)
        for phrase in text.words.lists["no"]:
            if f" {phrase} " in f" {spoken} ":
                rest = f" {spoken} ".partition(f" {phrase} ")[2].split()
                asked = self._asked_words | self._nouns
                return bool(rest) and any(self._stem(word) in asked and word not in text.language.stop for word in rest)
        return False

    def _slack(self) -> float:
        return self._tolerance + _ROUNDING * max(1e-12, abs(self._value))

    def _match(self, one: Quantity, text: _Text) -> tuple[float, Rule | None]:
        """Score one quantity of an answer, and say what speaks against it."""
        scores = [self._score(one, reading) for reading in one.readings]
        best = max(scores, key=lambda pair: pair[0])
        if best[0] < 1.0 and one.scale:
            best = max(best, self._scaled(one), key=lambda pair: pair[0])
        if best[0] < 1.0 and one.other is not None and self._reads_otherwise(one):
            best = (1.0, None)
        if best[0] == 1.0 and one.noun and not self._knows(one.noun):
            return _PARTLY if self._unit_text else 1.0, Rule.UNIT_DIFFERS
        if best[0] < _PARTLY and any(u.is_cent(one.unit_text) for _ in (1,)) and (worth := self._cents(one)):
            return worth, None
        return best

    def _score(self, one: Quantity, reading: Reading) -> tuple[float, Rule | None]:
        value, unit = reading
        if unit is None:
            return self._plain(one, value)
        aims = self._units or self._asked_units
        fits = False
        for aim in aims:
            converted = unit.convert(value, aim)
            if converted is None:
                continue
            fits = True
            if self._equals(converted, one, unit, aim) or self._in_1024(value, unit, aim):
                return 1.0, None
            if unit == aim and (near := self._rounded(converted, one)):
                return near, Rule.NUMBER_DIFFERS
        same = abs(value - self._value) <= self._slack()
        if fits:
            return 0.0, Rule.UNIT_DIFFERS if same else Rule.NUMBER_DIFFERS
        if not unit.root and not aims and not self._nouns:
            # A card without a unit: 75 % is 75, and .75 as well.
            return self._plain(one, value) if same else self._plain(one, value * unit.factor)
        if not aims and not self._unit_text:
            return self._plain(one, value)
        named = self._nouns and self._knows(one.unit_text.casefold())
        return (1.0, None) if named and same else (_OTHER_LEFT if same else 0.0, Rule.UNIT_DIFFERS if same else Rule.NUMBER_DIFFERS)

    def _plain(self, one: Quantity, value: float) -> tuple[float, Rule | None]:
        if abs(value - self._value) <= self._slack():
            return 1.0, None
        if one.share and u.PERCENT in self._units and abs(value * 100 - self._value) <= self._slack():
            return 1.0, None
        if one.share and u.PERCENT not in self._units and abs(value - self._value) <= 0.0051 and self._value != round(self._value):  # noqa: PLR2004 - .33 for a third
            return 1.0, None
        return self._rounded(value, one), Rule.NUMBER_DIFFERS

    def _equals(self, value: float, one: Quantity, unit: Unit, aim: Unit) -> bool:
        slack = self._slack()
        if unit != aim and unit.factor and aim.factor and not u.is_money(unit):
            ratio = unit.factor / aim.factor
            if abs(log10(ratio) - round(log10(ratio))) > _ROUNDING or unit.offset != aim.offset:
                slack += min(one.place * ratio / 2, _CONVERTED_MOST * abs(self._value))
        return abs(value - self._value) <= slack + _ROUNDING * abs(value)

    def _in_1024(self, value: float, unit: Unit, aim: Unit) -> bool:
        """Tell whether data sizes are equal as most people reckon them, by 1024."""
        if not u.is_data(unit) or unit.factor == aim.factor:
            return False
        steps = log10(unit.factor / aim.factor) / 3
        if abs(steps - round(steps)) > _ROUNDING:
            return False
        return bool(abs(value * 1024.0 ** round(steps) - self._value) <= self._slack())

    def _rounded(self, value: float, one: Quantity) -> float:
        """Score a value that is the card's, rounded: 9.81 for 9.80665."""
        if self._tolerance or not isfinite(value) or not one.place or one.place >= 1 + abs(self._value) or not self._value:
            return 0.0
        if self._value == round(self._value) or abs(value - self._value) > one.place / 2 * (1 + _ROUNDING):
            return 0.0
        digits = int(log10(max(abs(value), one.place) / one.place)) + 1 if value else 0
        return 1.0 if digits >= _ROUNDED_RIGHT else _PARTLY if digits >= _ROUNDED_PARTLY else 0.0

    def _scaled(self, one: Quantity) -> tuple[float, Rule | None]:
        """Score 512M: as millions, and as 512 of a unit that begins so."""
        value = one.value
        factors = [1e9] if one.scale in {"B", "b"} else [u.prefix(one.scale) or 1.0]
        if one.scale == "m":
            factors = [1e6]
        if any(abs(value * factor - self._value) <= self._slack() for factor in factors):
            return 1.0, None
        if self._unit_text[:1].casefold() == one.scale.casefold() and len(self._unit_text) > 1 and self._unit_text[0].isalpha():
            return self._plain(one, value)
        return 0.0, Rule.NUMBER_DIFFERS

    def _reads_otherwise(self, one: Quantity) -> bool:
        """Tell whether "8.848" is 8848 in an English deck: the card's own digits, and no decimal anybody would type."""
        assert one.other is not None
        value, digits = one.other
        whole = self._value == round(self._value) and abs(self._value) < 1e15  # noqa: PLR2004
        return whole and value == self._value and digits == f"{abs(self._value):.0f}" and abs(value) >= 1000  # noqa: PLR2004

    def _cents(self, one: Quantity) -> float:
        money = [unit for unit in (*self._units, *self._asked_units) if u.is_money(unit)]
        return 1.0 if money and abs(one.value / 100 - self._value) <= self._slack() else 0.0

    def _knows(self, noun: str) -> bool:
        """Tell whether a noun behind a number is the card's unit, or stands in the question."""
        stem = self._stem(noun)
        if stem in self._nouns or stem in self._asked_words or not noun:
            return True
        # A unit with a slip: "kilometrs".
        names = [*self._nouns, self._stem(self._unit_text.casefold())]
        return len(stem) > 3 and any(OSA.distance(stem, name) <= 1 + (len(name) > 7) for name in names if len(name) > 3)  # noqa: PLR2004


def wanted_of(text: str, question: str, tag: str) -> Wanted | None:
    """Read an accepted text of a term as a quantity: "90 days", "16 TB", "100 °C"; None if it is more or less than one."""
    if not text or not (any(c.isdigit() for c in text) or text[0].isalpha()) or len(text) > 60:  # noqa: PLR2004
        return None
    said = _Text(text, tag)
    if len(said.found) != 1 or said.found[0].denied:
        return None
    (one,) = said.found
    words = words_of(tag[:2])
    asked = f" {' '.join(token.folded for token in cut(question))} "
    counts = any(f" {phrase} " in asked for phrase in words.lists["how_many"])
    figures = re.sub(r"[\s']", "", text)
    if not one.readings[0].unit and not counts:
        whole = one.value == round(one.value if isfinite(one.value) else 0.5) and not re.search(r"[./:^,-]|^0\d|[A-Za-z]\d|\d[A-Za-z]", figures)
        if not whole or one.share:
            return None
    stem = language_of(tag).stem
    left = [word for word in said.left() if stem(word) not in {stem(token) for token in asked.split()} and word != one.noun]
    if left or one.scale or not isfinite(one.value):
        return None
    if one.noun and not (counts and f" {one.noun} " in asked):
        return None
    first = said.tokens[one.first].folded
    if first in words.ones and one.readings[0].unit:
        return None
    wanted = Wanted(one.value, one.unit_text, 0.0, question, tag)
    wanted.bound = one.bound
    return wanted


def _units_in(asked: _Text) -> list[Unit]:
    """Return the units that a question says the answer is wanted in: "how many kilometres", "in euros"."""
    found: dict[Unit, None] = {}
    for at, token in enumerate(asked.tokens):
        if asked.used[at] or len(token.folded) < 2 or token.kind != "word":  # noqa: PLR2004
            continue
        before = asked.tokens[at - 1].folded if at else ""
        wants = before in {"many", "much", "in", "viele", "cuantos", "cuantas", "combien", "de", "quanti", "quante", "hoeveel", "manga", "quantos"}
        if not wants or token.folded in asked.language.stop:
            continue
        known, _ = asked.unit_at(at)
        found.update(dict.fromkeys(known))
    return list(found)
