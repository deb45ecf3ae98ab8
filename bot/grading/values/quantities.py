"""Quantities: the numbers of a text with their units, and with the bounds people set around them.

Source: a quantity is a value and a unit, and a change ("more than") is part of it: Roy, Vieira & Roth (2015),
"Reasoning about Quantities in Natural Language", section 3.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from math import isfinite
from typing import NamedTuple

from bot.grading.values import units as u
from bot.grading.values.numbers import OF, Token, cut, read_amount, word_at, words_of
from bot.grading.values.units import Unit
from bot.grading.words.languages import Language, language_of

_PHRASE_MOST = 6
_WORDS_IN_UNIT = 3
_UNITS_MOST = 8
#: Small letters that stand for a unit although they are words of a language.
_LETTERS = frozenset("hmsdgtlkcf")
#: What the next smaller unit of a bare number is: "1h30", "5'11", "12€50", "1m80".
_SMALLER = {3600.0: 60.0, 60.0: 1.0, 0.3048: 0.0254, 1.0: 0.01}
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
#: Words between the numbers of "9 in 10" that stand before other numbers as well.
_IN = frozenset({"in", "von", "de", "di", "van", "op", "av", "em", "su", "sur", "из"})
_POWERS = {"squared": 2, "cubed": 3}
#: Languages that say the power behind the unit: mètres carrés.
_POWERS_BEHIND = frozenset({"fr", "es", "pt", "it"})
_GLUED_POWERS = ("quadratm", "quadratk", "quadratz", "kubikm", "kubikz", "kubikk", "kvadratm", "kvadratk")
#: Single letters that are words.
_VOWELS = frozenset("aeioyвсик")


class Bound(Enum):
    """What a value is said to be: at least or at most so much, or more or less than that."""

    LEAST = auto()
    MOST = auto()
    ABOVE = auto()
    BELOW = auto()


#: Signs before a number, and the bound they set; "=" may follow one.
_MARKS = {
    "<": Bound.BELOW,
    "≤": Bound.MOST,
    "⩽": Bound.MOST,
    ">": Bound.ABOVE,
    "≥": Bound.LEAST,
    "⩾": Bound.LEAST,
    "=": None,
}
_OR_EQUAL = {Bound.BELOW: Bound.MOST, Bound.ABOVE: Bound.LEAST}


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
        multiples: What its words multiply: million, dozen, pairs.
        has_era: Whether it is a year before or after Christ.
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
    multiples: tuple[float, ...] = ()
    has_era: bool = False
    scale: str = ""
    noun: str = ""
    unit_text: str = ""

    @property
    def value(self) -> float:
        """The number of its likeliest reading."""
        return self.readings[0].value


class Quantities:
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
        first = self.tokens[at].folded if at < len(self.tokens) else ""
        phrases = self.words.opening[key].get(first)
        if phrases is None:
            return 0
        ahead = [token.folded for token in self.tokens[at : at + _PHRASE_MOST]]
        said = [word for word in ahead if word not in ".,-"]
        skipped = len(ahead) - len(said)
        found = next((len(parts) for parts in phrases if said[: len(parts)] == parts), 0)
        return found + (skipped if found > 1 else 0)

    def phrase_before(self, at: int, key: str) -> int:
        """Return how many words a phrase of a list takes just before a token, 0 for none."""
        phrases = self.words.closing[key].get(self.tokens[at - 1].folded) if at else None
        if phrases is None:
            return 0
        behind = [token.folded for token in self.tokens[max(0, at - _PHRASE_MOST) : at]]
        return next((len(parts) for parts in phrases if behind[-len(parts) :] == parts), 0)

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

    def _quantity(self, first: int) -> Quantity | None:
        """Read a quantity that begins at a token: money's sign, sign, number, unit."""
        money, negative, at = self._opening(first)
        if at >= len(self.tokens) or (self._is_name(at) and not money):
            return None
        amount = read_amount(self.tokens, at, self.tag)
        if amount is None:
            return self._one_unit(at) if at == first else None
        clock = self._clock(at)
        if clock is not None:
            return clock
        sign = -1.0 if negative else 1.0
        one = Quantity([Reading(sign * amount.value, None)], first, amount.end, amount.place, amount.share)
        if amount.other is not None:
            one.other = (sign * amount.other, amount.raw)
        one.scale = self._scale_at(one.end)
        big = self.words.big
        one.multiples = tuple(big[token.folded] for token in self.tokens[at : amount.end] if token.folded in big)
        known = money or self._unit_behind(one)
        if money:
            one.unit_text = self.tokens[first + (negative and self.tokens[first].kind != "word")].text
        if known:
            one.readings = [Reading(one.value, unit) for unit in known]
            self._half_more(one)
        else:
            self._share_of(one)
        return one

    def _opening(self, at: int) -> tuple[list[Unit], bool, int]:
        """Read what stands before a number: money, whether a minus, and the token behind both, in either order."""
        money = self._money_before(at)
        at += bool(money)
        negative = self._is_minus(at)
        at += negative
        if negative and not money and (money := self._money_before(at)):
            at += 1
        return money, negative, at

    def _is_minus(self, at: int) -> bool:
        """Tell whether a minus stands at a token, no hyphen, dash of a span or subtraction."""
        if at >= len(self.tokens) or (at and self.tokens[at - 1].kind == "figure"):
            return False
        token = self.tokens[at]
        opens = not at or not token.glued or self.tokens[at - 1].kind == "sign"
        return token.folded in self.words.minus or (token.text == "-" and opens)

    def _unit_behind(self, one: Quantity) -> list[Unit]:
        """Read the unit behind a number, if no era stands there; behind a share "of a" may stand before it."""
        if self.is_era(one.end):
            return []
        if word_at(self.tokens, one.end) in _ORDINALS and self.tokens[one.end].glued:
            one.end += 1
        at = one.end
        if one.share:
            at += word_at(self.tokens, at) in OF
            at += word_at(self.tokens, at) in self.words.ones
        known, end = self.unit_at(at)
        if known:
            one.unit_text, one.end = self.text_of(one.end, end), end
        return known

    def _is_name(self, at: int) -> bool:
        """Tell whether figures are part of a name such as H2O or B12: glued to letters that end no quantity."""
        if not at or not self.tokens[at].glued or not word_at(self.tokens, at - 1) or self.tokens[at].kind != "figure":
            return False
        return not self.used[at - 1] and self.tokens[at - 1].folded not in {"no", "nr", "x"}

    def _money_before(self, at: int) -> list[Unit]:
        """Read money's sign before a figure: $5, EUR 5."""
        if at + 1 >= len(self.tokens):
            return []
        token, behind = self.tokens[at], self.tokens[at + 1]
        if token.kind == "figure" or (behind.kind != "figure" and behind.text != "-"):
            return []
        if token.kind == "word" and not (
            token.text.isupper() or "$" in token.text or token.folded in {"rs", "kr", "fr"}
        ):
            return []
        return [unit for unit in u.units_of(token.text, self.tag[:2]) if u.is_money(unit)]

    def _one_unit(self, at: int) -> Quantity | None:
        """Read "an hour", where an article counts one, and "hora y media", where nothing does."""
        words, article = self.words, self.tokens[at].folded in self.words.ones
        first = at + article
        if len(word_at(self.tokens, first)) <= 2:  # noqa: PLR2004 - "a m", "a c"
            return None
        if not article and not (at == 0 and any(token.folded in words.shares for token in self.tokens[2:4])):
            return None
        known, end = self.unit_at(first)
        if not known:
            return None
        one = Quantity([Reading(1.0, unit) for unit in known], at, end, unit_text=self.text_of(first, end))
        self._half_more(one)
        return one if article or one.end > end else None

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
        while (
            place + 1 < len(self.tokens)
            and self.tokens[place].text == ":"
            and re.fullmatch(r"\d\d(\.\d+)?", self.tokens[place + 1].text)
        ):
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

    def _scale_at(self, at: int) -> str:
        """Read the letter behind figures that may count thousands, "" for none: 10k, 512M, 8 B."""
        if not word_at(self.tokens, at) or self.tokens[at - 1].kind != "figure":
            return ""
        text = self.tokens[at].text
        return text if len(text) == 1 and (u.prefix(text) is not None or text in {"B", "b"}) else ""

    def _share_of(self, one: Quantity) -> None:
        """Read "9 out of 10" as a share, too."""
        taken = self.phrase_at(one.end, "part_of")
        if not taken or one.end + taken >= len(self.tokens) or len(one.readings) > 1:
            return
        below = read_amount(self.tokens, one.end + taken, self.tag)
        if below is None or not below.value or not below.value > abs(one.value):
            return
        if self.tokens[one.end].folded in _IN and below.end < len(self.tokens):
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
        word = word_at(self.tokens, at)
        before = self._power_of(word)
        if before > 1:
            found, end = self._name(at + 1)
            return ([u.power(one, before) for one in found], end) if found else ([], at)
        if word.startswith(_GLUED_POWERS):
            inner = u.units_of(word.removeprefix("quadrat").removeprefix("kubik"), self.tag[:2])
            return [u.power(one, 3 if word[0] == "k" else 2) for one in inner], at + bool(inner)
        found, end = self._name(at)
        power, behind = self._power_behind(end) if found else (1, end)
        return [u.power(one, power) for one in found] if power != 1 else found, behind

    def _power_of(self, word: str) -> int:
        """Return the power that a word says: square 2, cubic 3, any other 1."""
        return 2 if word in self.words.own["square"] else 3 if word in self.words.own["cubic"] else 1

    def _power_behind(self, at: int) -> tuple[int, int]:
        """Read the power behind a unit, and the token behind that: ^2, ^-1, m2, squared, carrés."""
        tokens, word = self.tokens, word_at(self.tokens, at)
        if word:
            power = _POWERS.get(word) or (self._power_of(word) if self.tag[:2] in _POWERS_BEHIND else 1)
            return power, at + (power > 1)
        texts = [token.text for token in tokens[at : at + 3]]
        if texts[:1] in (["2"], ["3"]) and tokens[at].glued and word_at(tokens, at - 1):
            return int(texts[0]), at + 1
        if texts[:1] == ["^"]:
            digits = "".join(texts[1:]) if texts[1:2] == ["-"] else "".join(texts[1:2])
            if re.fullmatch(r"-?\d{1,2}", digits):
                return int(digits), at + 2 + (digits[0] == "-")
        return 1, at

    def _name(self, at: int) -> tuple[list[Unit], int]:
        """Read the name of a unit, of up to three words."""
        tokens, tag = self.tokens, self.tag[:2]
        if at >= len(tokens) or tokens[at].kind == "figure":
            return [], at
        token, behind = tokens[at], word_at(tokens, at + 1)
        if u.is_degree(token.text):
            scale = u.is_temperature(behind)
            return list(u.units_of(tokens[at + 1].text, tag)[:1] if scale else u.units_of("°", tag)), at + 1 + scale
        if token.kind == "sign":
            # Feet and inches are glued to their number; other quotes are quotes.
            found = [] if token.text in {"'", '"'} and not token.glued else list(u.units_of(token.text, tag))
            return found, at + bool(found)
        for length in range(_WORDS_IN_UNIT, 1, -1):
            joined = self._joined_name(tokens[at : at + length], length)
            if joined:
                return joined, at + length
        if not self._may_be_unit(at):
            return [], at
        # d'heure, l'ora
        name = token.text.rpartition("'")[2] if tag in {"fr", "it"} else token.text
        found = list(u.units_of(name, tag)) or self._part_of_unit(token.folded)
        return found, at + bool(found)

    def _joined_name(self, names: Sequence[Token], length: int) -> list[Unit]:
        """Read a name of several words: nautical mile, light year."""
        if len(names) < length or not all(one.kind == "word" and one.text.isascii() for one in names):
            return []
        if any(one.folded in self.language.stop or one.folded in self.words.joins for one in names):
            return []
        return list(u.units_of("_".join(one.text.lower() for one in names), "en"))

    def _may_be_unit(self, at: int) -> bool:
        """Tell whether a word is no small word of the language that only looks like a unit: "5 in total", "5 a day"."""
        token, word, is_last = self.tokens[at], self.tokens[at].folded, at + 1 == len(self.tokens)
        if len(token.text) == 1 and token.text.isupper() and is_last:
            return True
        if word in self.language.stop or word in self.words.own["roughly"] or word in self.words.joins:
            return (is_last and len(word) == 2) or (word in _LETTERS and (is_last or token.glued))  # noqa: PLR2004 - "5 in"
        return len(word) > 1 or word not in _VOWELS or token.glued or is_last

    def _part_of_unit(self, word: str) -> list[Unit]:
        """Read a share and a unit in one word: Viertelstunde, halfuur."""
        for share, part in self.words.shares.items():
            if len(share) > 3 and word.startswith(share):  # noqa: PLR2004 - "half", "halb"
                return [one._replace(factor=one.factor * part) for one in u.units_of(word[len(share) :], self.tag[:2])]
        return []

    def _around(self, one: Quantity) -> None:
        """Note what stands around a quantity: a bound, "not", an era, "below zero"."""
        one.bound = self._bound_before(one.first)
        one.denied = one.bound is None and one.first > 0 and self.tokens[one.first - 1].folded in self._negators
        self._era(one)
        self._below(one)
        if not one.readings[0].unit and not one.scale:
            self._noun(one)
        if one.bound is None:
            self._bound_after(one)

    @property
    def _negators(self) -> frozenset[str]:
        """Words that deny the number behind them; "no. 5" does not."""
        return self.language.negators - {"no", "non", "nr", "without"}

    def _bound_before(self, first: int) -> Bound | None:
        if first and self.tokens[first - 1].text in _MARKS:
            before = _MARKS.get(self.tokens[first - 2].text) if first > 1 else None
            return _MARKS[self.tokens[first - 1].text] or (_OR_EQUAL.get(before, before) if before else None)
        first -= bool(first and self.tokens[first - 1].folded in self.words.ones)
        # The longest phrase speaks: "no more than" is not "more than", and "more or less" no bound at all.
        more, less = self.phrase_before(first, "more"), self.phrase_before(first, "less")
        roughly = self.phrase_before(first, "roughly")
        if max(more, less) <= (roughly if roughly > 1 else 0):
            return None
        self.used[first - max(more, less) : first] = [True] * max(more, less)
        strictly = self.phrase_before(first, "strictly") >= max(more, less)
        if more > less:
            return Bound.ABOVE if strictly else Bound.LEAST
        return Bound.BELOW if strictly else Bound.MOST

    def _bound_after(self, one: Quantity) -> None:
        if one.end < len(self.tokens) and self.tokens[one.end].text == "+":
            one.bound = Bound.LEAST
            return
        end = one.end + bool(one.noun)
        more, less = self.phrase_at(end, "more_after"), self.phrase_at(end, "less_after")
        if more or less:
            one.bound = Bound.LEAST if more >= less else Bound.MOST
            self.used[end : end + max(more, less)] = [True] * max(more, less)

    def is_era(self, at: int) -> bool:
        """Tell whether "before Christ" or "after Christ" stands at a token."""
        return bool(self.phrase_at(at, "before_christ") or self.phrase_at(at, "after_christ"))

    def _era(self, one: Quantity) -> None:
        before = self.phrase_at(one.end, "before_christ")
        if before:
            one.readings = [Reading(-value, None) for value, _ in one.readings[:1]]
        taken = before or self.phrase_at(one.end, "after_christ")
        if taken:
            one.has_era = True
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
            if last is not None and (sums := self._times(last, one) or self._sums(last, one)):
                last.place = self._joined_place(last, one)
                last.readings, last.end = sums, one.end
                continue
            joined.append(one)
        self.found = joined

    def _joined_place(self, last: Quantity, one: Quantity) -> float:
        """Return what the last digit of two joined quantities counts, in the unit of the first; 0 for none said."""
        unit, smaller = last.readings[0].unit, one.readings[0].unit
        if unit is None:
            return 0.0
        by = smaller.factor / unit.factor if smaller is not None else self._smaller(unit, one.value)
        return one.place * by

    def _times(self, last: Quantity, one: Quantity) -> list[Reading]:
        """Return what two numbers make with a "times" between them: 2 x 45 minutes."""
        between = self.tokens[last.end : one.first]
        times = len(between) == 1 and (between[0].text in {"×", "*"} or between[0].folded in self.words.own["times"])
        if not times or last.readings[0].unit is not None or last.noun:
            return []
        return [Reading(last.value * value, unit) for value, unit in one.readings]

    def _sums(self, last: Quantity, one: Quantity) -> list[Reading]:
        """Return what two quantities make together; [] if they do not belong together."""
        between = self.tokens[last.end : one.first]
        joined = all(t.text in {",", "&", "."} or (t.folded in self.words.joins and len(between) == 1) for t in between)
        if last.bound is not None or one.bound is not None or not joined:
            return []
        sums: list[Reading] = []
        for value, unit in last.readings:
            if unit is None or not isfinite(value) or value != round(value):
                continue
            for more, other in one.readings:
                if (
                    other is None
                    and (last.end == one.first or u.is_money(unit))
                    and (smaller := self._smaller(unit, more))
                ):
                    sums.append(Reading(value + more * smaller, unit))
                elif other is not None and u.is_money(unit) and u.is_cent(one.unit_text):
                    sums.append(Reading(value + more / 100, unit))
                elif other is not None and other.root == unit.root and other.factor < unit.factor and not other.offset:
                    sums.append(Reading(value + more * other.factor / unit.factor, unit))
        return sums

    def _smaller(self, unit: Unit, more: float) -> float:
        """Return what a bare number behind a unit counts, as a share of that unit; 0 for nothing."""
        if u.is_money(unit) and more < 100:  # noqa: PLR2004 - cents
            return 0.01
        if unit.root not in {(("second", 1.0),), (("meter", 1.0),)}:
            return 0.0
        smaller = _SMALLER.get(round(unit.factor, 4))
        return smaller / unit.factor if smaller is not None and more * smaller < unit.factor else 0.0
